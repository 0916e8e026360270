"""Why a sentence was kept, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.texts.catalogue import Translator

MESSAGES = {
    "opens": "explain.opens",
    "opens_part": "explain.opens_part",
    "title": "explain.title",
    "topic": "explain.topic",
    "needed": "explain.needed",
    "quote": "explain.quote",
    "weight": "explain.weight",
}


class Reason(Protocol):
    """As the summariser gives it: a name, and what fills its text in."""

    @property
    def key(self) -> str:
        """One of ``MESSAGES``, or ``echoed``."""

    @property
    def value(self) -> str:
        """How many sentences echo it, or words of a topic; may be empty."""


def told(t: Translator, reason: Reason) -> str:
    """One reason as plain text."""
    if reason.key == "echoed":
        return str(t.plural("explain.echoed", int(reason.value)))
    return t.plain(MESSAGES[reason.key], value=reason.value)


def because(t: Translator, reasons: Iterable[Reason]) -> str:
    """All reasons of a sentence on one line, as plain text."""
    return t.joined((told(t, reason) for reason in reasons), "; ")
