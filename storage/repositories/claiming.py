"""Claiming: who takes a delivery to send it, and what becomes of those whose taker died."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Update, bindparam, case, desc, func, select, text, update

from storage.records import DeliveryRecord
from storage.repositories.binding import numbers
from storage.repositories.hours import MOMENT
from storage.repositories.interrupting import INTERRUPTED_TOO_OFTEN, Interrupting, is_last
from storage.repositories.owed import RECORD, ROWS, record
from storage.tables import CLAIMABLE, OPEN, deliveries, in_state, readers
from storage.types import UtcDateTime

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=5)
"""How long a claim holds: whoever has not settled a delivery by then is dead."""

SOON = timedelta(minutes=5)
"""What is tried again within that time holds back what came after it; sending puts off nothing for longer."""

NO_CAP = 0

_SOON_AFTER: ColumnElement[datetime] = bindparam("soon", type_=UtcDateTime)
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
        newest: bool = False,
    ) -> list[DeliveryRecord]:
        """Takes at most ``limit`` messages that are due, longest due first, and marks their deliveries as being sent.

        With ``newest`` those that became due last come first, where others wait for long already.
        One a reader at a time, the oldest that is due, so that a reader's digests keep their order and a slow chat
        takes no more than one place. A record of kind "digest" leads all of the reader's digests that are due, see
        `of_digest`. ``resting`` readers, and inactive ones, are left. A reader who has had ``most_alerts`` alerts
        within the hour (0: no limit), or as many as they set themselves, gets the others in one digest at its end.
        Nobody else is given what was taken, unless it is put back or recovered.
        """
        given = {"now": now, "soon": now + SOON, "most": limit, "resting": resting}
        found = [record(row) for row in await self._connection.execute(_due(self._dialect, newest=newest), given)]
        over = await self._over(found, most_alerts, now)
        claimed = [one for one in found if one.reader_id not in over or one.kind != "alert" or one.corrects]
        if claimed:
            await self._take(claimed, sender, now)
        return [
            replace(one, state="sending", attempts=one.attempts + 1, digest=one.id if one.kind == "digest" else None)
            for one in claimed
        ]

    async def claim_broadcasts(
        self, limit: int, *, now: datetime, sender: str = "", resting: Sequence[int] = ()
    ) -> list[DeliveryRecord]:
        """As `claim`, of what owners send to all: it comes after everything else that is due to its reader."""
        given = {"now": now, "soon": now + SOON, "most": limit, "resting": resting}
        found = [record(row) for row in await self._connection.execute(_due(self._dialect, to_all=True), given)]
        if found:
            await self._take(found, sender, now)
        return [replace(one, state="sending", attempts=one.attempts + 1) for one in found]

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

    async def _take(self, claimed: Sequence[DeliveryRecord], sender: str, now: datetime) -> None:
        """A digest leads itself, and takes the reader's others that are due along."""
        taking = {"sender": sender, "until": now + LEASE}
        await self._connection.execute(_taken(self._dialect), {**taking, "taken": [one.id for one in claimed]})
        heads = [one for one in claimed if one.kind == "digest" and one.corrects is None]
        # One by one: states that are written into a statement cannot be sent for several rows at once.
        for one in heads:
            given = {**taking, "head": one.id, "reader": one.reader_id, "now": now}
            await self._connection.execute(_TAKEN_ALONG, given)

    async def _over(self, found: Sequence[DeliveryRecord], most: int, now: datetime) -> set[int]:
        """The readers of alerts who have had enough for this hour; what waits for them is put off and put together."""
        alerted = {one.reader_id for one in found if one.kind == "alert" and one.corrects is None}
        if not alerted:
            return set()
        given = {"alerted": sorted(alerted), "most": most, "since": now - HOUR}
        over = {row[0]: row[1] for row in await self._connection.execute(_lately(self._dialect), given)}
        for reader_id, first in over.items():
            waiting = (deliveries.c.reader_id == reader_id) & (deliveries.c.kind == "alert") & in_state(*CLAIMABLE)
            put_off = update(deliveries).where(waiting, deliveries.c.corrects.is_(None))
            await self._connection.execute(put_off.values(kind="digest", not_before=first + HOUR))
        return set(over)


@cache
def _due(dialect: str, *, to_all: bool = False, newest: bool = False) -> Select[*tuple[Any, ...]]:
    # Written as the partial indexes have it.
    queue = deliveries.c.broadcast_id.is_not(None) if to_all else deliveries.c.broadcast_id.is_(None)
    is_due = in_state(*CLAIMABLE) & queue & (deliveries.c.not_before <= MOMENT)
    order = deliveries.c.not_before, deliveries.c.id
    return (
        select(*RECORD)
        .select_from(ROWS)
        .where(is_due, readers.c.active, ~_earlier(to_all=to_all))
        .where(deliveries.c.reader_id.not_in(numbers(dialect, "resting")))
        .order_by(*(map(desc, order) if newest else order))
        .limit(bindparam("most", type_=BigInteger))
        .with_for_update(of=deliveries, skip_locked=True)
    )


def _taking(**values: object) -> Update:
    taking = {"state": "sending", "attempts": deliveries.c.attempts + 1, **values}
    return update(deliveries).values(**taking, owner=bindparam("sender"), leased=bindparam("until", type_=UtcDateTime))


@cache
def _taken(dialect: str) -> Update:
    change = _taking(digest=case((deliveries.c.kind == "digest", deliveries.c.id)))
    return change.where(deliveries.c.id.in_(numbers(dialect, "taken")))


def _taken_along() -> Update:
    """The reader's other digests that are due."""
    head = bindparam("head", type_=BigInteger)
    theirs = (deliveries.c.reader_id == bindparam("reader", type_=BigInteger)) & (deliveries.c.id != head)
    is_due = in_state(*CLAIMABLE) & (deliveries.c.not_before <= MOMENT)
    which = theirs & is_due & (deliveries.c.kind == "digest") & deliveries.c.corrects.is_(None)
    return _taking(digest=head).where(which)


_TAKEN_ALONG = _taken_along()


@cache
def _lately(dialect: str) -> Select[int, Any]:
    cap = func.coalesce(readers.c.alerts_an_hour, bindparam("most", type_=BigInteger))
    return (
        select(deliveries.c.reader_id, func.min(deliveries.c.settled))
        .join(readers, readers.c.id == deliveries.c.reader_id)
        # Written as the partial index has it.
        .where(deliveries.c.reader_id.in_(numbers(dialect, "alerted")), _ALERTED)
        .where(deliveries.c.settled > bindparam("since", type_=UtcDateTime), cap > NO_CAP)
        .group_by(deliveries.c.reader_id, readers.c.alerts_an_hour)
        .having(func.count() >= cap)
    )


def _earlier(*, to_all: bool) -> ColumnElement[bool]:
    """Whether the reader is being sent another delivery, or an older one is due or about to be tried again.

    What goes to all comes after all the rest, however old.
    """
    other = deliveries.alias("other")
    # What waits for its hour holds up nothing, what failed a moment ago does: it comes before those after it.
    is_due = (other.c.not_before <= MOMENT) | ((other.c.attempts > 0) & (other.c.not_before <= _SOON_AFTER))
    before, is_usual = other.c.id < deliveries.c.id, other.c.broadcast_id.is_(None)
    older = is_due & ((is_usual | before) if to_all else (is_usual & before))
    return (
        select(other.c.id)
        # All the open states stand there as the partial index has them; what is sent long since is never looked at.
        .where(other.c.reader_id == deliveries.c.reader_id, in_state(*OPEN, table=other))
        # Any number is positive; told so, SQLite takes that index and not the one of all that the reader ever got.
        .where(other.c.id > 0, in_state("sending", table=other) | older)
        .exists()
    )
