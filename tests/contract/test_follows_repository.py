"""What the follows repository promises, on each database."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from storage.engine import Database
from tests.fixtures.ledger import NOW, follower, topic_id


async def test_following_twice_changes_nothing(database: Database) -> None:
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=NOW)
        topic = await topic_id(unit, "kuril")
        assert await unit.follows.add(reader.id, topic, "Kurils", now=NOW)
        assert not await unit.follows.add(reader.id, topic, "kuril islands", now=NOW)
        follows = await unit.follows.of_reader(reader.id)
    assert [(f.topic_id, f.canonical, f.label, f.created) for f in follows] == [(topic, "kuril", "Kurils", NOW)]


async def test_follows_are_listed_oldest_first(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 2, "minsk", "kuril", "oslo")
        reader = await follower(unit, 1, "oslo", "kuril", "minsk")
        assert [follow.canonical for follow in await unit.follows.of_reader(reader.id)] == ["oslo", "kuril", "minsk"]


async def test_unfollowed_topic_is_gone_for_this_reader_only(database: Database) -> None:
    async with database.write() as unit:
        one, two = await follower(unit, 1, "kuril"), await follower(unit, 2, "kuril")
        topic = await topic_id(unit, "kuril")
        assert await unit.follows.remove(one.id, topic)
        assert not await unit.follows.remove(one.id, topic)
        assert await unit.follows.count(one.id) == 0
        assert await unit.follows.count(two.id) == 1


async def test_nobody_cannot_follow(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.write() as unit:
            await unit.follows.add(404, await topic_id(unit, "kuril"), "Kuril", now=NOW)
    async with database.read() as unit:
        assert await unit.topics.by_canonical("kuril") is None
