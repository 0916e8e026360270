"""Questions inline from any chat, and the cards that are sent so, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.services.links import Kind
from bot.sources.draft import Draft
from storage.tables import metadata
from tests.fixtures.house import BOT, GROUP, House, Json, house, person
from tests.unit.shelf import MEMBER, OTHER, TEXT, known, loaded, payload, said


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def asked(here: House, query: str, offset: str = "") -> Json:
    """What an inline question is answered."""
    before = len(here.api.calls)
    await here.arrive(inline_query={"id": "9", "from": person(77), "query": query, "offset": offset})
    [given] = [given for name, given in here.api.calls[before:] if name == "answerInlineQuery"]
    return given


async def test_inline_gives_cards_with_a_way_to_the_bot(here: House) -> None:
    number = await loaded(here)
    await loaded(here, OTHER)
    given = await asked(here, "  japan   russia ")
    (card,) = given["results"]
    assert card["id"] == str(number)
    assert "Envoys of Japan" in card["input_message_content"]["message_text"]
    address = card["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert "Envoys of Japan" in await said(here, f"/start {payload(address)}", user=5)
    assert given["is_personal"] is True
    assert given["cache_time"] == 60
    assert len((await asked(here, ""))["results"]) == 2
    assert [one["id"] for one in (await asked(here, str(number)))["results"]] == [str(number)]
    assert not await known(here, 77)


@pytest.mark.parametrize("query", ["(", '"', "x" * 256, "moon", "999999", "a" * 300, "\u202e)("])
async def test_an_inline_question_without_an_answer_says_why(here: House, query: str) -> None:
    await loaded(here)
    given = await asked(here, query)
    assert given["results"] == []
    assert 1 <= len(given["button"]["text"]) <= 64
    assert "In any chat, write @communique_bot" in await said(here, f"/start {given['button']['start_parameter']}")


async def test_inline_shows_nothing_of_muted_outlets_but_by_number(here: House) -> None:
    articles = here.app.bot_data["services"].articles
    loaded = [
        await articles.load(Draft(text=text, outlet=outlet)) for text, outlet in ((TEXT, "Wire"), (OTHER, "Post"))
    ]
    wire, post = (one.article.id for one in loaded)
    await here.press(f"tmu:{wire}:0", user=77)
    for query, found in (("", [post]), ("embassy", [post]), ("envoys", []), (str(wire), [wire])):
        results = (await asked(here, query))["results"]
        assert [int(one["id"]) for one in results] == found, query
    shared = f"{TEXT} It snowed in Geneva."
    told = await articles.load(Draft(text=shared, outlet="Herald", title="Envoys meet in Geneva"))
    again = await articles.load(Draft(text=f"{shared} It rained.", outlet="Wire", title="Envoys meet in Geneva"))
    assert again.article.id > told.article.id
    results = (await asked(here, "snowed"))["results"]
    assert [int(one["id"]) for one in results] == [told.article.id]


async def test_inline_turns_pages_and_takes_no_forged_offset(here: House) -> None:
    for place in range(25):
        await loaded(here, f"Fishermen of port {place}{place} sailed on Monday. They came back. Nobody was hurt.")
    placements = metadata.tables["placements"]
    async with here.database._backend.writing.begin() as transaction:
        # So much alike they would be one story.
        await transaction.execute(placements.update().values(story=placements.c.article_id, republishes=None))
    first = await asked(here, "fishermen")
    rest = await asked(here, "fishermen", first["next_offset"])
    found = [one["id"] for one in (*first["results"], *rest["results"])]
    assert (len(found), len(set(found))) == (25, 25)
    assert len(first["results"]) <= 50
    assert rest.get("next_offset", "") == ""
    for forged in ("-1", "x", "9" * 30):
        assert (await asked(here, "fishermen", forged))["results"] == []


async def test_a_card_that_was_sent_inline_is_a_card_of_ours(here: House) -> None:
    number = await loaded(here)
    payload = here.app.bot_data["services"].shelf.links.payload(Kind.ARTICLE, number)
    address = f"https://t.me/communique_bot?start={payload}"
    markup = {"inline_keyboard": [[{"text": "Open", "url": address}]]}
    for chat in (None, GROUP):
        card = here.message(MEMBER, chat, text="A title\n\nA sentence.", via_bot=BOT, reply_markup=markup)
        assert f"№ {number}" in await said(here, "/save", chat=chat, reply_to_message=card)
        assert f"article {number}" in await said(here, "/summary 1", chat=chat, reply_to_message=card)
    forged = {"inline_keyboard": [[{"text": "Open", "url": address[:-1] + "?"}]]}
    card = here.message(MEMBER, text="A title", via_bot=BOT, reply_markup=forged)
    assert "Which article" in await said(here, "/save", reply_to_message=card)


async def test_a_card_that_was_sent_inline_answers_no_question(here: House) -> None:
    await here.say("/follow")
    assert await here.arrive(message=here.message(2, text="A title\n\nA sentence.", via_bot=BOT)) == []
    assert "You follow “kuril”" in await said(here, "kuril")
