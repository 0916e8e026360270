"""Files to drafts, by a registry of kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.errors import CommuniqueError, FileTooLong, NestedArchive, SeveralArticles, UnknownFileType
from bot.sources.archives import read_archive
from bot.sources.article import read_html
from bot.sources.detect import Kind, kind_of, promised
from bot.sources.draft import Draft, Read
from bot.sources.feed_files import read_feed_file
from bot.sources.json_lines import read_json
from bot.sources.limits import LARGEST_FILE, MB
from bot.sources.mail import read_mail
from bot.sources.markdown import read_markdown
from bot.sources.opml import refuse_opml
from bot.sources.parts import Part
from bot.sources.pdf import read_pdf
from bot.sources.tables import read_table
from bot.sources.text import read_text
from bot.sources.word import read_word

__all__ = ["Draft", "Read", "iter_many", "read_as", "read_file", "read_many", "readable"]

SINGLE: dict[Kind, Callable[[bytes], Draft]] = {
    Kind.TEXT: read_text,
    Kind.MARKDOWN: read_markdown,
    Kind.HTML: read_html,
    Kind.PDF: read_pdf,
    Kind.WORD: read_word,
    Kind.OPML: refuse_opml,
}
"""Kinds that hold one article, and their readers."""

SEVERAL: dict[Kind, Callable[[bytes], Iterator[Part]]] = {
    Kind.MAIL: read_mail,
    Kind.JSON: read_json,
    Kind.TABLE: read_table,
    Kind.FEED: read_feed_file,
    Kind.ARCHIVE: read_archive,
}
"""Kinds that hold any number of articles, and what takes them apart."""

WITHIN = {
    Kind.ARCHIVE: frozenset(Kind) - {Kind.ARCHIVE},
    Kind.MAIL: frozenset(Kind) - {Kind.ARCHIVE, Kind.MAIL},
}
"""Kinds that are read within another: boxes in boxes are how a small file becomes an endless one."""

ENDLESS = frozenset((Kind.JSON, Kind.TABLE))
"""Kinds that are read line by line, and may be as long as they like."""


def readable(name: str, content_type: str | None = None) -> bool:
    """Whether a file of that name and type can be loaded, as far as these say."""
    return promised(name, content_type) is not None


def read_file(name: str, data: bytes, content_type: str | None = None) -> Draft:
    """The one article of a file. Raises bot.errors.UnknownFileType, SeveralArticles, or what is wrong with the file."""
    try:
        return read_as(kind_of(name, data, content_type), name, data)
    except CommuniqueError as error:
        raise _named(error, name) from error.__cause__


def read_as(kind: Kind, name: str, data: bytes) -> Draft:
    """As `read_file`, for a file whose kind is known."""
    found: list[Draft] = []
    for read in _reads(kind, name, data):
        if read.draft:
            found.append(read.draft)
        elif read.error and not found:
            raise read.error
        if len(found) > 1:
            raise SeveralArticles
    if not found:
        raise UnknownFileType
    return found[0]


def read_many(name: str, data: bytes, content_type: str | None = None) -> list[Read]:
    """Each article in a file, or why it could not be read: a bad part harms no other. Raises nothing."""
    return list(iter_many(name, data, content_type))


def iter_many(name: str, data: bytes, content_type: str | None = None) -> Iterator[Read]:
    """As `read_many`, one after the other: for tables that are larger than the memory."""
    yield from _many(name, data, content_type, frozenset(Kind))


def _many(name: str, data: bytes, content_type: str | None, kinds: frozenset[Kind]) -> Iterator[Read]:
    try:
        kind = kind_of(name, data, content_type)
        if kind not in kinds:
            raise NestedArchive
        yield from _reads(kind, name, data)
    except CommuniqueError as error:
        yield Read(name, error=_named(error, name))


def _reads(kind: Kind, name: str, data: bytes) -> Iterator[Read]:
    """Each article of a file whose kind is known. Raises what is wrong with the file as a whole."""
    if len(data) > LARGEST_FILE and kind not in ENDLESS:
        raise FileTooLong(limit=LARGEST_FILE // MB)
    if kind in SINGLE:
        yield Read(name, SINGLE[kind](data))
        return
    for part in SEVERAL[kind](data):
        whole = name + part.name
        if isinstance(part.content, Draft):
            yield Read(whole, part.content)
        elif isinstance(part.content, bytes):
            yield from _many(whole, part.content, part.content_type, WITHIN[kind])
        else:
            yield Read(whole, error=_named(part.content, whole))


def _named(error: CommuniqueError, name: str) -> CommuniqueError:
    error.values.setdefault("name", name[:80])
    return error
