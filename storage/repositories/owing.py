"""Owing: an article is written into the ledger for those who follow what it holds, at the hour of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Exists,
    Insert,
    Select,
    Subquery,
    Update,
    bindparam,
    func,
    literal_column,
    select,
    update,
)

from storage.repositories.binding import numbers, pairs
from storage.repositories.hours import FOLLOWERS, KIND, MOMENT, NOT_BEFORE
from storage.repositories.repository import INSERTS, Repository
from storage.tables import CLAIMABLE, deliveries, follows, in_state, muted, mutes, placements, readers

_COLUMNS = ["article_id", "reader_id", "topic_id", "state", "not_before", "created"]
_COUNTED = {"preserve_rowcount": True}
_QUEUED: ColumnElement[str] = literal_column("'queued'")

LAST_READER = 2**62
"""A number that no reader has."""


class Owing(Repository):
    """The part of the ledger that says what is owed to whom, and when."""

    async def fan_out(
        self, article_id: int, topic_ids: Sequence[int], *, now: datetime, after: int = 0, upto: int | None = None
    ) -> int:
        """Queues the article once for each active reader who follows any of the topics; gives how many that were.

        The delivery's topic is the reader's follow that is due first, of several the oldest, that is not paused. Who
        has a delivery of the article, or muted its story or its outlet, gets none. Only readers numbered above
        ``after``, up to ``upto``, are looked at.
        """
        owed = [(article_id, topic) for topic in topic_ids]
        return await self._fan_out(owed, now, after, LAST_READER if upto is None else upto)

    async def fan_out_all(self, owed: Sequence[tuple[int, Sequence[int]]], *, now: datetime) -> dict[int, int]:
        """As ``fan_out``, of several articles with their topics; gives how many readers each is owed to, if any."""
        await self._fan_out([(article, topic) for article, topics in owed for topic in topics], now, 0, LAST_READER)
        found = await self._connection.execute(_audiences(self._dialect), {"articles": [one for one, _ in owed]})
        return {row[0]: row[1] for row in found}

    async def correct(self, article_id: int, versions: Sequence[int], *, now: datetime) -> int:
        """Queues what changed, once for each active reader who got one of the earlier ``versions``; gives how many.

        Who has been sent several is told the difference from the last. Of what still waits, a correction of an earlier
        version is cancelled, since this one says it too; a digest stays, for it will show the newest version.
        """
        given = {"versions": versions, "now": now}
        await self._connection.execute(_outdated(self._dialect), given)
        change = _corrected(self._dialect)
        return (
            await self._connection.execute(change, {**given, "article": article_id}, execution_options=_COUNTED)
        ).rowcount

    async def reschedule(self, reader_id: int, *, now: datetime) -> int:
        """Puts what waits for the reader at the hours that hold now; gives how many that were. Corrections stay."""
        return (await self._connection.execute(_RESCHEDULED, {"reader": reader_id, "now": now})).rowcount

    async def _fan_out(self, owed: Sequence[tuple[int, int]], now: datetime, after: int, upto: int) -> int:
        if not owed:
            return 0
        given = {"owed": owed, "now": now, "after": after, "upto": upto}
        return (await self._connection.execute(_owed(self._dialect), given, execution_options=_COUNTED)).rowcount


@cache
def _owed(dialect: str) -> Insert:
    holds = pairs(dialect, "owed")
    rank = func.row_number().over(partition_by=(holds.c.one, follows.c.reader_id), order_by=(NOT_BEFORE, follows.c.id))
    best = (
        select(
            holds.c.one.label("article_id"),
            follows.c.reader_id,
            follows.c.topic_id,
            NOT_BEFORE.label("due"),
            KIND.label("kind"),
            rank.label("rank"),
        )
        .select_from(FOLLOWERS.join(holds, holds.c.other == follows.c.topic_id))
        .where(~follows.c.paused, readers.c.active, ~_muted(holds), ~muted(follows.c.reader_id, holds.c.one))
        .where(follows.c.reader_id > bindparam("after", type_=BigInteger))
        .where(follows.c.reader_id <= bindparam("upto", type_=BigInteger))
        .subquery()
    )
    owed = (
        select(best.c.article_id, best.c.reader_id, best.c.topic_id, _QUEUED, best.c.due, MOMENT, best.c.kind)
        .where(best.c.rank == 1)
        .order_by(best.c.article_id, best.c.reader_id)
    )
    return INSERTS[dialect](deliveries).from_select([*_COLUMNS, "kind"], owed).on_conflict_do_nothing()


@cache
def _audiences(dialect: str) -> Select[int, int]:
    wanted = deliveries.c.article_id.in_(numbers(dialect, "articles"))
    return select(deliveries.c.article_id, func.count()).where(wanted).group_by(deliveries.c.article_id)


@cache
def _outdated(dialect: str) -> Update:
    earlier = deliveries.c.article_id.in_(numbers(dialect, "versions"))
    stale = earlier & deliveries.c.corrects.is_not(None) & in_state(*CLAIMABLE)
    return update(deliveries).where(stale).values(state="cancelled", settled=MOMENT)


@cache
def _corrected(dialect: str) -> Insert:
    earlier = deliveries.c.article_id.in_(numbers(dialect, "versions"))
    got = (
        select(deliveries.c.reader_id, func.max(deliveries.c.article_id).label("last"))
        .where(earlier, in_state("sent", "sending", "unknown"))
        .group_by(deliveries.c.reader_id)
        .subquery()
    )
    article = bindparam("article", type_=BigInteger)
    owed = (
        select(article, got.c.reader_id, deliveries.c.topic_id, _QUEUED, MOMENT, MOMENT, got.c.last)
        .join(deliveries, (deliveries.c.reader_id == got.c.reader_id) & (deliveries.c.article_id == got.c.last))
        .join(readers, readers.c.id == got.c.reader_id)
        .where(readers.c.active, ~muted(got.c.reader_id, article))
        .order_by(got.c.reader_id)
    )
    return INSERTS[dialect](deliveries).from_select([*_COLUMNS, "corrects"], owed).on_conflict_do_nothing()


def _rescheduled() -> Update:
    mine = (follows.c.reader_id == deliveries.c.reader_id) & (follows.c.topic_id == deliveries.c.topic_id)
    hour, sort = (
        select(what).select_from(FOLLOWERS).where(mine).correlate(deliveries).scalar_subquery()
        for what in (NOT_BEFORE, KIND)
    )
    is_theirs = deliveries.c.reader_id == bindparam("reader", type_=BigInteger)
    waiting = is_theirs & in_state("queued") & deliveries.c.corrects.is_(None)
    new = {"not_before": func.coalesce(hour, deliveries.c.not_before), "kind": func.coalesce(sort, deliveries.c.kind)}
    return update(deliveries).where(waiting).values(new)


_RESCHEDULED = _rescheduled()


def _muted(holds: Subquery) -> Exists:
    """Whether the reader wants to hear no more of the story of the article, ``one``."""
    placed = select(placements.c.story).where(placements.c.article_id == holds.c.one)
    is_it = mutes.c.story == placed.correlate(holds).scalar_subquery()
    return (
        select(mutes.c.story).where(mutes.c.reader_id == follows.c.reader_id, is_it).correlate(follows, holds).exists()
    )
