"""Interrupting: a delivery of which nobody knows whether it went out is tried once more, a few times in all."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, literal, null, true, update

from storage.repositories.repository import Repository
from storage.tables import CLAIMABLE, deliveries, in_state
from storage.types import UtcDateTime

MOST_INTERRUPTIONS = 5
"""Given up after so many: where one in a hundred is cut short, that is one in ten thousand millions."""

DOUBTFUL = timedelta(minutes=30)
"""Two machines' clocks may differ by less than that, and their rows are nobody's mistake."""

INTERRUPTED_TOO_OFTEN = "interrupted too often while being sent"


def is_last(drop: bool) -> ColumnElement[bool]:
    """Whether an interruption is the last; with ``drop``, any is."""
    return true() if drop else deliveries.c.interruptions >= MOST_INTERRUPTIONS - 1


class Interrupting(Repository):
    """What claiming and settling share."""

    async def bring_forward(self, now: datetime) -> int:
        """What was written down by a clock that was ahead is due now; gives how much that was.

        Left alone, it would come when the right clock gets there, be that in a year.
        """
        ahead = in_state(*CLAIMABLE) & (deliveries.c.created > now + DOUBTFUL)
        change = update(deliveries).where(ahead).values(created=now, not_before=now)
        return (await self._connection.execute(change)).rowcount

    async def _interrupt(
        self, which: ColumnElement[bool], *, now: datetime, drop: bool = False, **values: object
    ) -> int:
        last = is_last(drop)
        change = (
            update(deliveries)
            .where(which)
            .values(
                state=case((last, "failed"), else_="unknown"),
                settled=case((last, literal(now, UtcDateTime)), else_=null()),
                interruptions=deliveries.c.interruptions + 1,
                leased=None,
                **values,
            )
        )
        return (await self._connection.execute(change)).rowcount
