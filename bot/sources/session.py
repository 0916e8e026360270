"""The connection to the world: who we say that we are, and what is not left to aiohttp's defaults."""

from __future__ import annotations

from importlib.metadata import version

import aiohttp

from bot.sources.guard import Guard
from bot.sources.inflate import ACCEPTED
from bot.sources.robots import NAME

LONGEST_HEADER = 32 * 1024
"""Bytes of one line of a head; policies of some sites take half of it."""

ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"


def open_session(guard: Guard, agent: str) -> aiohttp.ClientSession:
    """A session that keeps nothing from one request to the next. Needs a running event loop."""
    # A connection of its own for each request: each goes to an address that was checked for it.
    connector = aiohttp.TCPConnector(resolver=guard, use_dns_cache=False, force_close=True, limit=0)
    return aiohttp.ClientSession(
        connector=connector,
        headers={"User-Agent": agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=None),
        max_line_size=LONGEST_HEADER,
        max_field_size=LONGEST_HEADER,
    )


def user_agent(contact: str | None) -> str:
    """Who we say that we are."""
    return f"{NAME}/{version('communique')} ({f'+{contact}' if contact else 'reads news of diplomacy'})"
