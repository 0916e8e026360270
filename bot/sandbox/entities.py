"""Telegram's HTML: what is marked up becomes entities, everything else is an error said in Telegram's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import BadRequest
from bot.sandbox.utf16 import units

Entity = dict[str, Any]

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
"""Every tag that Telegram knows, and the entity it stands for."""

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<decimal>[0-9]+)|#[xX](?P<hex>[0-9a-fA-F]+)|(?P<name>[a-z]+));?")
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>/\"']+)\s*(?:=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z0-9.\-]+)(?=[\s>])))?"
)
_LINK = re.compile(r"(?:https?|ftp|tg|ton|mailto|tel)://?[^\s]+|mailto:[^\s]+|tel:[^\s]+", re.IGNORECASE)
_USER = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int
    text_start: int


@dataclass(slots=True)
class _Reader:
    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def put(self, piece: str) -> None:
        self.text.append(piece)
        self.length += units(piece)

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Reads text in HTML parse mode into plain text and entities, offsets in UTF-16 units.

    Raises BadRequest "can't parse entities: ..." for an unknown, unclosed or wrongly nested tag.
    """
    reader, position = _Reader(source), 0
    while position < len(source):
        character = source[position]
        if character == "&":
            piece, position = _reference(source, position)
            reader.put(piece)
        elif character == "<":
            step = _close if source.startswith("</", position) else _open
            position = step(reader, position)
        else:
            end = min(
                (i for i in (source.find("<", position), source.find("&", position)) if i >= 0), default=len(source)
            )
            reader.put(source[position:end])
            position = end
    if reader.stack:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{reader.stack[-1].tag}"')
    return "".join(reader.text), sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _unparsed(reason: str) -> BadRequest:
    return BadRequest(f"can't parse entities: {reason}")


def _reference(source: str, position: int) -> tuple[str, int]:
    match = _REFERENCE.match(source, position)
    if match is None:
        return "&", position + 1
    if match["name"]:
        known = NAMED.get(match["name"])
        return (known, match.end()) if known else ("&", position + 1)
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    if not 0 < code < 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "&", position + 1
    return chr(code), match.end()


def _open(reader: _Reader, begin: int) -> int:
    source = reader.source
    head = re.compile(r"[^\s>]*").match(source, begin + 1)
    end = head.end() if head else begin + 1
    if end >= len(source):
        raise _unparsed(f"Unclosed start tag at byte offset {reader.byte(begin)}")
    tag = source[begin + 1 : end].lower()
    if tag not in TYPES:
        raise _unparsed(f'Unsupported start tag "{tag}" at byte offset {reader.byte(begin)}')
    attributes, end = _attributes(reader, tag, begin, end)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {reader.byte(begin)}')
    reader.stack.append(_Open(tag, attributes, reader.length, len(reader.text)))
    return end + 1


def _attributes(reader: _Reader, tag: str, begin: int, position: int) -> tuple[dict[str, str], int]:
    source, found = reader.source, dict[str, str]()
    while True:
        while position < len(source) and source[position].isspace():
            position += 1
        if position >= len(source):
            raise _unparsed(f'Unclosed start tag "{tag}" at byte offset {reader.byte(begin)}')
        if source[position] == ">":
            return found, position
        match = _ATTRIBUTE.match(source, position)
        if match is None:
            raise _unparsed(f'Empty attribute name in the tag "{tag}" at byte offset {reader.byte(begin)}')
        quoted = match["double"] if match["double"] is not None else match["single"]
        found[match["name"].lower()] = _plain(quoted) if quoted is not None else (match["bare"] or "").lower()
        position = match.end()


def _plain(value: str) -> str:
    pieces, position = [], 0
    while position < len(value):
        if value[position] == "&":
            piece, position = _reference(value, position)
        else:
            piece, position = value[position], position + 1
        pieces.append(piece)
    return "".join(pieces)


def _close(reader: _Reader, begin: int) -> int:
    source = reader.source
    if not reader.stack:
        raise _unparsed(f"Unexpected end tag at byte offset {reader.byte(begin)}")
    match = re.compile(r"</([^\s>]*)\s*(>?)").match(source, begin)
    if match is None or not match[2]:
        raise _unparsed(f"Unclosed end tag at byte offset {reader.byte(begin)}")
    opened, name = reader.stack[-1], match[1].lower()
    if name and name != opened.tag:
        raise _unparsed(
            f'Unmatched end tag at byte offset {reader.byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
        )
    reader.stack.pop()
    if reader.length > opened.start:
        _add(reader, opened)
    return match.end()


def _add(reader: _Reader, opened: _Open) -> None:
    entity: Entity = {
        "type": TYPES[opened.tag],
        "offset": opened.start,
        "length": reader.length - opened.start,
    }
    last = reader.entities[-1] if reader.entities else None
    language = opened.attributes.get("class", "").partition("language-")[2]
    if opened.tag == "a":
        if not _link(entity, opened, "".join(reader.text[opened.text_start :])):
            return
    elif opened.tag == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    elif opened.tag == "tg-emoji":
        if not opened.attributes.get("emoji-id", "").isdigit():
            raise _unparsed("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = opened.attributes["emoji-id"]
    elif opened.tag == "code" and language:
        entity["language"] = language
    elif opened.tag == "pre" and last and last["type"] == "code" and last.get("language") and _same(last, entity):
        last["type"] = "pre"
        return
    reader.entities.append(entity)


def _same(one: Entity, other: Entity) -> bool:
    return (one["offset"], one["length"]) == (other["offset"], other["length"])


def _link(entity: Entity, opened: _Open, label: str) -> bool:
    url = opened.attributes.get("href") or label
    user = _USER.match(url)
    if user:
        entity["type"] = "text_mention"
        entity["user"] = {"id": int(user[1]), "is_bot": False, "first_name": "User"}
        return True
    if not _LINK.match(url):
        if not re.match(r"[\w-]+(\.[\w-]+)+(/|$|:)", url):
            return False
        url = f"http://{url}"
    entity["url"] = url
    return True
