"""Commands and buttons at their edges, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram.ext import CommandHandler

from bot.handlers.context import Context
from bot.handlers.topic_list import PAGE
from storage.errors import DatabaseBusy
from tests.fixtures.house import ADMIN, GROUP, MOST, House, house, person

TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def loaded(here: House, text: str = TEXT) -> int:
    report = (await here.say(f"/load {text}", ADMIN))[0]["text"]
    return int(report.split("article ", 1)[1].split(":")[0])


@pytest.mark.parametrize("data", ["nonsense", "sum:1:2", "sum:٣:3:0", "sum:1001:3:0\n", "unf:" + "9" * 19 + ":0"])
async def test_a_button_that_nobody_knows_is_answered(here: House, data: str) -> None:
    assert [one["text"] for one in await here.press(data)] == ["This button is no longer valid."]


@pytest.mark.parametrize("data", ["nonsense", "sum:1001:3:0", "top:0:0"])
async def test_a_button_in_a_message_without_a_chat_is_answered(here: House, data: str) -> None:
    assert len(await here.press(data, inline_message_id="x")) == 1


async def test_numbers_beyond_the_database_are_refused_politely(here: House) -> None:
    await loaded(here)
    for number in ("9223372036854775808", "#99999999999999999999"):
        assert "There is no article" in (await here.say(f"/summary {number}"))[0]["text"]


async def test_topics_come_in_pages_and_their_number_has_an_end(here: House) -> None:
    for number in range(MOST):
        await here.say(f"/follow {'kuril' * 30} {number}")
    refusal = await here.say("/follow one more")
    assert f"You follow {MOST} topics already" in refusal[0]["text"]
    assert "already" in (await here.say(f"/follow {'kuril' * 30} 3"))[0]["text"]
    first = (await here.say("/topics"))[0]
    assert "Page 1 of 5" in first["text"]
    last_row = first["reply_markup"]["inline_keyboard"][-1]
    assert [button["text"] for button in last_row] == ["Later ›"]
    second, _ = await here.press(last_row[0]["callback_data"])
    assert "Page 2 of 5" in second["text"]
    rows = second["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in rows[0]] == ["Pause 9", "Edit 9", "Remove 9"]
    assert len(rows) == PAGE + 1
    paused, answer = await here.press(rows[0][0]["callback_data"])
    assert "– paused" in paused["text"]
    assert "rests" in answer["text"]
    assert paused["reply_markup"]["inline_keyboard"][0][0]["text"] == "Resume 9"
    left, answer = await here.press(rows[0][2]["callback_data"])
    assert "Page 2 of 5" in left["text"]
    assert "no longer follow" in answer["text"]


async def test_summary_of_our_own_card_opens_its_article(here: House) -> None:
    number = await loaded(here)
    card = (await here.say(f"/summary {number}"))[0]
    shown = here.message(1, 2, text="A card", reply_markup=card["reply_markup"])
    again = await here.say("/summary 1", reply_to_message=shown)
    assert f"1 of 3 sentences · article {number}" in again[0]["text"]


async def test_summary_of_a_file_says_that_files_are_not_read(here: House) -> None:
    file = {"file_id": "f", "file_unique_id": "u", "file_name": "talks.txt"}
    answer = await here.say("/summary", reply_to_message=here.message(2, document=file, caption="Look"))
    assert "cannot read files" in answer[0]["text"]


async def test_summary_summarises_two_sentences(here: House) -> None:
    assert "2 of 2 sentences" in (await here.say("/summary Envoys met in Geneva. They will meet again."))[0]["text"]


async def test_the_caption_of_a_picture_is_read_like_a_message(here: House) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    long = here.message(2, photo=photo, caption=" ".join([TEXT] * 6))
    assert "sentences" in (await here.arrive(message=long))[0]["text"]
    entities = [{"type": "bot_command", "offset": 0, "length": 8}]
    asked = here.message(2, photo=photo, caption=f"/summary {TEXT}", caption_entities=entities)
    assert "3 of 3 sentences" in (await here.arrive(message=asked))[0]["text"]


async def test_whatever_is_sent_in_a_private_chat_is_answered(here: House) -> None:
    sticker = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    answer = await here.arrive(message=here.message(2, sticker=sticker | {"type": "regular"}))
    assert "/help lists them" in answer[0]["text"]
    assert await here.arrive(message=here.message(2, GROUP, sticker=sticker | {"type": "regular"})) == []


async def test_a_card_that_can_be_edited_no_more_is_sent_anew(here: House) -> None:
    number = await loaded(here)
    here.api.refusals["editMessageText"] = "Bad Request: message can't be edited"
    sent = await here.press(f"sum:{number}:1:0")
    assert [name for name, _ in here.api.calls[-3:]] == ["editMessageText", "sendMessage", "answerCallbackQuery"]
    assert "1 of 3 sentences" in sent[1]["text"]


async def test_a_file_that_telegram_does_not_hand_over_is_said_so(here: House) -> None:
    here.api.refusals["getFile"] = "Bad Request: wrong file_id"
    file = {"file_id": "f", "file_unique_id": "u", "file_name": "talks.txt"}
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    sent = here.message(ADMIN, document=file, caption="/load", caption_entities=entities)
    await here.arrive(message=sent)
    assert "Telegram did not hand over talks.txt" in (await here.settle())[-1]["text"]


@pytest.mark.parametrize("command", ["summary", "search", "brief", "timeline"])
@pytest.mark.parametrize(
    ("query", "said", "example"),
    [
        ("!!!", "at least one word", "<code>kuril islands</code>"),
        ('"kuril', "is not closed", '<code>"peace treaty"</code>'),
    ],
)
async def test_a_bad_query_is_explained_by_an_example_that_fits_the_command(
    here: House, command: str, query: str, said: str, example: str
) -> None:
    answer = (await here.say(f"/{command} {query}"))[0]["text"]
    assert said in answer
    assert example in answer
    assert "/" not in answer.replace("</", "")


@pytest.mark.parametrize("original", [None, {"message_id": 5, "date": 0, "chat": {"id": 2, "type": "private"}}])
async def test_a_button_whose_text_is_gone_says_so(here: House, original: dict[str, object] | None) -> None:
    card = here.message(1, 2, text="A card") | ({"reply_to_message": original} if original else {})
    assert "That text is gone; send it again." in (await here.press("sum:0:5:0", message=card))[-1]["text"]


async def test_a_made_up_title_is_not_shown_above_its_sentence(here: House) -> None:
    number = await loaded(here)
    assert (await here.say(f"/summary {number}"))[0]["text"].count("Envoys met in Geneva on Monday") == 1


async def test_in_context_each_sentence_stands_once(here: House) -> None:
    number = await loaded(here)
    text = (await here.press(f"ctx:{number}:2:0"))[0]["text"]
    for sentence in ("Envoys met in Geneva on Monday.", "They will meet again in May.", "Nobody spoke of the border."):
        assert text.count(sentence) == 1
    assert text.count("<b>") == 2


async def test_an_anonymous_admin_of_a_group_is_refused_with_the_reason(here: House) -> None:
    as_group = {"id": GROUP, "type": "group", "title": "G"}
    answer = await here.say(f"/load {TEXT}", 1087968824, GROUP, sender_chat=as_group)
    assert "Remain anonymous" in answer[0]["text"]


async def test_the_audit_tells_what_became_of_a_load(here: House) -> None:
    number = await loaded(here)
    await loaded(here)
    await here.say("/load 123", ADMIN)
    await here.say(f"/load {TEXT}", 2)
    async with here.database.read() as unit:
        found = [(one.actor, one.action, one.detail, one.allowed) for one in await unit.audit.latest(9)]
    assert found == [
        (2, "article.load", "", False),
        (ADMIN, "article.refused", "error.text.short", True),
        (ADMIN, "article.load", "", True),
        (ADMIN, "article.known", str(number), True),
        (ADMIN, "article.load", "", True),
        (ADMIN, "article.stored", str(number), True),
        (ADMIN, "article.load", "", True),
    ]


async def test_an_admins_menu_is_set_when_they_start(here: House) -> None:
    await here.say("/start", ADMIN)
    scopes = [given["scope"] for name, given in here.api.calls if name == "setMyCommands"]
    assert {"type": "chat", "chat_id": ADMIN} in scopes


async def test_a_reader_s_language_follows_telegram_s(here: House) -> None:
    await here.say("/privacy")
    await here.arrive(message=here.message(2, text="hello") | {"from": person(2, "fr")})
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(2)
    assert reader is not None
    assert reader.language == "fr"


async def test_a_busy_database_is_named(here: House) -> None:
    async def busy(update: object, context: Context) -> None:
        raise DatabaseBusy("locked")

    here.app.add_handler(CommandHandler("busy", busy), group=-9)
    assert "nothing was lost" in (await here.say("/busy"))[0]["text"]


async def test_a_button_pressed_where_the_program_sees_no_chat_is_no_longer_valid(
    here: House, caplog: pytest.LogCaptureFixture
) -> None:
    """A client of one's own presses what it likes under a card that was sent from another chat."""
    for data in ("top:0:0", "unf:1:0", "del:1", "sum:1:3:0"):
        (told,) = await here.press(data, inline_message_id="made up")
        assert told["text"] == "This button is no longer valid."
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
