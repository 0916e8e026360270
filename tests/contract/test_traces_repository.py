"""A person is erased from every table, on each kind of database: looked for in each column, and in SQLite's bytes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import BigInteger, select
from sqlalchemy.engine import make_url

from storage.engine import Database
from storage.records import NewFeed, UpdateRecord, VoteRecord
from storage.tables import metadata
from storage.types import Key
from storage.unit import Unit
from tests.fixtures.ledger import NOW, add_article, follower, topic_id

WHO = 5_317_829_046_113
OTHER = 2
BOT = 9
SECRET = "kuril aunt margarete"

PEOPLE = {
    ("audit", "actor"),
    ("broadcasts", "author"),
    ("broadcasts", "chat_id"),
    ("feeds", "created_by"),
    ("notices", "chat_id"),
    ("questions", "asker"),
    ("readers", "chat_id"),
    ("roles", "user_id"),
    ("updates", "chat"),
}
"""Columns that hold the number of a person or a chat."""

PASSING = {("audit_doors", "actor")}
"""Filled and emptied by the transaction that erases: nothing ever stands there for others."""

OTHERS = {
    ("answered_updates", "bot"),
    ("answered_updates", "id"),
    ("broadcasts", "message_id"),
    ("deliveries", "message_id"),
    ("readers", "thread_id"),
    ("forgotten", "number"),
    ("offsets", "bot"),
    ("offsets", "next"),
    ("questions", "prompt"),
    ("updates", "id"),
}
"""Large numbers that say nothing of a person."""


async def _live(unit: Unit, who: int) -> None:
    """Leaves a trace in every table that can hold one."""
    reader = await follower(unit, who, "kuril", SECRET)
    article = await add_article(unit)
    await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW)
    await unit.saved.add(reader.id, article.id, now=NOW)
    await unit.saved.note(reader.id, article.id, f"call {who}")
    await unit.mutes.add(reader.id, article.id, now=NOW)
    await unit.votes.cast(VoteRecord(reader.id, article.id, True, None, None, 3), now=NOW)
    await unit.questions.ask(reader.id, who, "follow", 7, now=NOW)
    group = await unit.readers.meet(-100, "group", "en", now=NOW)
    await unit.questions.ask(group.id, who, "search", 8, now=NOW)
    for action in ("article.load", "article.load", "log.read"):
        await unit.audit.record(who, action, "", allowed=True, at=NOW)
    sent = await unit.broadcasts.draft("Hello.", None, who, now=NOW)
    await unit.broadcasts.begin(sent, who, 5)
    await unit.roles.give(who, "editor", now=NOW)
    await unit.bans.add(f"digest of {reader.id}", "", now=NOW, reader_id=reader.id)
    await unit.notices.add([who], "feed.failing", now=NOW)
    feed = NewFeed("https://example.org/feed", "News", 900, NOW, created_by=who)
    await unit.feeds.add(feed, now=NOW)
    in_group = {"message": {"chat": {"id": -100}, "from": {"id": who}, "text": "hello"}}
    given = [UpdateRecord(1, who, json.dumps({"message": {"from": {"id": who}}}))]
    given.append(UpdateRecord(2, -100, json.dumps(in_group)))
    await unit.updates.keep(BOT, given, now=NOW)


async def _rows(database: Database) -> list[tuple[str, str]]:
    """Every value of every column of every table, as text, with where it stands."""
    async with database._backend.reading.connect() as connection:
        return [
            (f"{table.name}.{column.name}", str(value))
            for table in metadata.sorted_tables
            for row in await connection.execute(select(table))
            for column, value in zip(table.columns, row, strict=True)
        ]


def _bytes(url: str) -> bytes:
    """The file of SQLite, with the log beside it."""
    path = Path(str(make_url(url).database))
    return b"".join(one.read_bytes() for one in (path, path.with_name(path.name + "-wal")) if one.exists())


def test_each_large_number_is_known_to_be_a_persons_or_not() -> None:
    """A new column that can hold a person's number has to be classified here, and erased if it is one."""
    found = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, BigInteger) and column.type is not Key
    }
    assert found == PEOPLE | PASSING | OTHERS


async def test_nothing_is_left_that_tells_who_it_was(database: Database, database_url: str) -> None:
    async with database.write() as unit:
        await _live(unit, WHO)
    before = {place for place, value in await _rows(database) if str(WHO) in value}
    assert before == {".".join(one) for one in PEOPLE} | {"updates.body", "saved.note"}

    async with database.write() as unit:
        assert len(await unit.traces.erase(WHO)) == 2
        (ban,) = await unit.bans.page(9)
        assert ban.chat_id is None
    await database.scrub()

    assert [(place, value) for place, value in await _rows(database) if str(WHO) in value or SECRET in value] == []
    if database_url.startswith("sqlite"):
        left = _bytes(database_url)
        assert str(WHO).encode() not in left
        assert WHO.to_bytes(6, "big") not in left
        assert SECRET.encode() not in left


async def test_the_number_stands_in_the_bytes_before(database: Database, database_url: str) -> None:
    """What the test above looks for would be found if it were there."""
    if not database_url.startswith("sqlite"):
        return
    async with database.write() as unit:
        await _live(unit, WHO)
    assert WHO.to_bytes(6, "big") in _bytes(database_url)


async def test_what_was_done_is_left_as_counts(database: Database) -> None:
    async with database.write() as unit:
        await _live(unit, WHO)
        await unit.traces.erase(WHO)
        await unit.traces.erase(WHO)
        counts = await unit.traces.counts()
    assert counts == {"audit.article.load": 2, "audit.log.read": 1, "delivery.queued": 1, "reader": 1, "vote.useful": 1}


async def test_others_keep_what_is_theirs(database: Database) -> None:
    async with database.write() as unit:
        other = await follower(unit, OTHER, "kuril")
        await unit.audit.record(OTHER, "log.read", "", allowed=True, at=NOW)
        await _live(unit, WHO)
        await unit.updates.keep(BOT, [UpdateRecord(3, OTHER, json.dumps({"text": f"call {WHO}5"}))], now=NOW)
        kuril, secret = await topic_id(unit, "kuril"), await topic_id(unit, SECRET)
        assert await unit.traces.erase(WHO) == [secret]
        assert [one.canonical for one in await unit.follows.of_reader(other.id)] == ["kuril"]
        assert len(await unit.deliveries.of_reader(other.id)) == 1
        assert [one.actor for one in await unit.audit.latest(9)] == [OTHER]
        assert [one.id for one in await unit.updates.left()] == [3]
        assert await unit.topics.get(kuril) is not None
        assert await unit.topics.get(secret) is None


async def test_a_wording_that_was_erased_can_be_followed_anew(database: Database) -> None:
    async with database.write() as unit:
        await _live(unit, WHO)
        gone = await unit.traces.erase(WHO)
        other = await follower(unit, OTHER, SECRET)
        (follow,) = await unit.follows.of_reader(other.id)
    assert follow.topic_id not in gone
    assert follow.canonical == SECRET


async def test_whoever_was_never_there_is_erased_without_harm(database: Database) -> None:
    async with database.write() as unit:
        assert await unit.traces.erase(WHO) == []
        assert await unit.traces.counts() == {}


async def test_old_rows_go_a_piece_at_a_time_and_young_ones_stay(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, OTHER, "kuril")
        for number in range(5):
            article = await add_article(unit, f"d{number}")
            now = NOW + timedelta(days=number)
            await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=now)
            await unit.audit.record(OTHER, "log.read", "", allowed=True, at=now)
        await unit.audit.record(0, "archive.seeded", "", allowed=True, at=NOW)
        first, *_ = await unit.deliveries.of_reader(reader.id)
        await unit.deliveries.cancel_for_article(first.article_id, now=NOW)
        kept = first.article_id + 1
        before = NOW + timedelta(days=2)
        removed, after = await unit.expiring.deliveries(before, 0, 2)
        assert (removed, after) == (1, first.id + 1)
        assert await unit.expiring.deliveries(before, after or 0, 2) == (0, None)
        assert (await unit.deliveries.of_reader(reader.id))[0].article_id == kept
        assert await unit.expiring.audit(before, 0, 100) == (2, None)
        assert await unit.audit.has("archive.seeded")
        assert await unit.traces.counts() == {"audit.log.read": 2, "delivery.cancelled": 1}


async def test_questions_without_an_answer_and_readers_who_left_are_found(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, OTHER, "kuril")
        await unit.questions.ask(reader.id, OTHER, "follow", 7, now=NOW)
        assert await unit.expiring.questions(NOW) == 0
        assert await unit.expiring.questions(NOW + timedelta(seconds=1)) == 1
        assert await unit.expiring.left(NOW + timedelta(days=9), 10) == []
        await unit.readers.deactivate(reader.id, now=NOW)
        assert await unit.expiring.left(NOW, 10) == []
        assert await unit.expiring.left(NOW + timedelta(days=9), 10) == [OTHER]
