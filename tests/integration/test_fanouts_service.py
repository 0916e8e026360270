"""An article reaches all its followers, in parts, even those that a dead program had not reached."""

from __future__ import annotations

import asyncio

from bot.jobs.local import LocalRunner
from bot.jobs.tasks import fan_out_tasks
from bot.services.fanouts import FanOuts
from bot.services.withdrawing import withdraw
from storage.engine import Database
from storage.repositories.deliveries import UNFOLLOWED
from tests.fixtures.ledger import NOW, add_article, follower, topic_id


async def _readers(database: Database, number: int) -> list[int]:
    async with database.write() as unit:
        for chat in range(1, number + 1):
            await follower(unit, chat, "kuril")
        return [await topic_id(unit, "kuril")]


async def _finished(database: Database, fanouts: FanOuts, runner: LocalRunner, number: int) -> None:
    running = asyncio.create_task(runner.run(fan_out_tasks(fanouts)))
    async with asyncio.timeout(20):
        while True:
            async with database.read() as unit:
                if await unit.deliveries.counts() == {"queued": number} and not await unit.fanouts.unfinished(1):
                    break
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    async with database.read() as unit:
        assert await unit.deliveries.counts() == {"queued": number}


async def test_many_followers_are_reached_in_parts(database: Database) -> None:
    topics, woken = await _readers(database, 7), list[int]()
    runner = LocalRunner(lambda: NOW)
    fanouts = FanOuts(database, lambda: NOW, lambda: woken.append(1), runner, part=3)
    async with database.write() as unit:
        article = await add_article(unit)
        assert await fanouts.begin(unit, [(article.id, topics)], NOW) == {article.id: 7}
    async with database.read() as unit:
        assert await unit.deliveries.counts() == {"queued": 3}
    assert len(runner.waiting) == 1
    await _finished(database, fanouts, runner, 7)
    assert woken


async def test_a_batch_holds_articles_of_many_and_of_few(database: Database) -> None:
    many = await _readers(database, 7)
    fanouts = FanOuts(database, lambda: NOW, lambda: None, part=3)
    async with database.write() as unit:
        await follower(unit, 1, "oslo")
        few, nobody = await topic_id(unit, "oslo"), await topic_id(unit, "minsk")
        one, two, three, four = [await add_article(unit, digest) for digest in "abcd"]
        held = [(one.id, many), (two.id, [few]), (three.id, [few, *many]), (four.id, [nobody])]
        assert await fanouts.begin(unit, held, NOW) == {one.id: 7, two.id: 1, three.id: 7}
        assert await unit.deliveries.counts() == {"queued": 3 + 1 + 3}
        assert await unit.fanouts.topics([four.id]) == {four.id: (nobody,)}


async def test_an_earlier_run_is_carried_on(database: Database) -> None:
    topics = await _readers(database, 7)
    async with database.write() as unit:
        article = await add_article(unit)
        await FanOuts(database, lambda: NOW, lambda: None, part=3).begin(unit, [(article.id, topics)], NOW)
    runner = LocalRunner(lambda: NOW)
    async with database.read() as unit:
        assert await unit.deliveries.counts() == {"queued": 3}
    await _finished(database, FanOuts(database, lambda: NOW, lambda: None, runner, part=2), runner, 7)


async def test_few_followers_are_reached_at_once(database: Database) -> None:
    topics = await _readers(database, 2)
    fanouts = FanOuts(database, lambda: NOW, lambda: None)
    async with database.write() as unit:
        article = await add_article(unit)
        assert await fanouts.begin(unit, [(article.id, topics)], NOW) == {article.id: 2}
        assert await unit.fanouts.unfinished(9) == []
        assert await fanouts.begin(unit, [(article.id, [])], NOW) == {}


async def test_what_waits_for_an_ended_follow_comes_for_another_or_not_at_all(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril", "minsk")
        kuril, minsk = await topic_id(unit, "kuril"), await topic_id(unit, "minsk")
        for digest, topics in (("a", [kuril]), ("b", [kuril, minsk])):
            article = await add_article(unit, digest)
            await unit.fanouts.begin(article.id, topics)
            await unit.deliveries.fan_out(article.id, topics, now=NOW)
        await unit.follows.remove(reader.id, kuril)
        await withdraw(unit, reader.id, kuril, NOW)
        first, second = await unit.deliveries.of_reader(reader.id)
    assert (first.state, first.error) == ("cancelled", UNFOLLOWED)
    assert (second.state, second.topic_id, second.followed) == ("queued", minsk, True)
