"""Claiming: who takes a delivery to send it, and what becomes of those whose taker died."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, select, text, update

from storage.records import DeliveryRecord
from storage.repositories.interrupting import INTERRUPTED_TOO_OFTEN, Interrupting, is_last
from storage.repositories.owed import RECORD, ROWS, record
from storage.tables import CLAIMABLE, OPEN, deliveries, in_state, readers

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=5)
"""How long a claim holds: whoever has not settled a delivery by then is dead."""

SOON = timedelta(minutes=5)
"""What is tried again within that time holds back what came after it; sending puts off nothing for longer."""

NO_CAP = 0

_ALERTED = text("deliveries.kind = 'alert' AND deliveries.state = 'sent'")


class Claiming(Interrupting):
    """The part of the ledger that hands deliveries to senders."""

    async def claim(
        self,
        limit: int,
        *,
        now: datetime,
        sender: str = "",
        most_alerts: int = NO_CAP,
        resting: Sequence[int] = (),
    ) -> list[DeliveryRecord]:
        """Takes at most ``limit`` messages that are due, longest due first, and marks their deliveries as being sent.

        One a reader at a time, the oldest that is due, so that a reader's digests keep their order and a slow chat
        takes no more than one place. A record of kind "digest" leads all of the reader's digests that are due, see
        `of_digest`. ``resting`` readers, and inactive ones, are left. A reader who has had ``most_alerts`` alerts
        within the hour (0: no limit), or as many as they set themselves, gets the others in one digest at its end.
        Nobody else is given what was taken, unless it is put back or recovered.
        """
        due = (
            select(*RECORD)
            .select_from(ROWS)
            .where(in_state(*CLAIMABLE), deliveries.c.not_before <= now, readers.c.active, ~_earlier(now))
            .order_by(deliveries.c.not_before, deliveries.c.id)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        if resting:
            due = due.where(deliveries.c.reader_id.not_in(self._numbers(resting)))
        found = [record(row) for row in await self._connection.execute(due)]
        over = await self._over(found, most_alerts, now)
        claimed = [one for one in found if one.reader_id not in over or one.kind != "alert" or one.corrects]
        if not claimed:
            return []
        heads = deliveries.c.id.in_(self._numbers([one.id for one in claimed]))
        # A digest leads itself, and takes the reader's others that are due along.
        await self._take(heads, sender, now, case((deliveries.c.kind == "digest", deliveries.c.id)))
        for head in claimed:
            if head.kind == "digest" and head.corrects is None:
                await self._take(_beside(head, now), sender, now, head.id)
        mine = deliveries.c.id.in_(self._numbers([one.id for one in claimed]))
        rows = await self._connection.execute(select(*RECORD).select_from(ROWS).where(mine))
        taken = {one.id: one for one in map(record, rows)}
        return [taken[one.id] for one in claimed]

    async def recover(self, *, now: datetime, expired: bool = False, drop: bool = False) -> int:
        """Settles what a program that died was sending; to be called at the start, before anything is claimed.

        Nobody knows whether such a message went out. It becomes ``unknown`` and is claimed once more, so a reader may
        get it twice but does not miss it; interrupted too often, or at once with ``drop``, it has failed. Gives how
        many were in flight. With ``expired``, only what was claimed too long ago is settled: another may be at work.
        """
        which = in_state("sending")
        if expired:
            which &= deliveries.c.leased.is_(None) | (deliveries.c.leased <= now)
        error = case((is_last(drop), INTERRUPTED_TOO_OFTEN), else_=deliveries.c.error)
        return await self._interrupt(which, error=error, now=now, drop=drop)

    async def _take(self, which: ColumnElement[bool], sender: str, now: datetime, digest: object) -> None:
        values = {"state": "sending", "attempts": deliveries.c.attempts + 1, "digest": digest}
        change = update(deliveries).where(which).values(**values, owner=sender, leased=now + LEASE)
        await self._connection.execute(change)

    async def _over(self, found: Sequence[DeliveryRecord], most: int, now: datetime) -> set[int]:
        """The readers of alerts who have had enough for this hour; what waits for them is put off and put together."""
        alerted = {one.reader_id for one in found if one.kind == "alert" and one.corrects is None}
        if not alerted:
            return set()
        cap = func.coalesce(readers.c.alerts_an_hour, most)
        lately = (
            select(deliveries.c.reader_id, func.min(deliveries.c.settled))
            .join(readers, readers.c.id == deliveries.c.reader_id)
            # Written as the partial index has it.
            .where(deliveries.c.reader_id.in_(self._numbers(sorted(alerted))), _ALERTED)
            .where(deliveries.c.settled > now - HOUR, cap > NO_CAP)
            .group_by(deliveries.c.reader_id, cap)
            .having(func.count() >= cap)
        )
        over = {row[0]: row[1] for row in await self._connection.execute(lately)}
        for reader_id, first in over.items():
            waiting = (deliveries.c.reader_id == reader_id) & (deliveries.c.kind == "alert") & in_state(*CLAIMABLE)
            put_off = update(deliveries).where(waiting, deliveries.c.corrects.is_(None))
            await self._connection.execute(put_off.values(kind="digest", not_before=first + HOUR))
        return set(over)


def _beside(head: DeliveryRecord, now: datetime) -> ColumnElement[bool]:
    """The reader's other digests that are due."""
    theirs = (deliveries.c.reader_id == head.reader_id) & (deliveries.c.id != head.id)
    is_due = in_state(*CLAIMABLE) & (deliveries.c.not_before <= now)
    return theirs & is_due & (deliveries.c.kind == "digest") & deliveries.c.corrects.is_(None)


def _earlier(now: datetime) -> ColumnElement[bool]:
    """Whether the reader is being sent another delivery, or an older one of theirs is due or about to be tried again."""
    other = deliveries.alias("other")
    # What waits for its hour holds up nothing, what failed a moment ago does: it comes before those after it.
    is_due = (other.c.not_before <= now) | ((other.c.attempts > 0) & (other.c.not_before <= now + SOON))
    older = is_due & (other.c.id < deliveries.c.id)
    return (
        select(other.c.id)
        # All the open states stand there as the partial index has them; what is sent long since is never looked at.
        .where(other.c.reader_id == deliveries.c.reader_id, in_state(*OPEN, table=other))
        .where(in_state("sending", table=other) | older)
        .exists()
    )
