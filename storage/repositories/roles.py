"""Roles: what owners let others do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.records import RoleRecord
from storage.repositories.repository import Repository
from storage.tables import roles

_OF = select(roles.c.role).where(roles.c.user_id == bindparam("person"))
"""Made once: it is asked with every command."""


class Roles(Repository):
    """At most one a person; owners have none here."""

    async def give(self, user_id: int, role: str, *, now: datetime) -> None:
        """From now on the person has this role, in place of any other."""
        values = {"user_id": user_id, "role": role, "since": now}
        insert = self._insert(roles).values(values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["user_id"], set_=values))

    async def take(self, user_id: int) -> bool:
        """The person has no role any more; False if they had none."""
        return (await self._connection.execute(delete(roles).where(roles.c.user_id == user_id))).rowcount > 0

    async def of(self, user_id: int) -> str | None:
        """The person's role, None for nearly all."""
        found: str | None = await self._connection.scalar(_OF, {"person": user_id})
        return found

    async def all(self) -> list[RoleRecord]:
        """Everybody who has one, the first first."""
        query = select(roles.c.user_id, roles.c.role, roles.c.since).order_by(roles.c.since, roles.c.user_id)
        return [RoleRecord(*row) for row in await self._connection.execute(query)]
