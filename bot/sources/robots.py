"""What a site asks of programs in its robots.txt (RFC 9309), read once a day."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic

from protego import Protego
from yarl import URL

from bot.errors import BadStatus, BrokenAnswer, RobotsForbid, TooBig, TooManyRedirects

NAME = "Communique"
"""What we answer to in a robots.txt."""

READ = 500 * 1024
"""Bytes that are read of one; the RFC wants no more (2.5)."""

DAY = 86_400.0
"""Seconds for which one holds (2.4)."""

UNSURE = 300.0
"""Seconds after which a site that could not say is asked again."""

MOST = 200
"""Sites remembered."""

Fetch = Callable[[URL], Awaitable[bytes]]
"""Gets a robots.txt. Raises a kind of bot.errors.FetchFailed."""


@dataclass(slots=True)
class _Site:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Protego | None = None
    until: float = float("-inf")


class Robots:
    """The rules of sites. ``clock`` gives seconds."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._sites: OrderedDict[URL, _Site] = OrderedDict()

    async def check(self, url: URL) -> None:
        """Raises RobotsForbid if the site asks us to stay away, or FetchFailed if it cannot be reached."""
        rules = await self._rules(url.origin())
        if rules is None or not rules.can_fetch(str(url), NAME):
            raise RobotsForbid(host=url.raw_host)

    async def _rules(self, origin: URL) -> Protego | None:
        """None while the site could not say."""
        site = self._sites.setdefault(origin, _Site())
        self._sites.move_to_end(origin)
        async with site.lock:
            if site.until <= self._clock():
                site.rules = await self._ask(origin)
                site.until = self._clock() + (UNSURE if site.rules is None else DAY)
        while len(self._sites) > MOST:
            self._sites.popitem(last=False)
        return site.rules

    async def _ask(self, origin: URL) -> Protego | None:
        """A site without one allows everything (2.3.1.3); one that fails to say may forbid everything (2.3.1.4)."""
        try:
            text = await self._fetch(origin / "robots.txt")
        except BadStatus as error:
            return Protego.parse("") if 400 <= error.status < 500 and error.status != 429 else None
        except (TooManyRedirects, TooBig):
            return Protego.parse("")
        except BrokenAnswer:
            return None
        # A large one takes a tenth of a second, which others need not wait for.
        return await asyncio.to_thread(Protego.parse, text[:READ].decode("utf-8-sig", "replace"))
