"""The one HTTP client for everything that leaves the process: guarded, bounded in size and time, and polite."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from bot.errors import TooManyRedirects
from bot.sources.address import join_address, read_address
from bot.sources.answer import Fetched, read_answer
from bot.sources.budget import Budget
from bot.sources.failures import SHOWN, named
from bot.sources.guard import Guard, Lookup, Place
from bot.sources.politeness import Politeness
from bot.sources.robots import Robots
from bot.sources.session import open_session, user_agent

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a fetch: bytes of the body, decoded; seconds, waiting for a turn not counted; redirects.

    ``at_once`` bounds the fetches that run side by side.
    """

    size: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    at_once: int = 16


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
                return found if not permanent or len(seen) == 1 else replace(found, moved=found.url)
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
                self._session_opened().get(url, headers=headers, allow_redirects=False) as response,
            ):
                location = response.headers.get("Location")
                if response.status in REDIRECTS and location:
                    return join_address(url, location), response.status
                return await read_answer(url, response, headers, self._limits.size, self._now())

    async def _get_robots(self, url: URL) -> bytes:
        return (await self._follow(url, {}, obey_robots=False)).body

    def _session_opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = open_session(self._guard, self._agent)
        return self._session


def _utc_now() -> datetime:
    return datetime.now(UTC)
