"""Much that is read for an answer is announced, and the answer takes the place of what announced it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram.error import TelegramError

from bot.handlers import underway
from bot.handlers.replies import reply
from bot.sources.draft import Draft
from tests.fixtures.house import ADMIN, GROUP, House, Json, house

FERRIES = (
    "A ferry sank off Norway on Tuesday after it had struck a rock. Divers will search the wreck on Friday.",
    "Norway mourns the ferry that went down in the storm. The owner closed its offices in Bergen on Monday.",
)
TOGETHER = "Envoys of Norway and Sweden met in Bergen on Monday. Norway and Sweden signed a treaty there."
QUIET = "Sweden keeps silent on the matter. Nobody in Sweden knows why that is so."
READING = "Reading 2 articles… The answer will stand here in a moment."


@pytest.fixture
async def here(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(underway, "MANY", 2)
    async with house(sqlite_url) as opened:
        opened.clock.now = datetime(2026, 3, 12, 12, tzinfo=UTC)
        for number, text in enumerate(FERRIES):
            await load(opened, f"Ferry {number}", text, datetime(2026, 3, 11, 9, tzinfo=UTC))
        yield opened


async def load(here: House, title: str, text: str, published: datetime | None) -> None:
    draft = Draft(title=title, text=text, outlet="Wire", published=published, language="en")
    await here.app.bot_data["services"].articles.load(draft)


async def calls(here: House, text: str, chat: int = 2) -> list[tuple[str, Json]]:
    since = len(here.api.calls)
    await here.say(text, chat=chat)
    return [(name, given) for name, given in here.api.calls[since:] if name != "sendChatAction"]


@pytest.mark.parametrize("command", ["brief", "timeline"])
async def test_the_answer_takes_the_place_of_what_was_said_meanwhile(here: House, command: str) -> None:
    (note, said), (edit, answer) = await calls(here, f"/{command} norway")
    assert (note, said["text"]) == ("sendMessage", READING)
    assert "message_id" in said["reply_parameters"]
    assert (edit, answer["message_id"]) == ("editMessageText", here.api.message_id - 1)
    assert "ferry" in answer["text"]
    assert answer["reply_markup"]["inline_keyboard"]


@pytest.mark.parametrize("words", ["trend norway", "compare norway, ferry", "ties norway"])
async def test_a_picture_takes_its_place_too(here: House, words: str) -> None:
    await load(here, "Envoys", TOGETHER, datetime(2026, 3, 11, 9, tzinfo=UTC))
    (note, said), (edit, answer) = await calls(here, f"/{words}")
    assert (note, said["text"][:8]) == ("sendMessage", "Reading ")
    assert (edit, answer["message_id"]) == ("editMessageMedia", here.api.message_id)
    assert (answer["media"]["type"], answer["media"]["parse_mode"]) == ("photo", "HTML")
    assert "Norway" in answer["media"]["caption"]


@pytest.mark.parametrize(
    "refusal", ["Bad Request: message to edit not found", "Bad Request: there is no media in the message to edit"]
)
async def test_a_note_that_cannot_become_a_picture_costs_none(here: House, refusal: str) -> None:
    here.api.refusals["editMessageMedia"] = refusal
    *_, (taken, _), (name, answer) = await calls(here, "/trend norway")
    assert (taken, name) == ("deleteMessage", "sendPhoto")
    assert "Norway" in answer["caption"]


async def test_that_there_is_nothing_to_draw_is_said_in_its_place(here: House) -> None:
    (note, _), (edit, answer) = await calls(here, "/ties norway")
    assert (note, edit) == ("sendMessage", "editMessageText")
    assert "Norway" in answer["text"]


async def test_what_is_remembered_is_answered_at_once(here: House) -> None:
    await calls(here, "/brief norway")
    ((name, answer),) = await calls(here, "/brief norway")
    assert name == "sendMessage"
    assert "ferry" in answer["text"]


async def test_few_articles_are_read_without_a_word(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(underway, "MANY", 3)
    ((name, answer),) = await calls(here, "/brief norway")
    assert name == "sendMessage"
    assert "ferry" in answer["text"]


async def test_in_a_group_there_is_the_answer_alone(here: House) -> None:
    ((name, answer),) = await calls(here, "/brief norway", GROUP)
    assert name == "sendMessage"
    assert "ferry" in answer["text"]


async def test_what_cannot_be_answered_leaves_no_note(here: House) -> None:
    for number in range(2):
        await load(here, f"Quiet {number}", QUIET.replace("matter", f"matter {number}"), None)
    (_, said), (taken, note), (_, why) = await calls(here, "/timeline sweden")
    assert said["text"] == READING
    assert (taken, note["message_id"]) == ("deleteMessage", here.api.message_id - 1)
    assert "no date in them" in why["text"]


@pytest.mark.parametrize("refusal", ["Bad Request: message to edit not found", "Bad Request: message can't be edited"])
async def test_a_note_that_was_deleted_costs_no_answer(here: House, refusal: str) -> None:
    here.api.refusals["editMessageText"] = refusal
    *_, (name, answer) = await calls(here, "/brief norway")
    assert name == "sendMessage"
    assert "ferry" in answer["text"]


async def test_a_note_that_cannot_be_sent_costs_no_answer(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*given: object, **more: object) -> object:
        if given[1] == READING:
            raise TelegramError("no")
        return await reply(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(underway, "reply", refused)
    ((name, answer),) = await calls(here, "/brief norway")
    assert name == "sendMessage"
    assert "ferry" in answer["text"]


async def test_it_is_said_in_the_reader_s_language(here: House) -> None:
    await here.say("/language fr", ADMIN)
    since = len(here.api.calls)
    await here.say("/brief norway", ADMIN)
    texts = [given.get("text", "") for _, given in here.api.calls[since:]]
    assert "Je lis 2 articles… La réponse va s’afficher ici." in texts
