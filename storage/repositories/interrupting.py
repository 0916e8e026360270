"""Interrupting: a delivery of which nobody knows whether it went out is tried once more, and then given up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, case, literal, null, true, update

from storage.repositories.repository import Repository
from storage.tables import deliveries
from storage.types import UtcDateTime

INTERRUPTED_TWICE = "interrupted twice while being sent"


def is_second(drop: bool) -> ColumnElement[bool]:
    """Whether a delivery has been interrupted before; with ``drop``, the first time counts as the second."""
    return true() if drop else deliveries.c.interruptions > 0


class Interrupting(Repository):
    """What claiming and settling share."""

    async def _interrupt(
        self, which: ColumnElement[bool], *, now: datetime, drop: bool = False, **values: object
    ) -> int:
        again = is_second(drop)
        change = (
            update(deliveries)
            .where(which)
            .values(
                state=case((again, "failed"), else_="unknown"),
                settled=case((again, literal(now, UtcDateTime)), else_=null()),
                interruptions=deliveries.c.interruptions + 1,
                leased=None,
                **values,
            )
        )
        return (await self._connection.execute(change)).rowcount
