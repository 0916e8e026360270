"""How much waits, for whoever watches the program: counts that indexes answer, so that asking often costs little."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, case, column, func, select, table

from storage.repositories.hours import MOMENT
from storage.repositories.repository import Repository
from storage.tables import CLAIMABLE, deliveries, fanouts, feeds, in_state, updates

COUNTED = 1_000_000
"""Deliveries of a state that are counted at most: a count takes a tenth of a second then, however many there are."""

_version = table("alembic_version", column("version_num"))


class Depths(Repository):
    """Counts over what is open; what is done long since is never looked at."""

    async def ledger(self, *, now: datetime) -> dict[str, int]:
        """Deliveries that are due, that wait for their hour, that are of messages to all, and that are being sent.

        Of each at most `COUNTED`.
        """
        found = {}
        for name, query in _LEDGER.items():
            found[name] = int(await self._connection.scalar(query, {"now": now, "most": COUNTED}) or 0)
        return found

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        """Since when the delivery has been due that waits longest; None if none is due."""
        due: datetime | None = await self._connection.scalar(_OLDEST, {"now": now})
        return due

    async def fanouts(self) -> int:
        """Articles that are not owed to all their followers yet."""
        return int(await self._connection.scalar(_FANOUTS) or 0)

    async def updates(self) -> int:
        """Updates that are not answered yet."""
        return int(await self._connection.scalar(_UPDATES) or 0)

    async def feeds(self) -> dict[str, int]:
        """Feeds by state; the active ones whose last polls failed are counted as failing."""
        return {row[0]: row[1] for row in await self._connection.execute(_FEEDS)}

    async def revision(self) -> str:
        """The tables' revision; empty where there is none."""
        return str(await self._connection.scalar(select(_version.c.version_num)) or "")


def _count(*where: ColumnElement[bool]) -> Select[int]:
    some = select(deliveries.c.id).where(*where).limit(bindparam("most")).subquery()
    return select(func.count()).select_from(some)


# Written as the partial indexes have it.
_CLAIMABLE = in_state(*CLAIMABLE)
_USUAL, _TO_ALL = deliveries.c.broadcast_id.is_(None), deliveries.c.broadcast_id.is_not(None)
_IS_DUE = deliveries.c.not_before <= MOMENT
_LEDGER: dict[str, Select[int]] = {
    "due": _count(_CLAIMABLE, _USUAL, _IS_DUE),
    "later": _count(_CLAIMABLE, _USUAL, deliveries.c.not_before > MOMENT),
    "to_all": _count(_CLAIMABLE, _TO_ALL),
    "sending": _count(in_state("sending")),
}
_OLDEST = select(func.min(deliveries.c.not_before)).where(_CLAIMABLE, _USUAL, _IS_DUE)
_FANOUTS = select(func.count()).select_from(fanouts).where(~fanouts.c.done)
_UPDATES = select(func.count()).select_from(updates)
_state = case((feeds.c.state != "active", feeds.c.state), (feeds.c.failures > 0, "failing"), else_=feeds.c.state)
_standing = _state.label("standing")
_FEEDS = select(_standing, func.count()).group_by(_standing)
