"""What is kept and how it goes: /privacy, /forgetme, and what is too old, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.fixtures.house import House, house
from tests.unit.shelf import buttons, known, loaded, said


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def test_who_asks_what_is_kept_is_not_written_down(here: House) -> None:
    assert "What I keep about you" in await said(here, "/privacy")
    assert "Shall I forget you?" in await said(here, "/forgetme")
    assert not await known(here)


async def test_forgotten_at_once_and_twice_at_once(here: House) -> None:
    number = await loaded(here)
    await here.say("/follow kuril islands")
    await here.say(f"/note {number} mine")
    shown = (await here.say("/forgetme"))[0]
    kept, _ = await here.press(buttons(shown)["Keep it"])
    assert "Nothing was erased" in kept["text"]
    assert await known(here)
    done, note = await here.press(buttons(shown)["Erase everything"])
    assert "I have forgotten you" in done["text"]
    assert note["text"] == "Everything is erased."
    _, note = await here.press(buttons(shown)["Erase everything"])
    assert note["text"] == "There is nothing that I keep about you."
    assert not await known(here)
    async with here.database.read() as unit:
        assert (await unit.traces.counts())["reader"] == 1
    assert "saved nothing yet" in await said(here, "/saved")


async def test_a_topic_that_nobody_follows_any_more_is_not_matched(here: House) -> None:
    await here.say("/follow japan")
    await here.press("fgt:yes")
    await loaded(here)
    async with here.database.read() as unit:
        assert await unit.deliveries.counts() == {}
    await here.say("/follow japan")
    assert "japan" in await said(here, "/topics")


async def test_what_is_too_old_is_removed_by_itself(here: House) -> None:
    forgetting = here.app.bot_data["services"].shelf.forgetting
    await here.say("/follow japan")
    await loaded(here)
    await here.say("/stop")
    assert await forgetting.expire() == 0
    async with here.database.write() as unit:
        await unit.updates.answered(7, [1], now=here.clock())
    here.clock.now += timedelta(days=366)
    removed = await forgetting.expire()
    async with here.database.read() as unit:
        assert await unit.deliveries.counts() == {}
        assert await unit.updates.known(7, [1]) == set()
        counts = await unit.traces.counts()
    assert counts["delivery.cancelled"] == 1
    assert removed >= 2
    here.clock.now += timedelta(days=366)
    assert await forgetting.expire() == 1
    assert not await known(here)
