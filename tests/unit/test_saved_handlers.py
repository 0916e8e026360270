"""Saving articles and notes to them: /save, /saved and /note, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import House, house
from tests.unit.shelf import OTHER, READER, buttons, delete, loaded, said


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def test_an_article_is_saved_by_number_and_seen_in_the_list(here: House) -> None:
    number = await loaded(here)
    assert f"(№ {number}). /saved shows all" in await said(here, f"/save {number}")
    assert "already" in await said(here, f"/save #{number}")
    shown = (await here.say("/saved"))[0]
    assert "Your saved article" in shown["text"]
    opened = (await here.press(buttons(shown)[f"Read {number}"]))[1]
    assert "Envoys of Japan" in opened["text"]
    gone, note = await here.press(buttons(shown)[f"Remove {number}"])
    assert "saved nothing yet" in gone["text"]
    assert "no longer saved" in note["text"]
    _, again = await here.press(buttons(shown)[f"Remove {number}"])
    assert "not saved any more" in again["text"]


async def test_a_card_is_saved_by_its_button_and_by_an_answer_to_it(here: House) -> None:
    first, second = await loaded(here), await loaded(here, OTHER)
    card = (await here.say(f"/summary {first}"))[0]
    assert (await here.press(buttons(card)["Save"]))[0]["text"] == "Saved. /saved shows all."
    assert "already" in (await here.press(buttons(card)["Save"]))[0]["text"]
    card = (await here.say(f"/summary {second}"))[0]
    shown = here.message(1, READER, text=card["text"], reply_markup=card["reply_markup"])
    assert "Noted to" in await said(here, "/save for Tuesday", reply_to_message=shown)
    assert "Your 2 saved articles" in await said(here, "/saved")


async def test_notes_are_written_shown_changed_and_taken(here: House) -> None:
    number = await loaded(here)
    assert "<blockquote>call &lt;Anna&gt;</blockquote>" in await said(here, f"/note {number} call <Anna>")
    assert "call &lt;Anna&gt;" in await said(here, f"/note {number}")
    assert "<blockquote>call Bert" in await said(here, "call Bert")
    assert "✎ <i>call Bert</i>" in await said(here, "/saved")
    assert "no note" in await said(here, f"/note {number} -")
    assert "What shall I note" in await said(here, f"/note {number}")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/save nonsense", "no article’s number"),
        ("/save 999999", "There is no article 999999"),
        ("/save 99999999999999999999", "no article’s number"),
        ("/note words first", "no article’s number"),
        ("/note 999999 x", "There is no article"),
        ("/save " + "9 " * 1400, "A note may have 1,000 characters"),
    ],
)
async def test_bad_input_gets_a_sentence_that_helps(here: House, text: str, answer: str) -> None:
    assert answer in await said(here, text)


@pytest.mark.parametrize(("command", "question"), [("save", "Which article"), ("note", "To which article")])
async def test_a_number_that_is_missing_is_asked_for(here: House, command: str, question: str) -> None:
    number = await loaded(here)
    assert question in await said(here, f"/{command}")
    assert f"№ {number}" in await said(here, str(number))
    assert "no article’s number" in [await said(here, f"/{command}"), await said(here, "what?")][1]


async def test_a_note_has_an_end(here: House) -> None:
    number = await loaded(here)
    assert "may have 1,000 characters; this one has 1,001" in await said(here, f"/note {number} {'x' * 1001}")
    assert "Noted" in await said(here, f"/note {number} {'x' * 1000}")


async def test_the_list_has_pages_that_fit(here: House) -> None:
    for place in range(8):
        number = await loaded(here, f"Report {place} says that talks went on. " + "<&> They met again. " * 3)
        await here.say(f"/note {number} {'&' * 1000}")
    first = (await here.say("/saved"))[0]
    assert "Page 1 of 2" in first["text"]
    second, _ = await here.press(buttons(first)["Later ›"])
    assert "Page 2 of 2" in second["text"]
    assert len(buttons(second)) == 2 * 2 + 1


async def test_of_a_deleted_article_only_the_number_is_shown(here: House) -> None:
    number = await loaded(here)
    await here.say(f"/note {number} mine")
    await delete(here, number)
    shown = (await here.say("/saved"))[0]
    assert f"№ {number} was deleted" in shown["text"]
    assert "Envoys" not in shown["text"]
    assert "mine" in shown["text"]
    assert list(buttons(shown)) == [f"Remove {number}"]
    assert "There is no article" in await said(here, f"/save {number}")
    assert "There is no article" in await said(here, f"/share {number}")
