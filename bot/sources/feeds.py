"""Feeds to entries: RSS, Atom and RDF by feedparser, JSON Feed by itself."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.errors import BrokenFeed, CommuniqueError, FileTooLong, NotAFeed, NotText, PageNotFeed
from bot.sources.discovery import find_feeds
from bot.sources.entries import Entry, Feed
from bot.sources.json_feed import is_json_feed, read_json_feed
from bot.sources.limits import LARGEST_FEED, MB
from bot.sources.prolog import decode_markup, root_of
from bot.sources.syndication import read_xml_feed

__all__ = ["Entry", "Feed", "find_feeds", "read_feed"]

ROOTS = ("rss", "feed", "rdf", "channel")
"""First elements of feeds."""


def read_feed(body: bytes, base_url: str, content_type: str | None = None, *, now: datetime | None = None) -> Feed:
    """The feed in a body, the newest entries first, MOST_ENTRIES at most.

    ``now``, else the system's time, tells which dates lie in a future that cannot be meant. Raises NotAFeed, which
    says what the body is instead, FileTooLong, and ForbiddenXml for XML that declares entities.
    """
    try:
        return _read(body, base_url, content_type, now or datetime.now(UTC))
    except CommuniqueError as error:
        error.values.setdefault("name", base_url[:200])
        raise


def _read(body: bytes, base_url: str, content_type: str | None, now: datetime) -> Feed:
    if len(body) > LARGEST_FEED:
        raise FileTooLong(limit=LARGEST_FEED // MB)
    try:
        text = decode_markup(body, content_type).lstrip("\ufeff \t\r\n")
    except NotText as error:
        raise NotAFeed from error
    if text.startswith("{"):
        if is_json_feed(text):
            return read_json_feed(text, base_url, now)
        raise NotAFeed
    root = root_of(text)
    if root in ROOTS:
        return read_xml_feed(text, base_url, now)
    if root == "html" or text[:15].lower().startswith(("<!doctype html", "<head", "<body", "<div", "<meta")):
        raise PageNotFeed
    raise BrokenFeed if text.startswith("<?xml") else NotAFeed
