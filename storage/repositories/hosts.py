"""Turns at hosts, of all processes that share the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from storage.repositories.repository import Repository
from storage.tables import hosts


class Hosts(Repository):
    """One asks a host at a time; who died while they did holds it until their time is over."""

    async def take(self, name: str, until: datetime, *, now: datetime) -> datetime | None:
        """Takes the host until then; if somebody has it, or it rests, gives when it may be free."""
        taken = self._insert(hosts).values(name=name, free_at=until)
        taken = taken.on_conflict_do_update(
            index_elements=[hosts.c.name], set_={"free_at": until}, where=hosts.c.free_at <= now
        )
        if (await self._connection.execute(taken.returning(hosts.c.name))).one_or_none() is not None:
            return None
        found: datetime | None = await self._connection.scalar(select(hosts.c.free_at).where(hosts.c.name == name))
        return found or now

    async def rest(self, name: str, held: datetime, until: datetime) -> None:
        """Gives it back, to be asked again from then on; ``held`` is until when it was taken."""
        mine = (hosts.c.name == name) & (hosts.c.free_at == held)
        await self._connection.execute(update(hosts).where(mine).values(free_at=until))

    async def forget(self, before: datetime) -> int:
        """Forgets those that nobody has asked since then; gives how many."""
        return (await self._connection.execute(delete(hosts).where(hosts.c.free_at < before))).rowcount
