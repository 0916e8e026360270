"""Leases: who polls which feed, for how long, and what the poll leaves behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Select, case, func, or_, select, update

from storage.records import FeedRecord, FeedSuccess
from storage.repositories.feeds import RECORD
from storage.repositories.repository import Repository
from storage.tables import feeds

LOOKED_AT = 1000
"""Due feeds among which those of hosts with a free place are sought."""

_ADDRESS = feeds.c.id, feeds.c.url
_ORDER = feeds.c.next_poll, feeds.c.id
_behind = func.substr(feeds.c.url, func.instr(feeds.c.url, "//") + 2)
HOSTS: dict[str, ColumnElement[str]] = {
    "sqlite": func.substr(_behind, 1, func.instr(_behind.concat("/"), "/") - 1),
    "postgresql": func.split_part(feeds.c.url, "/", 3),
}
"""What stands in an address between the second and the third slash: the host, and its port if it is named."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who takes feeds, and ``until`` when; ``holder`` is a name that no other claim has, and begins with its owner's.

    Of a host at most ``each`` are taken together with those that are ``busy``, a number by host.
    """

    holder: str
    until: datetime
    each: int = 1000
    busy: Mapping[str, int] | None = None


class Leases(Repository):
    """A poller holds a feed while its lease lasts, and only its holder settles it."""

    async def claim(self, limit: int, claim: Claim, *, now: datetime) -> list[FeedRecord]:
        """Takes at most ``limit`` feeds that are due, longest due first; nobody else is given them meanwhile.

        Paused ones are left, and those of a host that has enough.
        """
        longest = await self._addresses(select(*_ADDRESS).where(_due(now), _free(now)).order_by(*_ORDER), LOOKED_AT)
        chosen = _shared_out(longest, limit, claim)
        if len(chosen) < limit and len(longest) == LOOKED_AT:
            # All of them may be of hosts that have enough.
            chosen = _shared_out(await self.due(LOOKED_AT, now=now), limit, claim)
        if not chosen:
            return []
        wanted = select(*RECORD).where(feeds.c.id.in_(self._numbers(chosen)), _free(now))
        return await self._lease(wanted.order_by(*_ORDER), claim)

    async def due(self, limit: int, *, now: datetime) -> list[tuple[int, str]]:
        """Feeds that are due and that nobody holds, and their addresses; longest due first.

        The first of each host come before the second of any: one whose many feeds wait keeps nobody else's away.
        """
        place = func.row_number().over(partition_by=HOSTS[self._dialect], order_by=_ORDER).label("place")
        ranked = select(*_ADDRESS, feeds.c.next_poll, place).where(_due(now), _free(now)).subquery()
        order = ranked.c.place, ranked.c.next_poll, ranked.c.id
        return await self._addresses(select(ranked.c.id, ranked.c.url).order_by(*order), limit)

    async def claim_due(self, feed_id: int, claim: Claim, *, now: datetime) -> FeedRecord | None:
        """Takes this feed if it is due, not paused, and nobody holds it."""
        taken = await self._lease(select(*RECORD).where(feeds.c.id == feed_id, _due(now), _free(now)), claim)
        return taken[0] if taken else None

    async def claim_one(self, feed_id: int, claim: Claim, *, now: datetime) -> FeedRecord | None:
        """Takes this feed whether it is due or paused; None if somebody holds it or it is gone."""
        taken = await self._lease(select(*RECORD).where(feeds.c.id == feed_id, _free(now)), claim)
        return taken[0] if taken else None

    async def renew(self, held: FeedRecord, until: datetime) -> bool:
        """Holds it for longer; False if it is held no more."""
        return await self._set(_held(held), leased=until) > 0

    async def holds(self, held: FeedRecord) -> bool:
        """Whether the claim that the record was given with still stands; until the end of the transaction it does."""
        query = select(feeds.c.id).where(_held(held)).with_for_update()
        return await self._connection.scalar(query) is not None

    async def release(self, held: FeedRecord) -> None:
        """Gives a held feed back as it was."""
        await self._set(_held(held), leased=None, holder=None)

    async def take_back(self, owner: str) -> int:
        """Frees what an owner held that is no more; gives how many feeds that were."""
        return await self._set(feeds.c.holder.startswith(owner, autoescape=True), leased=None, holder=None)

    async def next_due(self) -> datetime | None:
        """When the next feed that is not paused is due and not held; None if there is none."""
        moment = case((feeds.c.leased > feeds.c.next_poll, feeds.c.leased), else_=feeds.c.next_poll)
        found: datetime | None = await self._connection.scalar(
            select(func.min(moment)).where(feeds.c.state != "paused")
        )
        return found

    async def succeeded(self, held: FeedRecord, found: FeedSuccess, *, now: datetime) -> bool:
        """Writes down a good poll and gives the feed back; a paused one stays paused. False if it is held no more."""
        said = {name: getattr(found, name) for name in ("title", "site", "outlet", "language")}
        return await self._settle(
            held,
            "active",
            interval=found.interval,
            next_poll=found.next_poll,
            etag=found.etag,
            last_modified=found.last_modified,
            primed=found.primed,
            failures=0,
            last_error=None,
            last_success=now,
            took=found.took,
            **{name: value for name, value in said.items() if value is not None},
        )

    async def failed(self, held: FeedRecord, *, error: str, next_poll: datetime, pause: bool) -> bool:
        """Writes down a bad poll and gives the feed back, paused if asked for. False if it is held no more."""
        state = "paused" if pause else "failing"
        return await self._settle(held, state, failures=feeds.c.failures + 1, last_error=error, next_poll=next_poll)

    async def _addresses(self, query: Select[Any], limit: int) -> list[tuple[int, str]]:
        return [(row.id, row.url) for row in await self._connection.execute(query.limit(limit))]

    async def _lease(self, due: Select[Any], claim: Claim) -> list[FeedRecord]:
        query = due.with_for_update(skip_locked=True)
        found = [FeedRecord(*row) for row in await self._connection.execute(query)]
        if found:
            mine = feeds.c.id.in_(self._numbers([feed.id for feed in found]))
            await self._set(mine, leased=claim.until, holder=claim.holder)
        return [replace(feed, leased=claim.until, holder=claim.holder) for feed in found]

    async def _settle(self, held: FeedRecord, state: str, **values: object) -> bool:
        kept = case((feeds.c.state == "paused", "paused"), else_=state)
        return await self._set(_held(held), state=kept, leased=None, holder=None, **values) > 0

    async def _set(self, which: ColumnElement[bool], **values: object) -> int:
        return (await self._connection.execute(update(feeds).where(which).values(**values))).rowcount


def host_of(url: str) -> str:
    """Whose server stands at an address; none where it is not understood."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _shared_out(due: Sequence[tuple[int, str]], limit: int, claim: Claim) -> list[int]:
    """The first so many of them by number, of each host no more than it may have."""
    taken, chosen = Counter(claim.busy or {}), list[int]()
    for feed_id, url in due:
        if len(chosen) == limit:
            break
        host = host_of(url)
        if taken[host] < claim.each:
            taken[host] += 1
            chosen.append(feed_id)
    return chosen


def _due(now: datetime) -> ColumnElement[bool]:
    return (feeds.c.state != "paused") & (feeds.c.next_poll <= now)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(feeds.c.leased.is_(None), feeds.c.leased <= now)


def _held(held: FeedRecord) -> ColumnElement[bool]:
    return (feeds.c.id == held.id) & (feeds.c.holder == held.holder)
