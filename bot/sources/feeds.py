"""Feeds to entries: RSS, Atom and RDF by feedparser, JSON Feed by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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


def read_feed(body: bytes, base_url: str, content_type: str | None = None) -> Feed:
    """The feed in a body. Raises bot.errors.NotAFeed, which says what the body is instead."""
    raise NotImplementedError


def find_feeds(page: bytes, base_url: str) -> list[str]:
    """The addresses of the feeds that a web page names, the likeliest first."""
    raise NotImplementedError
