"""Keys that all machines must share, each made once."""

from __future__ import annotations

from sqlalchemy import select

from storage.repositories.repository import Repository
from storage.tables import keys


class Keys(Repository):
    """One a name; none is ever changed."""

    async def of(self, name: str) -> bytes | None:
        """The key of that name, if there is one."""
        found: bytes | None = await self._connection.scalar(select(keys.c.body).where(keys.c.name == name))
        return found

    async def ensure(self, name: str, body: bytes) -> bytes:
        """The key of that name: ``body``, unless there was one already."""
        await self._connection.execute(self._insert(keys).on_conflict_do_nothing().values(name=name, body=body))
        return await self.of(name) or body
