"""Quotations as data, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from bot.texts.said import Saying


@dataclass(frozen=True, slots=True)
class Text:
    """A stored article as the worker gets it: ``body`` is its analysis as JSON text."""

    id: int
    text: str
    body: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several whom the words may mean: a person's name or an id; ``code`` tells it from the others.

    ``count``: quotations, None where they were not counted.
    """

    name: str
    code: int
    count: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Quotations, the newest first, or the ``choices`` if the words mean several.

    ``who`` is a name or an id. ``articles`` were read, ``whole``: all that may hold any.
    """

    who: str
    sayings: tuple[Saying, ...]
    choices: tuple[Choice, ...]
    articles: int = 0
    whole: bool = True
