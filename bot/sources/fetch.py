"""The one HTTP client for everything that leaves the process: guarded, bounded in size and time, and polite."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

import aiohttp
from yarl import URL

from bot.errors import BadStatus, TooBig, TooManyRedirects
from bot.sources.address import join_address, read_address
from bot.sources.budget import Budget
from bot.sources.failures import SHOWN, named
from bot.sources.guard import Guard, Lookup, Place
from bot.sources.inflate import ACCEPTED, inflater
from bot.sources.politeness import Politeness
from bot.sources.retry_after import read_retry_after
from bot.sources.robots import NAME, Robots

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}
PIECE = 64 * 1024
LONGEST_HEADER = 32 * 1024
"""Bytes of one line of a head; policies of some sites take half of it."""

LONGEST_VALIDATOR = 1000
"""Characters of an ETag or a date that is worth keeping."""

ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a fetch: bytes of the body, decoded; seconds, waiting for a turn not counted; redirects.

    ``at_once`` bounds the fetches that run side by side.
    """

    size: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    at_once: int = 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    ``url`` is where it came from in the end; ``moved`` is the address to use from now on, if there were redirects and
    all were permanent (301, 308). ``body`` is decoded, and empty if ``not_modified``. ``content_type`` is as it was
    sent, with its charset; ``etag`` and ``last_modified`` are to be given back the next time.
    """

    url: str
    moved: str | None
    status: int
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool


class Fetcher:
    """Gets pages and feeds from the public internet, and from nowhere else but what ``private`` names.

    ``contact`` is told to the sites, an address or mail. ``lookup`` stands in for the system's resolver.
    """

    def __init__(
        self,
        *,
        private: Iterable[Place] = (),
        contact: str | None = None,
        limits: Limits | None = None,
        politeness: Politeness | None = None,
        lookup: Lookup | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._guard = Guard(private, lookup)
        self._agent = user_agent(contact)
        self._limits = limits or Limits()
        self._politeness = politeness or Politeness()
        self._now = now or _utc_now
        self._robots = Robots(self._get_robots)
        self._room = asyncio.Semaphore(self._limits.at_once)
        self._session: aiohttp.ClientSession | None = None

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        obey_robots: bool = False,
    ) -> Fetched:
        """What is at the address. Raises a kind of bot.errors.FetchFailed.

        ``etag`` and ``last_modified`` are those of the last time. ``obey_robots`` is for pages that nobody gave for
        being fetched regularly; a feed that an admin gave needs none.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value and value.isprintable()}
        return await self._follow(read_address(url), headers, obey_robots=obey_robots)

    async def close(self) -> None:
        """Close what is open; a second call does nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _follow(self, url: URL, headers: dict[str, str], *, obey_robots: bool) -> Fetched:
        budget, seen, permanent = Budget(self._limits.seconds), {url}, True
        for _ in range(self._limits.redirects + 1):
            if obey_robots:
                await self._robots.check(url)
            found = await self._ask(url, headers, budget)
            if isinstance(found, Fetched):
                return found if not permanent or len(seen) == 1 else _moved(found)
            target, status = found
            permanent = permanent and status in PERMANENT
            if target in seen:
                break
            seen.add(target)
            url = target
        raise TooManyRedirects(host=(url.host or "")[:SHOWN], limit=self._limits.redirects)

    async def _ask(self, url: URL, headers: dict[str, str], budget: Budget) -> Fetched | tuple[URL, int]:
        """One request: what is there, or where else to look and the status that said so."""
        with named(url, self._limits.seconds):
            self._guard.check(url)
            pause = not self._guard.owns(url)
            async with (
                self._politeness.turn(url.raw_host or "", pause=pause),
                self._room,
                budget.running(),
                self._opened().get(url, headers=headers, allow_redirects=False) as response,
            ):
                location = response.headers.get("Location")
                if response.status in REDIRECTS and location:
                    return join_address(url, location), response.status
                return await self._read(url, response, headers)

    async def _read(self, url: URL, response: aiohttp.ClientResponse, sent: dict[str, str]) -> Fetched:
        not_modified = response.status == 304 and bool(sent)
        if not not_modified and not 200 <= response.status < 300:
            wait = read_retry_after(response.headers.get("Retry-After"), self._now())
            raise BadStatus(status=response.status, retry_after=wait)
        return Fetched(
            url=str(url),
            moved=None,
            status=response.status,
            body=b"" if not_modified else await self._body(response),
            content_type=response.headers.get("Content-Type"),
            etag=_validator(response, "ETag") or (sent.get("If-None-Match") if not_modified else None),
            last_modified=_validator(response, "Last-Modified")
            or (sent.get("If-Modified-Since") if not_modified else None),
            not_modified=not_modified,
        )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        if (response.content_length or 0) > self._limits.size:
            raise TooBig(limit=self._limits.size // 1_000_000)
        pieces = inflater(", ".join(response.headers.getall("Content-Encoding", [])), self._limits.size)
        async for piece in response.content.iter_chunked(PIECE):
            pieces.feed(piece)
        return pieces.finish()

    async def _get_robots(self, url: URL) -> bytes:
        return (await self._follow(url, {}, obey_robots=False)).body

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            # A connection of its own for each request: each goes to an address that was checked for it.
            connector = aiohttp.TCPConnector(resolver=self._guard, use_dns_cache=False, force_close=True, limit=0)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                timeout=aiohttp.ClientTimeout(total=None),
                max_line_size=LONGEST_HEADER,
                max_field_size=LONGEST_HEADER,
            )
        return self._session


def user_agent(contact: str | None) -> str:
    """Who we say that we are."""
    return f"{NAME}/{version('communique')} ({f'+{contact}' if contact else 'reads news of diplomacy'})"


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _moved(found: Fetched) -> Fetched:
    return replace(found, moved=found.url)


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name)
    return value if value and len(value) <= LONGEST_VALIDATOR else None
