"""Any number of readers as they are after a year: what they follow, what they keep, what they were sent and said of it.

Their chats are numbered from `FIRST`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table, insert

from storage.engine import Database
from storage.letters import outlet_key
from storage.tables import deliveries, follows, outlet_wishes, readers, saved, votes
from summarizer.topics.query import parse
from summarizer.topics.trees import dump
from tests.bench.invented import COUNTRIES, OUTLETS, SUBJECTS

FIRST = 2001
FOLLOWED, KEPT, SENT, SAID = 3, 3, 20, 2
"""Topics, saved articles, deliveries and votes of each."""

AT_ONCE = 1_000


def topics() -> list[str]:
    """What they follow: countries, pairs, subjects."""
    pairs = [f"{one} {other}" for place, one in enumerate(COUNTRIES[:14]) for other in COUNTRIES[place + 1 : 14]]
    return [*COUNTRIES, *pairs, *(one.removeprefix("the ").removeprefix("a ") for one in SUBJECTS)]


async def subscribers(database: Database, size: int, articles: int, now: datetime) -> None:
    """So many readers of an archive of so many articles."""
    random, numbers = Random(11), list[int]()
    async with database.write() as unit:
        for text in topics():
            query = parse(text)
            numbers.append((await unit.topics.ensure(query.canonical, dump(query))).id)
    labels = dict(zip(numbers, topics(), strict=True))
    for first in range(1, size + 1, AT_ONCE):
        rows: dict[Table, list[dict[str, Any]]] = {
            table: [] for table in (readers, follows, saved, votes, outlet_wishes, deliveries)
        }
        for number in range(first, min(first + AT_ONCE, size + 1)):
            _reader(rows, number, labels, articles, now, random)
        async with database._backend.writing.begin() as connection:
            for table, some in rows.items():
                await connection.execute(insert(table), some)


def _reader(
    rows: dict[Table, list[dict[str, Any]]],
    number: int,
    labels: dict[int, str],
    articles: int,
    now: datetime,
    random: Random,
) -> None:
    mine = {"reader_id": number}
    created = now - timedelta(days=random.randint(1, 400))
    person = {"id": number, "chat_id": FIRST + number - 1, "kind": "private", "language": "en", "active": True}
    rows[readers].append({**person, "created": created, "toured": True})
    followed = random.sample(sorted(labels), FOLLOWED)
    rows[follows] += [{**mine, "topic_id": one, "label": labels[one], "created": created} for one in followed]
    rows[saved] += [{**mine, "article_id": one, "created": now} for one in random.sample(range(1, articles + 1), KEPT)]
    if number % 10 == 0:
        name = random.choice(OUTLETS)
        wish = {"outlet": outlet_key(name), "name": name, "preferred": number % 20 == 0, "created": created}
        rows[outlet_wishes].append({**mine, **wish})
    sent = random.sample(range(1, articles + 1), SENT)
    rows[deliveries] += [
        {
            **mine,
            "article_id": one,
            "topic_id": followed[0],
            "state": "sent",
            "attempts": 1,
            "not_before": created,
            "created": created,
            "settled": created,
            "message_id": 1,
        }
        for one in sent
    ]
    rows[votes] += [
        {**mine, "article_id": one, "useful": place % 2 == 0, "sentences": 3, "created": now}
        for place, one in enumerate(sent[:SAID])
    ]
