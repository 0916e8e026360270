"""Broadcasts: what owners send to all, written into the ledger a part at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, literal, literal_column, or_, select, true, update

from storage.records import BroadcastRecord
from storage.repositories.repository import Repository
from storage.tables import CLAIMABLE, broadcasts, deliveries, in_state, readers
from storage.types import UtcDateTime

BLOCKED = "blocked"
"""What the ledger says of a delivery whose reader does not want the program any more."""

KIND = "broadcast"

_RECORD = tuple(broadcasts.c[name] for name in BroadcastRecord.__slots__)
_COLUMNS = ["broadcast_id", "reader_id", "kind", "not_before", "created"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a broadcast until now; ``open`` waits or is on its way."""

    sent: int = 0
    blocked: int = 0
    failed: int = 0
    cancelled: int = 0
    open: int = 0


class Broadcasts(Repository):
    """A draft first; running once it is confirmed, done once all is settled."""

    async def draft(self, body: str, language: str | None, author: int, *, now: datetime) -> int:
        """Keeps it; gives its number."""
        values = {"body": body, "language": language, "author": author, "created": now, "state": "draft"}
        result = await self._connection.execute(self._insert(broadcasts).values(values).returning(broadcasts.c.id))
        return int(result.scalar_one())

    async def get(self, broadcast_id: int) -> BroadcastRecord | None:
        """The broadcast of that number."""
        row = (await self._connection.execute(select(*_RECORD).where(broadcasts.c.id == broadcast_id))).one_or_none()
        return BroadcastRecord(*row) if row is not None else None

    async def discard(self, broadcast_id: int) -> bool:
        """Forgets a draft; False if it is none any more."""
        mine = (broadcasts.c.id == broadcast_id) & (broadcasts.c.state == "draft")
        return (await self._connection.execute(delete(broadcasts).where(mine))).rowcount > 0

    async def discard_old(self, before: datetime) -> int:
        """Forgets drafts from before that moment; gives how many."""
        old = (broadcasts.c.state == "draft") & (broadcasts.c.created < before)
        return (await self._connection.execute(delete(broadcasts).where(old))).rowcount

    async def begin(self, broadcast_id: int, chat_id: int, message_id: int) -> bool:
        """A draft is to be sent, and that message says how far it has got; False if it is no draft any more."""
        mine = (broadcasts.c.id == broadcast_id) & (broadcasts.c.state == "draft")
        change = update(broadcasts).where(mine).values(state="running", chat_id=chat_id, message_id=message_id)
        return (await self._connection.execute(change)).rowcount > 0

    async def stop(self, broadcast_id: int, *, now: datetime) -> bool:
        """Cancels what is not on its way yet; False if it is not running."""
        mine = (broadcasts.c.id == broadcast_id) & (broadcasts.c.state == "running")
        stopped = await self._connection.execute(update(broadcasts).where(mine).values(state="stopped"))
        if not stopped.rowcount:
            return False
        waiting = (deliveries.c.broadcast_id == broadcast_id) & in_state(*CLAIMABLE)
        await self._connection.execute(update(deliveries).where(waiting).values(state="cancelled", settled=now))
        return True

    async def open(self) -> list[BroadcastRecord]:
        """Those that are not reported yet, the oldest first."""
        query = select(*_RECORD).where(broadcasts.c.state.in_(("running", "stopped"))).order_by(broadcasts.c.id)
        return [BroadcastRecord(*row) for row in await self._connection.execute(query)]

    async def audience(self, language: str | None) -> int:
        """How many readers it would go to now."""
        query = select(func.count()).select_from(readers).where(readers.c.active, _speaks(language))
        return await self._connection.scalar(query) or 0

    async def owe(self, broadcast_id: int, limit: int, *, now: datetime) -> bool:
        """Owes it to at most ``limit`` further readers; False once that were all, or it does not run any more."""
        query = select(broadcasts.c.language, broadcasts.c.reached, broadcasts.c.state, broadcasts.c.spread)
        mine = broadcasts.c.id == broadcast_id
        row = (await self._connection.execute(query.where(mine).with_for_update())).one_or_none()
        if row is None or row.state != "running" or row.spread:
            return False
        some = select(readers.c.id).where(readers.c.id > row.reached, readers.c.active, _speaks(row.language))
        found = list(await self._connection.scalars(some.order_by(readers.c.id).limit(limit)))
        at = literal(now, UtcDateTime)
        what = select(literal(broadcast_id), readers.c.id, literal_column(f"'{KIND}'"), at, at)
        rows = what.where(readers.c.id.in_(self._numbers(found))).order_by(readers.c.id)
        owed = self._insert(deliveries).from_select(_COLUMNS, rows).on_conflict_do_nothing()
        await self._connection.execute(owed)
        is_last = len(found) < limit
        reached, total = found[-1] if found else row.reached, broadcasts.c.total + len(found)
        change = update(broadcasts).where(mine).values(reached=reached, spread=is_last, total=total)
        await self._connection.execute(change)
        return not is_last

    async def tally(self, broadcast_id: int) -> Tally:
        """What became of it until now."""
        is_blocked = func.coalesce(deliveries.c.error, "") == BLOCKED
        query = select(deliveries.c.state, is_blocked, func.count()).group_by(deliveries.c.state, is_blocked)
        counts = {"sent": 0, "blocked": 0, "failed": 0, "cancelled": 0, "open": 0}
        rows = await self._connection.execute(query.where(deliveries.c.broadcast_id == broadcast_id))
        for state, blocked, number in rows:
            name = "blocked" if state == "failed" and blocked else state
            counts[name if name in counts else "open"] += number
        return Tally(**counts)

    async def end(self, broadcast_id: int, *, now: datetime) -> None:
        """All is settled, and its author knows."""
        change = update(broadcasts).where(broadcasts.c.id == broadcast_id)
        await self._connection.execute(change.values(state="done", ended=now))


def _speaks(language: str | None) -> ColumnElement[bool]:
    if language is None:
        return true()
    return or_(readers.c.language == language, readers.c.language.startswith(f"{language}-", autoescape=True))
