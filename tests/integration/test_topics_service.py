"""Topics that several processes on one database change."""

from __future__ import annotations

from bot.services.readers import Chat, Readers
from bot.services.topics import Topics
from storage.engine import Database
from summarizer.topics.facts import Facts
from tests.fixtures.sandbox import Clock

TALKS = Facts("en", ("talks", "in", "geneva"), breaks=(0,))


async def test_a_topic_followed_through_another_process_is_matched(database: Database) -> None:
    clock = Clock()
    readers, here, there = Readers(database, clock), Topics(database, clock), Topics(database, clock)
    await here.open()
    await there.open()
    reader = await readers.meet(Chat(1, "private", "en", True))
    followed = await there.follow(reader, "geneva")
    assert await here.matching(TALKS) == [followed.topic_id]
    await there.unfollow(reader, "geneva")
    await here.unfollow_by_id(reader, (await here.follow(reader, "geneva")).topic_id)
    assert await here.matching(TALKS) == []
    assert (await there.follow(reader, "geneva")).topic_id == followed.topic_id
    assert await here.matching(TALKS) == [followed.topic_id]
