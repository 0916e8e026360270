"""The tour of the first `/start`: shown once, in one message, and again when it is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import ADMIN, GROUP, House, Json, house

TALKS = (
    "Japan and Norway open talks on fisheries\n\n"
    "Japan and Norway opened talks on fisheries in Oslo on Monday. The two governments want to settle the catch of "
    "mackerel before the season begins. Norwegian boats took 212,000 tonnes last year. Talks go on until Thursday."
)


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


def buttons(message: Json) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def press(here: House, data: str) -> Json:
    return (await here.press(data))[0]


async def test_the_first_start_leads_through_three_steps_in_one_message(here: House) -> None:
    await here.say(f"/load {TALKS}", ADMIN)
    [first] = await here.say("/start")
    assert "Step 1 of 3" in first["text"]
    assert "<b>Japan and Norway open talks on fisheries</b>" in first["text"]
    second = await press(here, buttons(first)["Next ›"])
    assert {"Japan", "Norway"} <= set(buttons(second))
    followed = await press(here, buttons(second)["Japan"])
    assert "✓ Japan" in buttons(followed)
    third = await press(here, buttons(followed)["Next ›"])
    assert "✓ At once" in buttons(third)
    chosen = await press(here, buttons(third)["Morning 07:30"])
    assert "every day at 07:30" in chosen["text"]
    end = await press(here, buttons(chosen)["Done"])
    assert "/help lists everything" in end["text"]
    assert not buttons(end)
    assert "Japan" in str((await here.say("/topics"))[0]["text"])
    assert "every day at 07:30" in str((await here.say("/digest"))[0]["text"])


async def test_it_is_shown_once_and_again_when_it_is_asked_for(here: House) -> None:
    assert "Step 1 of 3" in (await here.say("/start"))[0]["text"]
    assert "Step 1" not in (await here.say("/start"))[0]["text"]
    assert "Step 1 of 3" in (await here.say("/start tour"))[0]["text"]
    helped = (await here.say("/help"))[0]
    assert "Step 1 of 3" in (await press(here, buttons(helped)["Show me around"]))["text"]


async def test_skip_leaves_the_welcome(here: House) -> None:
    [first] = await here.say("/start")
    assert "/follow" in (await press(here, buttons(first)["Skip"]))["text"]


async def test_a_topic_that_is_pressed_twice_is_followed_no_more(here: House) -> None:
    await here.say(f"/load {TALKS}", ADMIN)
    await press(here, "tof:country:NO")
    assert "✓ Norway" not in buttons(await press(here, "tof:country:NO"))


async def test_an_empty_archive_suggests_nothing_and_goes_on(here: House) -> None:
    [first] = await here.say("/start")
    assert "No article has arrived yet" in first["text"]
    second = await press(here, "tou:2")
    assert set(buttons(second)) == {"Next ›", "Skip"}


async def test_a_link_opens_what_it_leads_to_and_the_tour_waits(here: House) -> None:
    await here.say(f"/load {TALKS}", ADMIN)
    shared = str((await here.say("/share 1001", ADMIN))[0]["text"])
    payload = shared.split("start=")[1].split("<")[0].split('"')[0].split()[0]
    assert "Japan and Norway open talks" in (await here.say(f"/start {payload}", 5))[0]["text"]
    assert "Step 1 of 3" in (await here.say("/start", 5))[0]["text"]


@pytest.mark.parametrize("data", ["tof:country:XX", "tof:act:summons", "tod:99", "tou:99"])
async def test_a_button_that_nobody_put_up_breaks_nothing(here: House, data: str) -> None:
    answers = await here.press(data)
    assert answers[-1].get("callback_query_id")
    assert (await here.say("/topics"))[0]["text"]


async def test_a_group_is_not_led_around(here: House) -> None:
    answers = await here.say("/start", 8, GROUP)
    assert "Step 1" not in str(answers)
