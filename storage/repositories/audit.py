"""The audit log: what was asked for by whom, and whether it was allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from storage.records import AuditRecord
from storage.repositories.repository import Repository
from storage.tables import audit, audit_doors

_RECORD = (audit.c.id, audit.c.at, audit.c.actor, audit.c.action, audit.c.detail, audit.c.allowed)


class Audit(Repository):
    """Entries are added and read, never changed. The database's triggers hold that, see revision 0018.

    Two doors lead out, `forget` and `expire`; what goes is left as counts in ``forgotten``, which the triggers write.
    """

    async def record(self, actor: int, action: str, detail: str, *, allowed: bool, at: datetime) -> None:
        """Writes down that ``actor``, a Telegram user id, asked for ``action``; ``allowed`` is False for a refusal."""
        values = {"at": at, "actor": actor, "action": action, "detail": detail, "allowed": allowed}
        await self._connection.execute(insert(audit).values(values))

    async def latest(self, limit: int) -> list[AuditRecord]:
        """The last entries, newest first."""
        query = select(*_RECORD).order_by(audit.c.id.desc()).limit(limit)
        return [AuditRecord(*row) for row in await self._connection.execute(query)]

    async def page(self, limit: int, *, before: int | None = None, after: int | None = None) -> list[AuditRecord]:
        """At most ``limit`` entries, newest first: those before an entry, after one, or the last of all."""
        query = select(*_RECORD).limit(limit)
        if after is not None:
            rows = await self._connection.execute(query.where(audit.c.id > after).order_by(audit.c.id))
            return [AuditRecord(*row) for row in rows][::-1]
        if before is not None:
            query = query.where(audit.c.id < before)
        return [AuditRecord(*row) for row in await self._connection.execute(query.order_by(audit.c.id.desc()))]

    async def has(self, action: str, detail: str | None = None) -> bool:
        """Whether the action was ever carried out, with any detail or with this one."""
        query = select(audit.c.id).where(audit.c.action == action, audit.c.allowed).limit(1)
        if detail is not None:
            query = query.where(audit.c.detail == detail)
        return await self._connection.scalar(query) is not None

    async def forget(self, actor: int) -> None:
        """Removes all entries of a person."""
        await self._remove({"actor": actor}, audit.c.actor == actor)

    async def expire(self, before: datetime, entries: Sequence[int]) -> None:
        """Removes these entries; all must be older than that moment, and none the program's own."""
        await self._remove({"before": before}, audit.c.id.in_(self._numbers(entries)))

    async def _remove(self, door: dict[str, object], which: ColumnElement[bool]) -> None:
        """Nobody else ever sees the door: it is closed before the transaction ends."""
        await self._connection.execute(insert(audit_doors).values(door))
        await self._connection.execute(delete(audit).where(which))
        await self._connection.execute(delete(audit_doors))
