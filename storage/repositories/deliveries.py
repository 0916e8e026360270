"""Deliveries: the ledger of digests owed to readers, from the article's arrival to Telegram's receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, null, select, update

from storage.records import DeliveryRecord
from storage.repositories.repository import Repository
from storage.tables import CLAIMABLE, OPEN, deliveries, follows, in_state, readers, topics
from storage.types import UtcDateTime

_RECORD = (
    deliveries.c.id,
    deliveries.c.reader_id,
    readers.c.chat_id,
    readers.c.language,
    deliveries.c.article_id,
    deliveries.c.topic_id,
    # The reader may have stopped following since; the digest still has to say why it came.
    func.coalesce(follows.c.label, topics.c.canonical),
    deliveries.c.state,
    deliveries.c.attempts,
    deliveries.c.not_before,
    deliveries.c.message_id,
    deliveries.c.error,
    deliveries.c.corrects,
)
_FOLLOWED = (follows.c.reader_id == deliveries.c.reader_id) & (follows.c.topic_id == deliveries.c.topic_id)
_FROM = (
    deliveries.join(readers, readers.c.id == deliveries.c.reader_id)
    .join(topics, topics.c.id == deliveries.c.topic_id)
    .outerjoin(follows, _FOLLOWED)
)
_AGAIN = deliveries.c.interruptions > 0
ARTICLE_GONE = "the article was deleted"
"""Why a delivery was not made: told apart from other reasons, since it comes back with the article."""

INTERRUPTED_TWICE = "interrupted twice while being sent"


def _records() -> Select[Any]:
    return select(*_RECORD).select_from(_FROM)


class Deliveries(Repository):
    """One row a reader and article: queued, sending, then sent, failed or cancelled; unknown after a crash."""

    async def fan_out(self, article_id: int, topic_ids: Sequence[int], *, now: datetime) -> int:
        """Queues the article once for each active reader who follows any of the topics; gives how many that were.

        The delivery's topic is the reader's oldest such follow that is not paused. Who has a delivery of the article
        gets no second one.
        """
        if not topic_ids:
            return 0
        wanted = follows.c.topic_id.in_(self._numbers(topic_ids))
        oldest = select(func.min(follows.c.id)).where(wanted, ~follows.c.paused).group_by(follows.c.reader_id)
        moment = literal(now, UtcDateTime)
        owed = (
            select(literal(article_id), follows.c.reader_id, follows.c.topic_id, literal("queued"), moment, moment)
            .join(readers, readers.c.id == follows.c.reader_id)
            .where(readers.c.active, follows.c.id.in_(oldest))
            .order_by(follows.c.reader_id)
        )
        columns = ["article_id", "reader_id", "topic_id", "state", "not_before", "created"]
        insert = self._insert(deliveries).from_select(columns, owed).on_conflict_do_nothing()
        options = {"preserve_rowcount": True}
        return (await self._connection.execute(insert, execution_options=options)).rowcount

    async def correct(self, article_id: int, versions: Sequence[int], *, now: datetime) -> int:
        """Queues what changed, once for each active reader who got one of the earlier ``versions``; gives how many.

        Who has been sent several is told the difference from the last. Of what still waits, a correction of an earlier
        version is cancelled, since this one says it too; a digest stays, for it will show the newest version.
        """
        earlier = deliveries.c.article_id.in_(self._numbers(versions))
        await self._set(
            earlier & deliveries.c.corrects.is_not(None) & in_state(*CLAIMABLE), state="cancelled", settled=now
        )
        got = (
            select(deliveries.c.reader_id, func.max(deliveries.c.article_id).label("last"))
            .where(earlier, in_state("sent", "sending", "unknown"))
            .group_by(deliveries.c.reader_id)
            .subquery()
        )
        moment = literal(now, UtcDateTime)
        owed = (
            select(
                literal(article_id),
                got.c.reader_id,
                deliveries.c.topic_id,
                literal("queued"),
                moment,
                moment,
                got.c.last,
            )
            .join(deliveries, (deliveries.c.reader_id == got.c.reader_id) & (deliveries.c.article_id == got.c.last))
            .join(readers, readers.c.id == got.c.reader_id)
            .where(readers.c.active)
            .order_by(got.c.reader_id)
        )
        columns = ["article_id", "reader_id", "topic_id", "state", "not_before", "created", "corrects"]
        insert = self._insert(deliveries).from_select(columns, owed).on_conflict_do_nothing()
        return (await self._connection.execute(insert, execution_options={"preserve_rowcount": True})).rowcount

    async def claim(self, limit: int, *, now: datetime) -> list[DeliveryRecord]:
        """Takes at most ``limit`` deliveries that are due, longest due first, and marks them as being sent.

        One a reader at a time, the oldest that is due, so that a reader's digests keep their order and a slow chat
        takes no more than one place. Nobody else is given them, unless they are put back or the program starts anew.
        Inactive readers' are left.
        """
        due = (
            _records()
            .where(in_state(*CLAIMABLE), deliveries.c.not_before <= now, readers.c.active, ~_earlier(now))
            .order_by(deliveries.c.not_before, deliveries.c.id)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        claimed = [DeliveryRecord(*row) for row in await self._connection.execute(due)]
        if not claimed:
            return []
        taken = deliveries.c.id.in_(self._numbers([delivery.id for delivery in claimed]))
        change = update(deliveries).where(taken).values(state="sending", attempts=deliveries.c.attempts + 1)
        await self._connection.execute(change)
        return [replace(delivery, state="sending", attempts=delivery.attempts + 1) for delivery in claimed]

    async def sent(self, delivery_id: int, message_id: int, *, now: datetime) -> None:
        """Telegram has taken it: a fact, whatever the row said meanwhile."""
        row = deliveries.c.id == delivery_id
        await self._set(row, state="sent", message_id=message_id, error=None, settled=now)

    async def retry(self, delivery_id: int, *, at: datetime, error: str) -> None:
        """Puts a claimed delivery back, due again at ``at``."""
        await self._set(_in_flight(delivery_id), state="queued", not_before=at, error=error)

    async def release(self, delivery_id: int) -> None:
        """Puts a claimed delivery back as if it had not been claimed: nothing was sent, no attempt is counted."""
        await self._set(_in_flight(delivery_id), state="queued", attempts=deliveries.c.attempts - 1)

    async def unknown(self, delivery_id: int, *, at: datetime, error: str, now: datetime) -> None:
        """A claimed delivery may have gone out or not: it is due once more at ``at``, or failed the second time."""
        await self._interrupt(_in_flight(delivery_id), error=error, now=now, not_before=at)

    async def failed(self, delivery_id: int, *, error: str, now: datetime) -> None:
        """Gives a claimed delivery up."""
        await self._set(_in_flight(delivery_id), state="failed", error=error, settled=now)

    async def cancel_for_reader(self, reader_id: int, *, now: datetime) -> int:
        """Cancels what waits for the reader, not what is being sent; gives how many that were."""
        waiting = (deliveries.c.reader_id == reader_id) & in_state(*CLAIMABLE)
        return await self._set(waiting, state="cancelled", settled=now)

    async def cancel_for_article(self, article_id: int, *, now: datetime) -> int:
        """Cancels what waits of the article, not what is being sent; gives how many that were."""
        waiting = (deliveries.c.article_id == article_id) & in_state(*CLAIMABLE)
        return await self._set(waiting, state="cancelled", error=ARTICLE_GONE, settled=now)

    async def restore_for_article(self, article_id: int) -> int:
        """Queues again what was not sent because the article was deleted; gives how many that were.

        Who stopped or left meanwhile is owed nothing.
        """
        unsent = (deliveries.c.article_id == article_id) & in_state("cancelled", "failed")
        reading = deliveries.c.reader_id.in_(select(readers.c.id).where(readers.c.active))
        which = unsent & (deliveries.c.error == ARTICLE_GONE) & reading
        return await self._set(which, state="queued", error=None, settled=None)

    async def recover(self, *, now: datetime) -> int:
        """Settles what a program that died was sending; to be called at the start, before anything is claimed.

        Nobody knows whether such a message went out. It becomes ``unknown`` and is claimed once more, so a reader may
        get it twice but does not miss it; interrupted a second time, it has failed. Gives how many were in flight.
        """
        error = case((_AGAIN, INTERRUPTED_TWICE), else_=deliveries.c.error)
        return await self._interrupt(in_state("sending"), error=error, now=now)

    async def counts(self) -> dict[str, int]:
        """How many deliveries are in each state; a state without any is left out."""
        query = select(deliveries.c.state, func.count().label("number")).group_by(deliveries.c.state)
        return {row.state: row.number for row in await self._connection.execute(query)}

    async def counts_of_article(self, article_id: int) -> dict[str, int]:
        """How many deliveries of the article are in each state; a state without any is left out."""
        query = select(deliveries.c.state, func.count().label("number")).group_by(deliveries.c.state)
        rows = await self._connection.execute(query.where(deliveries.c.article_id == article_id))
        return {row.state: row.number for row in rows}

    async def of_reader(self, reader_id: int) -> list[DeliveryRecord]:
        """All that was ever owed to the reader, oldest first."""
        query = _records().where(deliveries.c.reader_id == reader_id).order_by(deliveries.c.id)
        return [DeliveryRecord(*row) for row in await self._connection.execute(query)]

    async def _interrupt(self, which: ColumnElement[bool], *, now: datetime, **values: object) -> int:
        return await self._set(
            which,
            state=case((_AGAIN, "failed"), else_="unknown"),
            settled=case((_AGAIN, literal(now, UtcDateTime)), else_=null()),
            interruptions=deliveries.c.interruptions + 1,
            **values,
        )

    async def _set(self, which: ColumnElement[bool], **values: object) -> int:
        return (await self._connection.execute(update(deliveries).where(which).values(**values))).rowcount


def _earlier(now: datetime) -> ColumnElement[bool]:
    """Whether the reader is being sent another delivery, or an older one of theirs is due."""
    other = deliveries.alias("other")
    older = (other.c.not_before <= now) & (other.c.id < deliveries.c.id)
    return (
        select(other.c.id)
        # All the open states stand there as the partial index has them; what is sent long since is never looked at.
        .where(other.c.reader_id == deliveries.c.reader_id, in_state(*OPEN, table=other))
        .where(in_state("sending", table=other) | older)
        .exists()
    )


def _in_flight(delivery_id: int) -> ColumnElement[bool]:
    return (deliveries.c.id == delivery_id) & in_state("sending")
