"""Counting: in the database, of a bounded period, in several short looks so that no other query waits for all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.errors import BadSpan
from bot.services import words
from bot.services.ports import Clock
from bot.services.stats.model import Daily, Figures
from storage.engine import Database

DAY, WEEK, MONTH = 1, 7, 30
LENGTHS = {words.TODAY: DAY, words.WEEK: WEEK, words.MONTH: MONTH}
NUMBERS = {"": DAY, "24": DAY, "24h": DAY, "1": DAY, "7": WEEK, "30": MONTH}
"""What a period may be called beside its words, in days."""

SHOWN = 5
"""Of each list."""

ERRORS = 3

LEAST = 3
"""Chats that follow a topic before its words are shown: what one or two wrote may say who they are."""

LOOKED_AT = 50
"""Kinds of errors that are put together once the numbers in them are taken out."""

_NUMBER = re.compile(r"-?\d{4,}")


def period(word: str) -> int:
    """The days of a period's name. Raises BadSpan."""
    said = words.western(words.folded(word))
    days = DAY if said in words.DAYS else LENGTHS.get(words.PERIODS.get(said, ""), NUMBERS.get(said))
    days = days or words.days_in(said)
    if days not in (DAY, WEEK, MONTH):
        raise BadSpan(given=" ".join(word.split())[:40])
    return days


class Stats:
    """What `/stats` shows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, days: int) -> Figures:
        """The figures of the last so many days."""
        now = self._clock()
        since = now - timedelta(days=days)
        async with self._database.read() as unit:
            readers = await unit.stats.readers(now - timedelta(days=WEEK))
            follows, topics = await unit.stats.follows(), await unit.stats.popular(LEAST, SHOWN)
            feeds, size = await unit.stats.feeds(SHOWN), await unit.stats.size()
        async with self._database.read() as unit:
            spans = [(span, now - timedelta(days=span)) for span in sorted({DAY, WEEK, days})]
            deliveries = [(span, await unit.stats.deliveries(then)) for span, then in spans]
            waits, errors = await unit.stats.waits(since), await unit.stats.errors(since, LOOKED_AT)
        async with self._database.read() as unit:
            came = await unit.stats.articles_by_day(since)
            outlets = await unit.stats.articles_by_outlet(since, SHOWN)
            liked = await unit.stats.votes_by_outlet(since, SHOWN)
            votes = await unit.stats.votes_by_length(since)
        arrivals = sorted(((date.fromisoformat(day), number) for day, number in came.items()), reverse=True)
        return Figures(
            days=days,
            at=now,
            readers=readers,
            follows=follows,
            topics=topics,
            deliveries=deliveries,
            waits=waits,
            feeds=feeds,
            arrivals=arrivals,
            articles=sum(came.values()),
            outlets=outlets,
            liked=liked,
            votes=votes,
            errors=_anonymous(errors),
            size=size,
        )

    async def daily(self) -> Daily:
        """The last month day by day, today as far as it is."""
        today = self._clock().date()
        days = [today - timedelta(days=ago) for ago in range(MONTH - 1, -1, -1)]
        since = datetime.combine(days[0], datetime.min.time(), self._clock().tzinfo)
        async with self._database.read() as unit:
            articles = await unit.stats.articles_by_day(since)
            deliveries = await unit.stats.deliveries_by_day(since)
        names = [day.isoformat() for day in days]
        return Daily(days, [articles.get(day, 0) for day in names], [deliveries.get(day, 0) for day in names])


def _anonymous(errors: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Errors without the numbers in them: one may be a chat's."""
    counts: Counter[str] = Counter()
    for error, number in errors:
        counts[_NUMBER.sub("…", error)] += number
    return counts.most_common(ERRORS)
