"""What a feed and its entries are, whatever format they came in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.errors import CommuniqueError
from bot.sources.limits import MOST_ENTRIES
from bot.sources.markup import plain
from bot.sources.metadata import names, web_address
from storage.letters import storable

AHEAD = timedelta(days=2)
"""How far in the future a date may lie: clocks and zones are off, but not by more."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""There was no web before; 1970, 1980 and 1900 are what programs write when they do not know."""

TEASER = 400
"""Characters of a whole text, as the feed has it, up to which the page may well say more."""

SUMMARY = 1500
"""Characters from which what a feed calls a summary is the article: many have but that one field."""

CUT_OFF = ("…", "...", "[…]", "[...]", "(...)", "(…)", "»»", ">>", "read more", "continue reading", "read more »")
"""What a text ends with that goes on elsewhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a feed; ``key`` is the SHA-256 of its id, else of its link, else of its content.

    ``text`` is plain, paragraphs kept; ``is_teaser`` says that the whole text is to be had at ``link`` only.
    ``published`` is in UTC, None where the feed does not say or cannot mean it.
    """

    key: str
    link: str | None
    title: str | None
    text: str
    published: datetime | None
    authors: tuple[str, ...]
    is_teaser: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its entries, the newest first."""

    title: str | None
    link: str | None
    language: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Raw:
    """An entry as a format has it: titles and texts are HTML."""

    id: str | None
    link: str | None
    title: str
    content: str
    summary: str
    published: datetime | None
    authors: tuple[str, ...]


def entry(raw: Raw, base_url: str, now: datetime) -> Entry:
    """The entry made of what a feed says."""
    link = web_address(raw.link, base_url)
    title = one_line(raw.title)
    full, short = readable(raw.content), readable(raw.summary)
    text = full if len(full) >= len(short) else short
    return Entry(
        key=hashlib.sha256((raw.id or link or f"{title}\n{text}").encode("utf-8", "replace")).hexdigest(),
        link=link,
        title=title,
        text=text,
        published=raw.published if raw.published and EARLIEST <= raw.published <= now + AHEAD else None,
        authors=names("; ".join(raw.authors)),
        is_teaser=_is_teaser(text, bool(full)),
    )


def newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest first, those without a date where the feed has them among the others; each key once."""
    known = list({one.key: one for one in reversed(list(entries))}.values())[::-1]
    date = max((one.published for one in known if one.published), default=EARLIEST)
    order: list[tuple[datetime, int]] = []
    for index, one in enumerate(known):
        date = one.published or date
        order.append((date, -index))
    ranked = sorted(range(len(known)), key=order.__getitem__, reverse=True)
    return tuple(known[index] for index in ranked[:MOST_ENTRIES])


def readable(html: str) -> str:
    """The plain text of an entry's HTML, empty for one that cannot be read."""
    try:
        return storable(plain(html)).strip()
    except CommuniqueError:
        return ""


def one_line(html: str | None) -> str | None:
    """A title's plain text, None for an empty one."""
    return " ".join(readable(html or "").split())[:300] or None


def _is_teaser(text: str, is_content: bool) -> bool:
    if text.rstrip().lower().endswith(CUT_OFF):
        return True
    return len(text) < (TEASER if is_content else SUMMARY)
