"""Telegram's HTML: escape everything, and measure as Telegram measures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

MESSAGE_LIMIT = 4096
"""Most UTF-16 units of a message after its entities are parsed."""

ELLIPSIS = "…"

_TAG = re.compile(r"</?(?:b|i|s|a|code|blockquote)(?: [^<>]*)?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Markup(str):
    """Text that is HTML already; everything else is escaped before it is put among it."""

    __slots__ = ()


def escape(value: object) -> Markup:
    """The value as Telegram HTML that shows it as it is; control characters are left out."""
    if isinstance(value, Markup):
        return value
    return Markup(html.escape(_CONTROL.sub("", str(value)), quote=True))


def length(markup: str) -> int:
    """How long Telegram counts it: UTF-16 units of the text without the tags."""
    return units(html.unescape(_TAG.sub("", markup)))


def bare(markup: str) -> str:
    """What a reader sees of it, without the tags."""
    return html.unescape(_TAG.sub("", markup))


def units(text: str) -> int:
    """UTF-16 code units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_messages(parts: Iterable[Markup]) -> list[Markup]:
    """The parts as few messages as hold them, in their order, a blank line between two; each of them fits in one."""
    messages: list[Markup] = []
    for part in parts:
        together = Markup(f"{messages[-1]}\n\n{part}") if messages else part
        if messages and length(together) <= MESSAGE_LIMIT:
            messages[-1] = together
        else:
            messages.append(part)
    return messages


def cut(text: str, limit: int) -> str:
    """The text itself, or its beginning up to a word's end with an ellipsis, in at most ``limit`` UTF-16 units."""
    if units(text) <= limit:
        return text
    kept = text[: max(limit - 1, 0)]
    while units(kept) > limit - 1:
        kept = kept[:-1]
    space = kept.rfind(" ")
    if space > limit // 2:
        kept = kept[:space]
    return kept.rstrip() + ELLIPSIS
