"""A million follows of a hundred thousand distinct topics: a few are followed by thousands, most by a handful."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice, product
from random import Random

import numpy as np
from sqlalchemy import insert, text

from storage.engine import Database
from storage.tables import follows, readers, topics
from summarizer.topics.query import parse
from summarizer.topics.trees import dump
from tests.bench.invented import COUNTRIES, END, START

FIRST = 2001
AT_ONCE = 10_000
JOINED = datetime(2024, 3, 1, tzinfo=UTC)


def vocabulary() -> list[str]:
    """Words that stand for what news is about, so many that an article has few of them."""
    middles = ("bo", "ci", "du", "fe", "gra", "hi", "jo", "ku", "pe")
    words = (f"{start}{middle}{end}".lower() for middle, start, end in product(middles, START, END))
    # No two that are one to who matches them.
    return Random(5).sample(list({parse(word).canonical: word for word in words}.values()), 1_700)


def subjects(count: int) -> Iterator[str]:
    """So many distinct topics: a country and a word."""
    return islice((f"{country} {word}" for word in vocabulary() for country in COUNTRIES), count)


async def readership(database: Database, people: int, distinct: int, each: int) -> int:
    """So many readers follow so many topics each, as Zipf's law has it; gives the number of follows."""
    wordings = list(subjects(distinct))
    Random(9).shuffle(wordings)
    async with database._backend.writing.begin() as connection:
        for first in range(0, distinct, AT_ONCE):
            rows = [
                _topic(first + place + 1, wording) for place, wording in enumerate(wordings[first : first + AT_ONCE])
            ]
            await connection.execute(insert(topics), rows)
    shares = 1 / np.arange(1, distinct + 1)
    chosen, total = np.random.default_rng(3), 0
    person = {"kind": "private", "language": "en", "active": True, "created": JOINED, "toured": True}
    for first in range(1, people + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, people + 1))
        drawn = chosen.choice(distinct, (len(numbers), each), p=shares / shares.sum()) + 1
        rows = [
            {"reader_id": number, "topic_id": int(topic), "label": wordings[topic - 1], "created": JOINED}
            for number, mine in zip(numbers, drawn, strict=True)
            for topic in set(mine)
        ]
        total += len(rows)
        async with database._backend.writing.begin() as connection:
            await connection.execute(
                insert(readers), [{"id": number, "chat_id": FIRST + number - 1, **person} for number in numbers]
            )
            await connection.execute(insert(follows), rows)
    await _number_on(database, people, distinct)
    return total


async def _number_on(database: Database, people: int, distinct: int) -> None:
    """What the program adds is numbered after what was written here."""
    async with database._backend.writing.begin() as connection:
        for table, last in (("readers", people), ("topics", distinct)):
            await connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"), {"table": table, "last": last}
            )


def _topic(number: int, wording: str) -> dict[str, object]:
    query = parse(wording)
    digest = sha256(query.canonical.encode()).hexdigest()
    return {"id": number, "digest": digest, "canonical": query.canonical, "tree": dump(query)}
