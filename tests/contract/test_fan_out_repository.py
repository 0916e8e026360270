"""Who is owed an article."""

from __future__ import annotations

import pytest

from storage.engine import Database
from storage.records import DeliveryRecord
from storage.unit import Unit
from tests.fixtures.ledger import NOW, add_article, follower, owe, topic_id


async def _only(unit: Unit, reader_id: int) -> DeliveryRecord:
    (delivery,) = await unit.deliveries.of_reader(reader_id)
    return delivery


async def test_each_follower_is_owed_the_article_once(database: Database) -> None:
    async with database.write() as unit:
        one, two = await follower(unit, 1, "minsk", "kuril", "oslo"), await follower(unit, 2, "kuril")
        other = await follower(unit, 3, "oslo")
        article = await add_article(unit)
        topics = [await topic_id(unit, "kuril"), await topic_id(unit, "minsk")]
        assert await unit.deliveries.fan_out(article.id, topics, now=NOW) == 2
        assert await unit.deliveries.of_reader(other.id) == []
        first, second = await _only(unit, one.id), await _only(unit, two.id)
    assert (first.label, first.topic_id) == ("MINSK", topics[1])
    assert (second.label, second.topic_id) == ("KURIL", topics[0])
    assert (first.chat_id, first.reader_language, first.article_id) == (1, "en", article.id)
    assert (first.state, first.attempts, first.not_before) == ("queued", 0, NOW)


async def test_fanning_out_again_adds_only_who_was_missing(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit, 2))[0]
        topic = [delivery.topic_id]
        assert await unit.deliveries.fan_out(delivery.article_id, topic, now=NOW) == 0
        await follower(unit, 3, "kuril")
        assert await unit.deliveries.fan_out(delivery.article_id, topic, now=NOW) == 1


async def test_readers_who_left_are_owed_nothing(database: Database) -> None:
    async with database.write() as unit:
        gone = await follower(unit, 1, "kuril")
        await unit.readers.deactivate(gone.id, now=NOW)
        article = await add_article(unit)
        assert await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW) == 0


async def test_no_topic_is_nobody(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        assert await unit.deliveries.fan_out((await add_article(unit)).id, [], now=NOW) == 0


async def test_thousands_of_topics_fit_into_one_fan_out(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        topics = [*range(10**6, 10**6 + 70_000), await topic_id(unit, "kuril")]
        assert await unit.deliveries.fan_out((await add_article(unit)).id, topics, now=NOW) == 1


async def test_rolled_back_article_is_owed_to_nobody(database: Database) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012
        async with database.write() as unit:
            await owe(unit, 3)
            raise RuntimeError("the load failed")
    async with database.read() as unit:
        assert await unit.deliveries.counts() == {}
        assert await unit.articles.count() == 0
