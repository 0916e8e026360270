"""RSS, Atom and RDF by feedparser, which is given a bounded number of entries and nothing to resolve or fetch."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from typing import Any

from bot.errors import BrokenFeed
from bot.sources.dates import read_date
from bot.sources.entries import Feed, Raw, entry, newest, one_line
from bot.sources.limits import MOST_ENTRIES, PAGE_SECONDS
from bot.sources.metadata import language_code, web_address
from bot.sources.patience import time_limit
from bot.sources.prolog import without_doctype

UNDATED = datetime.max.replace(tzinfo=UTC)

_ENTRY = re.compile(r"<(?:\w{1,20}:)?(item|entry)[\s>]")
_DATE = re.compile(r"<(?:\w{1,20}:)?(?:pubDate|published|updated|date|issued)(?:\s[^<>]{0,200})?>([^<]{4,60})<")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_xml_feed(text: str, base_url: str, now: datetime) -> Feed:
    """The feed in an XML document. Raises BrokenFeed, ForbiddenXml, TookTooLong."""
    import feedparser

    document = _shortened(_CONTROL.sub("", without_doctype(text)))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url}
    with time_limit(PAGE_SECONDS):
        # The HTML becomes plain text, so that there is nothing to sanitise, nor a link in it to be made whole.
        found = feedparser.parse(
            _as_stream(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        if not found.version and not found.entries:
            raise BrokenFeed
        entries = newest(entry(_raw(one), base_url, now) for one in found.entries[:MOST_ENTRIES])
    return Feed(
        title=one_line(found.feed.get("title")),
        link=web_address(found.feed.get("link"), base_url),
        language=language_code(found.feed.get("language")),
        entries=entries,
    )


def _as_stream(document: str) -> Any:
    """As a stream: feedparser would take a string that looks like an address or a path for one."""
    from io import BytesIO

    return BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + document.encode("utf-8", "replace"))


def _shortened(document: str) -> str:
    """The document with no more than MOST_ENTRIES entries, the newest of all that it has.

    feedparser takes a millisecond for each, and some feeds have 50,000.
    """
    starts = [found.start() for found in _ENTRY.finditer(document)]
    if len(starts) <= MOST_ENTRIES:
        return document
    name = document[starts[-1] : starts[-1] + 40].split(">")[0].split()[0][1:]
    last = document.find(f"</{name}>", starts[-1])
    end = last + len(name) + 3 if last >= 0 else len(document)
    blocks = [document[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    dates = [_date(block) for block in blocks]
    kept = sorted(sorted(range(len(blocks)), key=dates.__getitem__, reverse=True)[:MOST_ENTRIES])
    return document[: starts[0]] + "".join(blocks[index] for index in kept) + document[end:]


def _date(block: str) -> datetime:
    """An entry's date, for choosing; one without counts as new."""
    found = _DATE.search(block)
    return (read_date(found.group(1)) if found else None) or UNDATED


def _raw(one: Any) -> Raw:
    content = max((part.get("value") or "" for part in one.get("content", [])), key=len, default="")
    # Elements that are not closed are there, and are None.
    # dict.get: feedparser's own gives the one date for the other, with a warning.
    return Raw(
        id=one.get("id"),
        link=one.get("link"),
        title=one.get("title") or "",
        content=content,
        summary=one.get("summary") or "",
        published=_moment(dict.get(one, "published_parsed") or dict.get(one, "updated_parsed")),
        authors=tuple(person["name"] for person in one.get("authors", []) if person.get("name")),
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
