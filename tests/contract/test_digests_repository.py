"""What the ledger promises of digests: their hour, one message for all that is due, a cap on alerts, mutes."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.records import DeliveryRecord, PlacementRecord, Shown
from storage.repositories.deliveries import UNFOLLOWED
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article, follower, topic_id

HOUR = timedelta(hours=1)
TONIGHT = NOW + 8 * HOUR


async def _scheduled(unit: Unit, *topics: str, due: object = TONIGHT) -> int:
    """A reader whose follows are due tonight; gives their number."""
    reader = await follower(unit, 1, *topics)
    schedule = await unit.schedules.ensure("tonight", due, due)  # type: ignore[arg-type]
    await unit.readers.schedule(reader.id, schedule)
    return reader.id


async def _owe(unit: Unit, digest: str, *topics: str, story: int = 0) -> int:
    article = await add_article(unit, digest)
    await unit.stories.put(PlacementRecord(article.id, story or article.id, None, None, None), b"", added=NOW)
    await unit.deliveries.fan_out(article.id, [await topic_id(unit, one) for one in topics], now=NOW)
    return article.id


async def test_an_article_waits_for_the_hour_of_its_follow(database: Database) -> None:
    async with database.write() as unit:
        reader = await _scheduled(unit, "kuril", "minsk")
        alone = await unit.schedules.ensure("at once", None, None)
        await unit.follows.schedule(reader, await topic_id(unit, "minsk"), alone)
        await _owe(unit, "a", "kuril")
        await _owe(unit, "b", "minsk")
        rows = await unit.deliveries.of_reader(reader)
    assert [(one.kind, one.not_before) for one in rows] == [("digest", TONIGHT), ("alert", NOW)]


async def test_of_two_follows_the_one_that_is_due_first_brings_it(database: Database) -> None:
    async with database.write() as unit:
        reader = await _scheduled(unit, "kuril", "minsk")
        minsk = await topic_id(unit, "minsk")
        await unit.follows.schedule(reader, minsk, await unit.schedules.ensure("at once", None, None))
        await _owe(unit, "a", "kuril", "minsk")
        (row,) = await unit.deliveries.of_reader(reader)
    assert (row.topic_id, row.kind) == (minsk, "alert")


async def test_a_pause_holds_back_until_its_end(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        await unit.readers.pause(reader.id, TONIGHT)
        await _owe(unit, "a", "kuril")
        (row,) = await unit.deliveries.of_reader(reader.id)
    assert (row.kind, row.not_before) == ("digest", TONIGHT)


async def _due_together(unit: Unit) -> tuple[int, list[DeliveryRecord]]:
    reader = await _scheduled(unit, "kuril")
    for digest in "abc":
        await _owe(unit, digest, "kuril")
    return reader, await unit.deliveries.claim(9, now=TONIGHT)


async def test_all_digests_that_are_due_are_one_message(database: Database) -> None:
    async with database.write() as unit:
        reader, (head,) = await _due_together(unit)
        members = await unit.deliveries.of_digest(head.id)
        assert [one.state for one in members] == ["sending"] * 3
        await unit.deliveries.drop([members[2].id], error="nothing new", now=TONIGHT)
        await unit.deliveries.show([Shown(members[0].id, 2, (0, 4)), Shown(members[1].id, 1, ())])
        await unit.deliveries.sent(head.id, 77, now=TONIGHT)
        rows = await unit.deliveries.of_digest(head.id)
        assert await unit.deliveries.claim(9, now=TONIGHT) == []
    assert [(one.state, one.message_id, one.place) for one in rows if one.place] == [("sent", 77, 1), ("sent", 77, 2)]
    assert rows[-1].told == (0, 4)
    assert [one.error for one in rows if one.state == "cancelled"] == ["nothing new"]
    assert reader == head.reader_id


async def test_a_digest_that_was_not_sent_is_taken_again_with_what_came_since(database: Database) -> None:
    async with database.write() as unit:
        _, (head,) = await _due_together(unit)
        await unit.deliveries.retry(head.id, at=TONIGHT + SECOND, error="down")
        await _owe(unit, "d", "kuril")
        (again,) = await unit.deliveries.claim(9, now=TONIGHT + SECOND)
        assert again.id == head.id
        assert len(await unit.deliveries.of_digest(head.id)) == 4


async def test_a_digest_whose_sender_died_is_taken_once_more_as_a_whole(database: Database) -> None:
    async with database.write() as unit:
        await _due_together(unit)
        assert await unit.deliveries.recover(now=TONIGHT, expired=True) == 0
        assert await unit.deliveries.recover(now=TONIGHT) == 3
        (head,) = await unit.deliveries.claim(9, now=TONIGHT)
        assert [one.attempts for one in await unit.deliveries.of_digest(head.id)] == [2, 2, 2]
        assert await unit.deliveries.recover(now=TONIGHT + HOUR, expired=True) == 3
        assert await unit.deliveries.counts() == {"unknown": 3}


async def test_what_was_interrupted_is_dropped_if_so_wanted(database: Database) -> None:
    async with database.write() as unit:
        await _due_together(unit)
        assert await unit.deliveries.recover(now=TONIGHT, drop=True) == 3
        assert await unit.deliveries.counts() == {"failed": 3}


async def test_alerts_over_the_cap_come_as_one_digest(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        for digest in "abcd":
            await _owe(unit, digest, "kuril")
        for _ in range(2):
            (alert,) = await unit.deliveries.claim(1, now=NOW, most_alerts=2)
            await unit.deliveries.sent(alert.id, 1, now=NOW)
        assert await unit.deliveries.claim(9, now=NOW, most_alerts=2) == []
        assert await unit.deliveries.claim(9, now=NOW + HOUR - SECOND, most_alerts=2) == []
        (head,) = await unit.deliveries.claim(9, now=NOW + HOUR, most_alerts=2)
        assert len(await unit.deliveries.of_digest(head.id)) == 2
        assert head.reader_id == reader.id


async def test_a_readers_own_cap_goes_before_the_settings(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        await unit.readers.cap(reader.id, 0)
        for digest in "abc":
            await _owe(unit, digest, "kuril")
        for _ in range(3):
            (alert,) = await unit.deliveries.claim(1, now=NOW, most_alerts=1)
            await unit.deliveries.sent(alert.id, 1, now=NOW)
        assert await unit.deliveries.counts() == {"sent": 3}


async def test_a_resting_reader_is_left(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        await follower(unit, 2, "kuril")
        await _owe(unit, "a", "kuril")
        assert [one.chat_id for one in await unit.deliveries.claim(9, now=NOW, resting=[reader.id])] == [2]


async def test_a_muted_story_is_owed_no_more(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        story = await _owe(unit, "a", "kuril")
        assert await unit.mutes.add(reader.id, story, now=NOW)
        assert not await unit.mutes.add(reader.id, story, now=NOW)
        assert await unit.deliveries.cancel_for_story(reader.id, story, now=NOW) == 1
        await _owe(unit, "b", "kuril", story=story)
        assert await unit.deliveries.counts() == {"cancelled": 1}
        assert await unit.mutes.of_reader(reader.id) == [story]
        assert await unit.mutes.remove(reader.id, story)
        await _owe(unit, "c", "kuril", story=story)
        assert await unit.deliveries.counts() == {"cancelled": 1, "queued": 1}


async def test_another_schedule_moves_what_waits(database: Database) -> None:
    async with database.write() as unit:
        reader = await _scheduled(unit, "kuril")
        await _owe(unit, "a", "kuril")
        await unit.readers.schedule(reader, None)
        assert await unit.deliveries.reschedule(reader, now=NOW + HOUR) == 1
        (row,) = await unit.deliveries.of_reader(reader)
    assert (row.kind, row.not_before) == ("alert", NOW + HOUR)


async def test_what_waits_under_a_topic_is_cancelled_with_it(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril", "minsk")
        await _owe(unit, "a", "kuril")
        await _owe(unit, "b", "minsk")
        assert await unit.deliveries.cancel_for_topic(reader.id, await topic_id(unit, "kuril"), now=NOW) == 1
        first, second = await unit.deliveries.of_reader(reader.id)
    assert (first.state, first.error, second.state) == ("cancelled", UNFOLLOWED, "queued")


async def test_what_was_told_of_a_story_is_remembered(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        story = await _owe(unit, "a", "kuril")
        (alert,) = await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.show([Shown(alert.id, 0, (1, 3))])
        await unit.deliveries.sent(alert.id, 5, now=NOW)
        await _owe(unit, "b", "kuril", story=story)
        told = await unit.deliveries.told([reader.id], [story])
    assert [(one.article_id, one.told) for one in told] == [(story, (1, 3))]


async def test_a_fan_out_in_parts_reaches_each_once(database: Database) -> None:
    async with database.write() as unit:
        for chat in range(1, 8):
            await follower(unit, chat, "kuril", "minsk")
        topics = [await topic_id(unit, "kuril"), await topic_id(unit, "minsk")]
        article = await add_article(unit)
        await unit.fanouts.begin(article.id, topics)
        counts = []
        while (open_one := await unit.fanouts.hold(article.id)) is not None:
            upto = await unit.fanouts.shard(topics, open_one.reached, 3)
            counts.append(await unit.deliveries.fan_out(article.id, topics, now=NOW, after=open_one.reached, upto=upto))
            await unit.fanouts.advance(article.id, upto)
        assert counts == [3, 3, 1]
        assert await unit.fanouts.topics([article.id, 99]) == {article.id: tuple(topics)}


async def test_digests_of_several_readers_are_claimed_together(database: Database) -> None:
    async with database.write() as unit:
        schedule = await unit.schedules.ensure("tonight", TONIGHT, TONIGHT)
        for chat in (1, 2):
            await unit.readers.schedule((await follower(unit, chat, "kuril")).id, schedule)
        await _owe(unit, "a", "kuril")
        await _owe(unit, "b", "kuril")
        heads = await unit.deliveries.claim(9, now=TONIGHT)
        assert [one.chat_id for one in heads] == [1, 2]
        assert [len(await unit.deliveries.of_digest(one.id)) for one in heads] == [2, 2]
        assert await unit.deliveries.counts() == {"sending": 4}
