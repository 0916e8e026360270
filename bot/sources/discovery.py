"""The feeds that a web page names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.errors import CommuniqueError
from bot.sources.markup import tree_of
from bot.sources.metadata import web_address
from bot.sources.prolog import decode_markup

TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
"""Content types of feeds."""

MOST = 20
"""Feeds that are named of a page; a newspaper's has one for each of its columns."""

_FEEDLIKE = re.compile(
    r"(?:/(?:feed|rss|atom)/?|\.(?:rss|atom|rdf)|(?:feed|rss|atom|index)\.(?:xml|json|rdf))(?:\?.*)?$", re.I
)
_NAMED = re.compile(r"\b(?:rss|atom|xml feed|rss feed)\b", re.IGNORECASE)


def find_feeds(page: bytes, base_url: str) -> list[str]:
    """The addresses of the feeds that a web page names, the likeliest first; empty for what is no page."""
    try:
        tree = tree_of(decode_markup(page))
    except CommuniqueError:
        return []
    base = next(iter(tree.xpath("//base/@href")), None)
    whole = web_address(base, base_url) or base_url
    found = (web_address(href, whole) for href in (*_declared(tree), *_linked(tree)))
    return list(dict.fromkeys(url for url in found if url and url != base_url))[:MOST]


def _declared(tree: Any) -> Iterator[str]:
    for link in tree.iterfind(".//link[@href]"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in TYPES:
            yield link.get("href")


def _linked(tree: Any) -> Iterator[str]:
    """Links that look like a feed's; those that only call themselves one come last."""
    anchors = [
        (a.get("href"), " ".join((a.text_content() or a.get("title") or "").split()))
        for a in tree.iterfind(".//a[@href]")
    ]
    yield from (href for href, _ in anchors if _FEEDLIKE.search(href))
    yield from (href for href, text in anchors if len(text) < 40 and _NAMED.search(text))
