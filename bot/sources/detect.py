"""What a file is: by its first bytes and its structure, then by its name and its content type, which are only hints."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from pathlib import PurePath

from bot.errors import EncryptedFile, UnknownFileType
from bot.sources.decode import BOMS
from bot.sources.prolog import root_of
from bot.sources.tables import has_text_column
from bot.sources.zips import names_in

SAMPLE = 16384
"""Bytes in which a file shows its structure."""


class Kind(Enum):
    """The kinds of files that are read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    WORD = "Word document"
    MAIL = "mail"
    JSON = "JSON"
    TABLE = "CSV"
    FEED = "feed"
    OPML = "OPML"
    ARCHIVE = "ZIP"


ENDINGS = {
    **dict.fromkeys((".txt", ".text", ".asc"), Kind.TEXT),
    **dict.fromkeys((".md", ".markdown", ".mkd"), Kind.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.HTML),
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".eml": Kind.MAIL,
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), Kind.JSON),
    **dict.fromkeys((".csv", ".tsv"), Kind.TABLE),
    **dict.fromkeys((".rss", ".atom", ".rdf", ".xml"), Kind.FEED),
    ".opml": Kind.OPML,
    ".zip": Kind.ARCHIVE,
}
"""Ending of a name to what it promises."""

TYPES = {
    "text/plain": Kind.TEXT,
    **dict.fromkeys(("text/markdown", "text/x-markdown"), Kind.MARKDOWN),
    **dict.fromkeys(("text/html", "application/xhtml+xml"), Kind.HTML),
    **dict.fromkeys(("application/pdf", "application/x-pdf"), Kind.PDF),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.WORD,
    "message/rfc822": Kind.MAIL,
    **dict.fromkeys(("application/jsonl", "application/x-ndjson", "application/json"), Kind.JSON),
    **dict.fromkeys(("text/csv", "text/tab-separated-values"), Kind.TABLE),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), Kind.FEED),
    **dict.fromkeys(("application/xml", "text/xml", "application/feed+json"), Kind.FEED),
    **dict.fromkeys(("text/x-opml", "application/opml+xml"), Kind.OPML),
    **dict.fromkeys(("application/zip", "application/x-zip-compressed"), Kind.ARCHIVE),
}
"""Content type to what it promises."""

ROOTS = {"rss": Kind.FEED, "feed": Kind.FEED, "rdf": Kind.FEED, "opml": Kind.OPML, "html": Kind.HTML}
"""First element of a document to its kind."""

TEXTUAL = frozenset((Kind.TEXT, Kind.MARKDOWN, Kind.HTML, Kind.MAIL, Kind.JSON, Kind.TABLE))
"""Kinds whose structure is loose enough for the name to have a say; a promise of any other has to be kept."""

FOREIGN = (
    *(
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ",
        b"7z\xbc\xaf",
        b"Rar!",
        b"{\\rtf",
        b"\x7fELF",
    ),
    *(b"OggS", b"ID3", b"RIFF", b"\x28\xb5\x2f\xfd", b"SQLite format 3", b"MZ\x90"),
)
"""First bytes of kinds that are not read, some of which would pass for text."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old Word files, and new ones that are closed by a password."""

_MAIL_FIRST = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t].*\n(?:[ \t].*\n)*){2,}\s*?(?:\n|$)")
_MAIL_SURE = re.compile(
    r"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_HTML_TAG = re.compile(r"<(?:html|body|head|div|p|article|table|h1|title|meta)\b[^<>]{0,500}>", re.IGNORECASE)


def promised(name: str, content_type: str | None = None) -> Kind | None:
    """What a file's name promises, or its content type where the name says nothing."""
    ending = PurePath(name).suffix.lower()
    plain = (content_type or "").partition(";")[0].strip().lower()
    return ENDINGS.get(ending) or (None if ending and not plain.startswith("text/") else TYPES.get(plain))


def kind_of(name: str, data: bytes, content_type: str | None = None) -> Kind:
    """What a file is. Raises UnknownFileType, and EncryptedFile for a Word file with a password."""
    hint = promised(name, content_type) or TYPES.get((content_type or "").partition(";")[0].strip().lower())
    found = _by_magic(data)
    if found is not None:
        return found
    text = _sample(data)
    found = next((kind for kind, fits in STRUCTURES if fits(text, hint)), None)
    if found is not None:
        return found
    if hint is None or (hint not in TEXTUAL and not _is_kept(hint, data)):
        raise UnknownFileType(name=name[:80])
    return hint


def _by_magic(data: bytes) -> Kind | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _by_parts(names_in(data))
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile
    if data.startswith((OLE, *FOREIGN)):
        raise UnknownFileType
    return None


def _by_parts(names: frozenset[str]) -> Kind:
    """What a ZIP is by the names in it: many kinds of files are one. Raises UnknownFileType."""
    if any(name.startswith("word/document") for name in names):
        return Kind.WORD
    if not names.isdisjoint(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")):
        raise UnknownFileType
    return Kind.ARCHIVE


def _is_kept(kind: Kind, data: bytes) -> bool:
    """Whether a promise that the structure did not bear out is left to its reader, which says what is wrong."""
    return kind in (Kind.FEED, Kind.OPML) and data.lstrip()[:1] in (b"<", b"\xef", b"\xff", b"\xfe", b"{")


def _sample(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[:SAMPLE].decode(encoding, "replace").lstrip("\ufeff").lstrip()
    return data[:SAMPLE].decode("utf-8", "replace").lstrip().replace("\r\n", "\n")


def _is_root(kind: Kind) -> Callable[[str, Kind | None], bool]:
    return lambda text, _: text.startswith("<") and ROOTS.get(root_of(text)) is kind


def _is_html(text: str, hint: Kind | None) -> bool:
    return text[:9].lower() == "<!doctype" or (hint is Kind.HTML and bool(_HTML_TAG.search(text)))


def _is_json(text: str, _: Kind | None) -> bool:
    return bool(re.match(r"\{\s*\"|\[\s*\{", text))


def _is_json_feed(text: str, _: Kind | None) -> bool:
    return text.startswith("{") and "://jsonfeed.org/version" in text.replace("\\/", "/")[:SAMPLE]


def _is_mail(text: str, hint: Kind | None) -> bool:
    if hint not in (None, Kind.MAIL, Kind.TEXT):
        return False
    head = _MAIL_FIRST.match(text)
    return bool(head and (hint is Kind.MAIL or _MAIL_SURE.search(head.group())))


def _is_table(text: str, hint: Kind | None) -> bool:
    return hint in (None, Kind.TEXT, Kind.TABLE) and has_text_column(text)


STRUCTURES: tuple[tuple[Kind, Callable[[str, Kind | None], bool]], ...] = (
    (Kind.FEED, _is_root(Kind.FEED)),
    (Kind.OPML, _is_root(Kind.OPML)),
    (Kind.HTML, _is_root(Kind.HTML)),
    (Kind.HTML, _is_html),
    (Kind.FEED, _is_json_feed),
    (Kind.JSON, _is_json),
    (Kind.MAIL, _is_mail),
    (Kind.TABLE, _is_table),
)
"""Kinds and whether a text, of which a kind was promised, is one; the first that fits counts."""
