"""Both runners of jobs keep the port's promises: that of one machine, and that of several."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.port import Periodic
from tests.fixtures.clockwork import Clock, Engine, Local, Shared, Shop, job, names, opened
from tests.fixtures.databases import on_postgres

LONG_AGO = datetime(2020, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["local", pytest.param("shared", marks=on_postgres)])
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    kinds: dict[str, tuple[type[Engine], str, datetime]] = {
        "local": (Local, "sqlite_url", LONG_AGO),
        "shared": (Shared, "postgres_url", datetime.now(UTC) + timedelta(days=1)),
    }
    kind, url, now = kinds[request.param]
    async with opened(kind, str(request.getfixturevalue(url)), Clock(now)) as shop:
        yield shop


async def test_what_is_committed_is_done_once(shop: Shop) -> None:
    shop.run()
    await shop.put(job("one"), job("two"))
    await shop.put(job("three"))
    await shop.until(lambda: len(shop.done) == 3)
    assert sorted(shop.done) == ["one", "three", "two"]
    assert await shop.until_waiting(lambda found: not names(found)) is not None
    assert sorted(shop.begun) == ["one", "three", "two"]


async def test_what_is_rolled_back_is_never_done(shop: Shop) -> None:
    with suppress(ZeroDivisionError):
        async with shop.database.write() as unit:
            await shop.jobs.put(unit, job("never"))
            raise ZeroDivisionError
    await shop.put(job("one"))
    shop.run()
    await shop.until(lambda: "one" in shop.done)
    assert shop.begun == ["one"]


async def test_of_those_that_wait_under_one_name_there_is_but_the_first(shop: Shop) -> None:
    await shop.put(job("one", once="feed 1"), job("again", once="feed 1"), job("two", once="feed 2"), job("three"))
    await shop.put(job("later", once="feed 1"), job("four", once="feed 4"))
    assert names(await shop.engine.waiting()) == ["one", "two", "three", "four"]
    shop.run()
    await shop.until(lambda: len(shop.done) == 4)
    assert "again" not in shop.begun
    assert "later" not in shop.begun


async def test_one_that_has_begun_bars_no_other(shop: Shop) -> None:
    shop.may_end.clear()
    shop.run()
    await shop.put(job("one", once="feed 1", waits=True))
    await shop.until(lambda: "one" in shop.begun)
    await shop.put(job("two", once="feed 1"))
    await shop.until(lambda: "two" in shop.done)
    assert "one" not in shop.done


async def test_of_those_under_one_lock_one_at_a_time_is_done_in_their_order(shop: Shop) -> None:
    shop.may_end.clear()
    await shop.put(job("one", lock="host", waits=True), job("two", lock="host"), job("three", lock="host"), job("four"))
    shop.run()
    await shop.until(lambda: "four" in shop.done and "one" in shop.begun)
    assert names(await shop.engine.waiting()) == ["two", "three"]
    shop.may_end.set()
    await shop.put(job("five", lock="host"))
    await shop.until(lambda: "five" in shop.done)
    assert shop.done == ["four", "one", "two", "three", "five"]


async def test_what_failed_is_tried_again_when_its_strategy_says_so(shop: Shop) -> None:
    shop.failures["one"] = 2
    await shop.put(job("one"))
    shop.run()
    for tried, wait in enumerate((30 * SECOND, 60 * SECOND), 1):
        [(_, at, failures)] = await shop.until_waiting(
            lambda found, tried=tried: [failures for _, _, failures in found] == [tried]  # type: ignore[misc]
        )
        assert (at, failures) == (shop.engine._clock.now + wait, tried)  # type: ignore[attr-defined]
        assert len(shop.begun) == tried
        await shop.engine.move(wait)
        await shop.until(lambda tried=tried: len(shop.begun) == tried + 1)  # type: ignore[misc]
    await shop.until(lambda: shop.done == ["one"])


async def test_what_fails_too_often_is_left_alone(shop: Shop) -> None:
    shop.failures["one"] = 9
    await shop.put(job("one"))
    shop.run()
    for tried in (1, 2):
        await shop.until_waiting(
            lambda found, tried=tried: [failures for _, _, failures in found] == [tried]  # type: ignore[misc]
        )
        await shop.engine.move(timedelta(days=2))
    await shop.until(lambda: len(shop.begun) == 3)
    assert names(await shop.until_waiting(lambda found: not names(found))) == []
    await shop.put(job("two"))
    await shop.until(lambda: shop.done == ["two"])


async def test_what_is_put_off_is_begun_when_it_is_due(shop: Shop) -> None:
    due = datetime.now(UTC) + timedelta(days=3)
    await shop.put(job("later", at=due), job("now"))
    shop.run()
    await shop.until(lambda: shop.done == ["now"])
    assert [at for _, at, _ in await shop.until_waiting(lambda found: names(found) == ["later"])] == [due]
    await shop.engine.move(timedelta(days=4000))
    await shop.until(lambda: shop.done == ["now", "later"])


async def test_one_that_is_tried_again_gives_way_to_another_of_its_name(shop: Shop) -> None:
    shop.failures["one"] = 1
    shop.may_end.clear()
    await shop.put(job("one", once="feed 1", lock="feed 1", waits=True))
    shop.run()
    await shop.until(lambda: "one" in shop.begun)
    await shop.put(job("two", once="feed 1", lock="feed 1"))
    shop.may_end.set()
    await shop.until(lambda: "two" in shop.done)
    assert names(await shop.until_waiting(lambda found: not names(found))) == []
    assert shop.begun == ["one", "two"]


async def test_what_is_periodic_is_done_without_being_asked_for(shop: Shop) -> None:
    shop.periodic = (Periodic("test.sweep", timedelta(hours=12)),)
    shop.owed = {"one"}
    shop.start()
    await shop.until(lambda: shop.done == ["one"])
    assert shop.begun.count("sweep") == 1


async def test_what_runs_at_the_end_may_finish(shop: Shop) -> None:
    shop.may_end.clear()
    shop.run()
    await shop.put(job("one", waits=True))
    await shop.until(lambda: "one" in shop.begun)
    stopped = shop.stop()
    await shop.put(job("two"))
    shop.may_end.set()
    await stopped
    assert shop.done == ["one"]
    assert names(await shop.engine.waiting()) == ["two"]


async def test_what_is_cut_off_at_the_end_is_done_after_the_next_start(shop: Shop) -> None:
    shop.periodic, shop.patience = (Periodic("test.sweep", timedelta(hours=12)),), 0.0
    shop.may_end.clear()
    shop.owed = {"one"}
    shop.start()
    await shop.put(job("one", once="one", lock="one", waits=True))
    await shop.until(lambda: "one" in shop.begun)
    await shop.stop()
    assert shop.done == []
    shop.may_end.set()
    shop.start()
    await shop.until(lambda: "one" in shop.done)
    assert not shop.owed
