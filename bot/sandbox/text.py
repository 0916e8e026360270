"""What becomes of a text on its way into a chat: cleaned, trimmed, measured, its commands and links marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from bot.sandbox.entities import Entity, parse_html
from bot.sandbox.errors import BadRequest
from bot.sandbox.params import Params
from bot.sandbox.utf16 import offsets, units

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
"""Most UTF-16 units that a text may have after its entities are parsed."""

_DROPPED = re.compile("[\r\u2028-\u202e]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\t]")
_DETECTED = {
    "url": re.compile(r"\bhttps?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,:;!?)\]}']", re.IGNORECASE),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])", re.ASCII),
    "mention": re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII),
}
_OPAQUE = {"code", "pre", "text_link", "text_mention", "url", "bot_command", "mention"}


def formatted(params: Params, name: str) -> tuple[str, list[Entity]]:
    """The text parameter ``name`` as Telegram would show it, with its entities.

    Raises BadRequest if it cannot be parsed; an empty text is the caller's to judge.
    """
    source, mode = clean(params.text(name)), params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode:
        raise BadRequest("unsupported parse_mode")
    else:
        given = params.array("caption_entities" if name == "caption" else "entities") or []
        text, entities = source, [_checked(entity, units(source)) for entity in given]
    return arrange(text, entities)


def clean(text: str) -> str:
    """Without the characters that Telegram lets nobody send: carriage returns, direction overrides, controls.

    Raises BadRequest for half a surrogate pair, which no UTF-8 can hold.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRequest("strings must be encoded in UTF-8")
    return _CONTROL.sub(" ", _DROPPED.sub("", text))


def arrange(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trims a text, shifts its entities accordingly, and adds those found in it by themselves."""
    marks = offsets(text)
    entities = [tight for entity in entities if (tight := _tightened(entity, text, marks))]
    first = min((entity["offset"] for entity in entities), default=marks[-1])
    start = next((i for i, c in enumerate(text) if not c.isspace() or marks[i] >= first), len(text))
    text = text[start : max(start, len(text.rstrip()))]
    limit = units(text)
    kept = [moved for entity in entities if (moved := _moved(entity, marks[start], limit))]
    return text, _detect(text, kept)


def require(text: str, given: str, limit: int, what: str) -> None:
    """Raises BadRequest when a text is empty or longer than ``limit`` units; ``what`` names it in the refusal."""
    if not given:
        raise BadRequest(f"{what} text is empty")
    if not text:
        raise BadRequest("text must be non-empty")
    if units(text) > limit:
        raise BadRequest(f"{what} is too long")


def split(text: str) -> list[str]:
    """A reader's text in pieces that fit a message, as Telegram's own clients cut it: at a line's or a word's end."""
    pieces = []
    while units(text) > MESSAGE_LIMIT:
        marks = offsets(text)
        fits = max(i for i, mark in enumerate(marks[: MESSAGE_LIMIT + 1]) if mark <= MESSAGE_LIMIT)
        cut = max(text.rfind("\n", fits // 2, fits), text.rfind(" ", fits // 2, fits))
        cut = cut + 1 if cut > 0 else fits
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def _checked(entity: Any, length: int) -> Entity:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise BadRequest("can't parse MessageEntity: expected an Object")
    try:
        start, size = int(entity["offset"]), int(entity["length"])
    except (KeyError, TypeError, ValueError):
        raise BadRequest("can't parse MessageEntity: offset and length must be numbers") from None
    if start < 0 or size <= 0 or start + size > length:
        raise BadRequest("entity is out of the text's bounds")
    return entity


def _tightened(entity: Entity, text: str, marks: list[int]) -> Entity | None:
    """The entity without the white space at its ends; None if nothing else is in it."""
    start, end = bisect_left(marks, entity["offset"]), bisect_left(marks, entity["offset"] + entity["length"])
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return {**entity, "offset": marks[start], "length": marks[end] - marks[start]} if start < end else None


def _moved(entity: Entity, by: int, limit: int) -> Entity | None:
    start = max(entity["offset"] - by, 0)
    end = min(entity["offset"] - by + entity["length"], limit)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _detect(text: str, entities: list[Entity]) -> list[Entity]:
    marks, found = offsets(text), list(entities)
    for kind, pattern in _DETECTED.items():
        for match in pattern.finditer(text):
            start, end = marks[match.start()], marks[match.end()]
            if not any(e["type"] in _OPAQUE and e["offset"] < end and start < e["offset"] + e["length"] for e in found):
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))
