"""Useful and Not useful: under every card of a stored article, one vote each, with a short notice."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from storage.records import Tally
from tests.fixtures.house import ADMIN, GROUP, House, Json, house, person

TEXT = "Envoys of Japan and Russia met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."
READER = 2
OUTSIDER = 5


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        await opened.say(f"/load {TEXT}", ADMIN)
        await opened.say("/start")
        yield opened


def buttons(message: Json) -> dict[str, str]:
    rows = message["reply_markup"]["inline_keyboard"]
    return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


async def votes(here: House, chat: int = READER) -> list[Tally]:
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(chat)
        assert reader is not None
        return await unit.votes.of_reader(reader.id, 100)


def rows_of(message: Json) -> list[list[str]]:
    return [[button["text"] for button in row] for row in message["reply_markup"]["inline_keyboard"]]


async def test_the_buttons_of_a_card_stand_in_three_rows(here: House) -> None:
    rows = rows_of((await here.say("/summary 2"))[0])
    assert rows == [["Shorter", "Longer", "In context"], ["Follow", "Save", "Share"], ["Useful", "Not useful"]]


async def test_the_vote_that_was_cast_is_marked_from_then_on(here: House) -> None:
    card = (await here.say("/summary 2"))[0]
    pressed = here.message(1, READER, text="A card", reply_markup=card["reply_markup"])
    before = len(here.api.calls)
    await here.press(buttons(card)["Useful"], message=pressed)
    [changed] = [given for name, given in here.api.calls[before:] if name == "editMessageReplyMarkup"]
    assert rows_of(changed) == [
        ["Shorter", "Longer", "In context"],
        ["Follow", "Save", "Share"],
        ["✓ Useful", "Not useful"],
    ]
    assert rows_of((await here.say("/summary"))[0])[-1] == ["✓ Useful", "Not useful"]
    await here.press(buttons(card)["Not useful"])
    context = next(one for one in await here.press(buttons(card)["In context"]) if "reply_markup" in one)
    assert rows_of(context)[0] == ["‹ Summary"]
    assert rows_of(context)[-1] == ["Useful", "✓ Not useful"]
    assert rows_of((await here.say("/summary", ADMIN))[0])[-1] == ["Useful", "Not useful"]


async def test_a_vote_is_noted_and_can_be_changed(here: House) -> None:
    found = buttons((await here.say("/summary"))[0])
    said = [
        (await here.press(found[label]))[0]["text"]
        for label in ("Useful", "Useful", "Not useful", "Not useful", "Useful")
    ]
    assert [text.split(".")[0] for text in said] == [
        "Noted as useful",
        "This is noted as useful already",
        "Changed: noted as not useful",
        "This is noted as not useful already",
        "Changed: noted as useful",
    ]
    assert all(len(text) <= 200 for text in said)
    assert [(one.useful, one.number) for one in await votes(here)] == [(1, 1)]


async def test_a_text_of_ones_own_is_not_voted_on(here: House) -> None:
    card = (await here.say(f"/summary {TEXT} " + "And more was said than can be told here. " * 8))[0]
    assert "Useful" not in buttons(card)


async def test_an_article_that_is_gone_is_explained(here: House) -> None:
    found = buttons((await here.say("/summary"))[0])
    await here.say("/delete 1001", ADMIN)
    given = await here.press(found["Useful"])
    assert "There is no article 1001" in given[0]["text"]
    assert await votes(here) == []


@pytest.mark.parametrize("data", ["vup:1001:999999999999999999:999999999999999999", "vdn:1001:0:0"])
async def test_numbers_that_no_button_of_ours_has_do_no_harm(here: House, data: str) -> None:
    assert "Noted as" in (await here.press(data))[0]["text"]
    assert [one.number for one in await votes(here)] == [1]


async def test_in_a_group_only_administrators_vote(here: House) -> None:
    card = (await here.say("/summary", chat=GROUP))[0]
    here.api.standings[OUTSIDER] = "member"
    message = here.message(1, GROUP, text="A card")
    for user, noted in ((OUTSIDER, False), (READER, True)):
        query = {"id": "7", "from": person(user), "chat_instance": "1", "data": buttons(card)["Useful"]}
        given = await here.arrive(callback_query=query | {"message": message})
        assert ("Noted as useful" in given[0]["text"]) is noted
    assert [one.number for one in await votes(here, GROUP)] == [1]


async def test_votes_are_exported_and_forgotten(here: House) -> None:
    await here.press(buttons((await here.say("/summary"))[0])["Not useful"])
    before = len(here.api.calls)
    await here.say("/export")
    files = [given for name, given in here.api.calls[before:] if name == "sendDocument"]
    assert files
    kept = await here.app.bot_data["services"].shelf.exporting.files(READER)
    [vote] = json.loads(kept.everything)["votes"]
    assert (vote["article"], vote["useful"], vote["sentences"]) == (1001, False, 3)
    assert "called useful or not" in (await here.say("/privacy"))[0]["text"]
    await here.press("fgt:yes")
    async with here.database.read() as unit:
        assert await unit.votes.of_articles([1001]) == {}
        assert (await unit.traces.counts())["vote.not_useful"] == 1
