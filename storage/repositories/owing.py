"""Owing: an article is written into the ledger for those who follow what it holds, at the hour of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Exists, func, literal, select, update

from storage.repositories.hours import FOLLOWERS, kind, not_before
from storage.repositories.repository import Repository
from storage.tables import CLAIMABLE, deliveries, follows, in_state, mutes, placements, readers
from storage.types import UtcDateTime

_COLUMNS = ["article_id", "reader_id", "topic_id", "state", "not_before", "created"]
_COUNTED = {"preserve_rowcount": True}


class Owing(Repository):
    """The part of the ledger that says what is owed to whom, and when."""

    async def fan_out(
        self, article_id: int, topic_ids: Sequence[int], *, now: datetime, after: int = 0, upto: int | None = None
    ) -> int:
        """Queues the article once for each active reader who follows any of the topics; gives how many that were.

        The delivery's topic is the reader's follow that is due first, of several the oldest, that is not paused. Who
        has a delivery of the article, or muted its story, gets none. Only readers numbered above ``after``, up to
        ``upto``, are looked at.
        """
        if not topic_ids:
            return 0
        due = not_before(now)
        followed = (
            select(
                follows.c.reader_id,
                follows.c.topic_id,
                due.label("due"),
                kind(now).label("kind"),
                func.row_number().over(partition_by=follows.c.reader_id, order_by=(due, follows.c.id)).label("rank"),
            )
            .select_from(FOLLOWERS)
            .where(follows.c.topic_id.in_(self._numbers(topic_ids)), ~follows.c.paused, readers.c.active)
            .where(follows.c.reader_id > after, ~_muted(article_id))
        )
        if upto is not None:
            followed = followed.where(follows.c.reader_id <= upto)
        best = followed.subquery()
        owed = (
            select(
                literal(article_id),
                best.c.reader_id,
                best.c.topic_id,
                literal("queued"),
                best.c.due,
                literal(now, UtcDateTime),
                best.c.kind,
            )
            .where(best.c.rank == 1)
            .order_by(best.c.reader_id)
        )
        insert = self._insert(deliveries).from_select([*_COLUMNS, "kind"], owed).on_conflict_do_nothing()
        return (await self._connection.execute(insert, execution_options=_COUNTED)).rowcount

    async def correct(self, article_id: int, versions: Sequence[int], *, now: datetime) -> int:
        """Queues what changed, once for each active reader who got one of the earlier ``versions``; gives how many.

        Who has been sent several is told the difference from the last. Of what still waits, a correction of an earlier
        version is cancelled, since this one says it too; a digest stays, for it will show the newest version.
        """
        earlier = deliveries.c.article_id.in_(self._numbers(versions))
        stale = earlier & deliveries.c.corrects.is_not(None) & in_state(*CLAIMABLE)
        await self._connection.execute(update(deliveries).where(stale).values(state="cancelled", settled=now))
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
        insert = self._insert(deliveries).from_select([*_COLUMNS, "corrects"], owed).on_conflict_do_nothing()
        return (await self._connection.execute(insert, execution_options=_COUNTED)).rowcount

    async def reschedule(self, reader_id: int, *, now: datetime) -> int:
        """Puts what waits for the reader at the hours that hold now; gives how many that were. Corrections stay."""
        mine = (follows.c.reader_id == deliveries.c.reader_id) & (follows.c.topic_id == deliveries.c.topic_id)
        hour, sort = (
            select(what).select_from(FOLLOWERS).where(mine).correlate(deliveries).scalar_subquery()
            for what in (not_before(now), kind(now))
        )
        waiting = (deliveries.c.reader_id == reader_id) & in_state("queued") & deliveries.c.corrects.is_(None)
        change = (
            update(deliveries)
            .where(waiting)
            .values(
                not_before=func.coalesce(hour, deliveries.c.not_before), kind=func.coalesce(sort, deliveries.c.kind)
            )
        )
        return (await self._connection.execute(change)).rowcount


def _muted(article_id: int) -> Exists:
    story = select(placements.c.story).where(placements.c.article_id == article_id).scalar_subquery()
    return select(mutes.c.story).where(mutes.c.reader_id == follows.c.reader_id, mutes.c.story == story).exists()
