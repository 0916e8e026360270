"""`/settings` in the chat, without a process: lengths, outlets, and that what was chosen holds."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import ADMIN, GROUP, House, Json, house

MEMBER = 7

TALKS = (
    "Japan and Norway opened talks on fisheries in Oslo on Monday. The two governments want to settle the catch of "
    "mackerel before the season begins. Norwegian boats took 212,000 tonnes last year. Talks go on until Thursday. "
    "A text is to be signed in Tokyo by the ministers of both countries."
)
AGAIN = (
    "Talks on fisheries between Japan and Norway opened in Oslo on Monday. The catch of mackerel is to be settled by "
    "the two governments before the season begins. Norwegian boats took 212,000 tonnes last year. Talks go on."
)
OTHER = "Harbour pilots in Chile stopped work for two hours. A court in Chile hears the case in May. Ships wait."


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def load(here: House, outlet: str, text: str, title: str) -> None:
    """An article as an admin loads it."""
    row = {"title": title, "text": text, "outlet": outlet, "language": "en"}
    await here.upload("a.jsonl", json.dumps(row).encode(), ADMIN, caption="/load")
    await here.settle()


async def press(here: House, data: str, user: int = 2) -> Json:
    """What a press made of the message."""
    return next(one for one in await here.press(data, user) if "text" in one and "callback_query_id" not in one)


async def said(here: House, text: str) -> str:
    return str((await here.say(text))[0]["text"])


def buttons(message: Json) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def test_one_message_leads_to_every_page_and_back(here: House) -> None:
    home = (await here.say("/settings"))[0]
    assert "Summaries: <b>3 sentences</b>" in home["text"]
    assert "Digests: <b>at once" in home["text"]
    found = buttons(home)
    assert len(found) == 9
    for name in ("Length of summaries", "Language", "Digests", "Quiet hours", "Preferred outlets", "Muted outlets"):
        page = await press(here, found[name])
        again = await press(here, buttons(page)["« Back"])
        assert again["text"] == home["text"], name


async def test_the_language_is_chosen_in_the_same_message(here: House) -> None:
    page = await press(here, "sla:0:0")
    assert "« Back" in buttons(page)
    message = here.message(1, 2, text="A card", reply_markup=page["reply_markup"])
    chosen = (await here.press("lng:en", message=message))[0]
    assert "« Back" in buttons(chosen)


@pytest.mark.parametrize(("data", "kept"), [("sls:1:0", 1), ("sls:5:0", 5), ("slw:50:0", 4), ("slw:200:0", 5)])
async def test_summaries_are_as_long_as_was_set(here: House, data: str, kept: int) -> None:
    await load(here, "Reuters", TALKS, "Japan and Norway open talks on fisheries")
    page = await press(here, data)
    assert sum(text.startswith("✓") for text in buttons(page)) == 1
    for asking in ("/summary", "/summary 1001", "/summary fisheries"):
        assert f"{kept} of 5 sentences" in await said(here, asking), asking
    assert f"{kept} of 5 sentences" in (await press(here, "open:1001:3:0"))["text"]
    assert "2 of 5 sentences" in await said(here, "/summary 2")


async def test_numbers_that_no_button_has_are_brought_within_bounds(here: House) -> None:
    assert "<b>10 sentences</b>" in (await press(here, "sls:999:0"))["text"]
    assert "<b>50 words</b>" in (await press(here, "slw:1:0"))["text"]


async def test_a_story_is_shown_in_the_article_of_the_preferred_outlet(here: House) -> None:
    await load(here, "Reuters", TALKS, "Japan and Norway open talks on fisheries")
    await load(here, "AFP", AGAIN, "Fisheries talks between Japan and Norway under way")
    assert "Reuters" not in await said(here, "/latest")
    page = await press(here, "spr:0:0")
    chosen = await press(here, buttons(page)["Reuters"])
    assert "Preferred outlets: <b>Reuters</b>" in chosen["text"]
    assert "✓ Reuters" in buttons(chosen)
    for asking in ("/latest", "/summary", "/summary fisheries", "/top", "/brief fisheries"):
        assert "Japan and Norway open talks" in await said(here, asking), asking
    gone = await press(here, buttons(chosen)["✓ Reuters"])
    assert "Preferred outlets: none" in gone["text"]
    assert "Fisheries talks between" in await said(here, "/latest")


async def test_nothing_of_a_muted_outlet_is_shown_but_by_its_number(here: House) -> None:
    await load(here, "AFP", OTHER, "Pilots stop work in Chile")
    await load(here, "Reuters", TALKS, "Japan and Norway open talks on fisheries")
    await load(here, "AFP", AGAIN, "Fisheries talks between Japan and Norway under way")
    assert "+1 of the same story" in await said(here, "/latest")
    await press(here, buttons(await press(here, "smu:0:0"))["AFP"])
    latest = await said(here, "/latest")
    assert "Japan and Norway open talks" in latest
    assert "AFP" not in latest
    assert "same story" not in latest
    assert "Japan and Norway open talks" in await said(here, "/summary")
    assert "AFP" not in await said(here, "/brief fisheries")
    assert "I have no article about" in await said(here, "/brief chile")
    assert "Pilots stop work in Chile" in await said(here, "/summary 1001")
    assert "Pilots stop work in Chile" in await said(here, "/search chile")


async def test_a_story_of_which_one_article_is_left_is_none_of_the_largest(here: House) -> None:
    await load(here, "Reuters", TALKS, "Japan and Norway open talks on fisheries")
    await load(here, "AFP", AGAIN, "Fisheries talks between Japan and Norway under way")
    assert "2 articles" in await said(here, "/top")
    await press(here, buttons(await press(here, "smu:0:0"))["AFP"])
    assert "no story has more than one article" in await said(here, "/top")


async def test_an_outlet_that_is_muted_is_preferred_no_more(here: House) -> None:
    await load(here, "AFP", OTHER, "Pilots stop work in Chile")
    await press(here, "tpr:1001:0")
    home = await press(here, "tmu:1001:0")
    assert "Muted outlets: <b>AFP</b>" in home["text"]
    assert "Preferred outlets: none" in await said(here, "/settings")
    assert "Muted outlets: none" in (await press(here, "cmu:0:0"))["text"]


async def test_names_are_asked_for_and_one_that_is_nearly_right_is_told(here: House) -> None:
    await load(here, "Reuters", TALKS, "Japan and Norway open talks on fisheries")
    await load(here, "Le Monde", OTHER, "Pilots stop work in Chile")
    asked = [one for one in await here.press("apr:0:0") if "text" in one][-1]
    assert "/cancel" in asked["text"]
    assert "Preferred outlets: <b>Le Monde and Reuters</b>" in await said(here, "reuters、LE MONDE")
    await here.press("amu:0:0")
    wrong = await said(here, "Reuter")
    assert "No article here is from “Reuter”" in wrong
    assert "“Reuters”" in wrong
    await here.press("amu:0:0")
    assert "/settings" in await said(here, "/cancel")


async def test_outlets_come_in_pages(here: House) -> None:
    for number in range(10):
        await load(
            here, f"Paper {number}", f"Mayor {number} of town {number} spoke of bridge {number}.", f"Bridge {number}"
        )
    first = await press(here, "smu:0:0")
    assert len([text for text in buttons(first) if text.startswith("Paper")]) == 8
    second = await press(here, buttons(first)["More ›"])
    assert len([text for text in buttons(second) if text.startswith("Paper")]) == 2
    assert "More ›" not in buttons(second)
    assert (await press(here, "smu:999:0"))["text"] == second["text"]


async def test_an_outlet_of_an_article_that_is_gone_is_refused(here: House) -> None:
    answers = await here.press("tmu:4711:0")
    assert any("No article here is from" in str(one.get("text")) for one in answers)


async def test_in_a_group_only_administrators_choose(here: House) -> None:
    await load(here, "AFP", OTHER, "Pilots stop work in Chile")
    here.api.standings[MEMBER] = "member"
    under = here.message(1, GROUP, text="A card")
    assert [one for one in await here.press("smu:0:0", MEMBER, message=under) if "reply_markup" in one]
    refused = await here.press("tmu:1001:0", MEMBER, message=under)
    assert all("reply_markup" not in one for one in refused)
    assert [
        one
        for one in await here.press("tmu:1001:0", 8, message=under)
        if "Muted outlets: <b>AFP" in one.get("text", "")
    ]
    assert "Muted outlets: none" in await said(here, "/settings")
