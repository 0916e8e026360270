"""Any number of readers who follow one topic, written in bulk."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import insert

from storage.engine import Database
from storage.tables import follows, readers

AT_ONCE = 10_000
JOINED = datetime(2024, 3, 1, tzinfo=UTC)


async def audience(database: Database, size: int, canonical: str = "kuril", tree: str | None = None) -> int:
    """The topic's number. Readers are numbered from 1, and so are their chats."""
    async with database.write() as unit:
        topic = (await unit.topics.ensure(canonical, tree)).id
    person = {"kind": "private", "language": "en", "active": True, "created": JOINED}
    follow = {"topic_id": topic, "label": canonical, "created": JOINED}
    for first in range(1, size + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, size + 1))
        async with database._backend.writing.begin() as connection:
            await connection.execute(insert(readers), [{"chat_id": number, **person} for number in numbers])
            await connection.execute(insert(follows), [{"reader_id": number, **follow} for number in numbers])
    return topic
