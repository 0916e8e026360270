"""What stands before the first element of an HTML or XML document: its encoding, its doctype, its kind."""

from __future__ import annotations

import re

from bot.errors import ForbiddenXml
from bot.sources.decode import BOMS, decode

HEAD = 4096
"""Bytes in which a document names its encoding."""

USED = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What is meant by the names of encodings that are used for larger ones, as every browser knows."""

WIDE = ("utf-16", "utf-32", "ucs-2", "ucs-4")
"""Encodings that a document whose declaration can be read as ASCII is not in."""

ESCAPED = ("iso-2022", "hz")
"""Encodings whose bytes are all ASCII."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*(?:["']\s*)?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(r"\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_ENTITY = re.compile(r"<!ENTITY\s+(?!%)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)


def decode_markup(data: bytes, content_type: str | None = None) -> str:
    """The text of an HTML or XML document. Raises NotText.

    A mark counts first, then UTF-8 where it fits, then what the server or the document declare, then a guess: what is
    declared is wrong so often that bytes which make sense as UTF-8 count for more.
    """
    if any(data.startswith(mark) for mark, _ in BOMS):
        return decode(data)
    declared = _declared(data, content_type)
    if data.isascii() and not declared.startswith(ESCAPED):
        return decode(data)
    for encoding in ("" if declared.startswith(ESCAPED) else "utf-8", declared):
        try:
            if encoding:
                return data.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return decode(data)


def _declared(data: bytes, content_type: str | None) -> str:
    for place in ((content_type or "").encode("ascii", "replace"), data[:HEAD]):
        found = _DECLARED.search(place)
        name = found.group(1).decode("ascii").lower() if found else ""
        try:
            b"x".decode(name or "none", "ignore")  # a name of no text encoding, such as zlib, is refused too
        except (LookupError, ValueError):
            continue
        if not name.startswith(WIDE):
            return USED.get(name, name)
    return ""


def root_of(text: str) -> str:
    """The name of a document's first element, in small letters and without prefix; empty when it has none."""
    found = _ROOT.match(_split(text)[1])
    return found.group(1).lower().rpartition(":")[2] if found else ""


def without_doctype(text: str) -> str:
    """The document from its first element on. Raises ForbiddenXml when it declares entities of its own.

    A doctype says nothing that a feed needs, and can only do harm.
    """
    doctype, rest = _split(text)
    if _ENTITY.search(doctype):
        raise ForbiddenXml
    return rest


def _split(text: str) -> tuple[str, str]:
    """The doctype, empty where there is none, and the document from its first element on."""
    start = _end_of_prolog(text, 0)
    found = _DOCTYPE.match(text, start)
    if not found:
        return "", text[start:]
    return found.group(), text[_end_of_prolog(text, found.end()) :]


def _end_of_prolog(text: str, start: int) -> int:
    found = _PROLOG.match(text, start)
    return found.end() if found else start
