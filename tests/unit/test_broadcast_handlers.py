"""`/broadcast` in the chat: seen first, confirmed once, sent after the rest, stopped and reported; who gets none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Message
from telegram.error import BadRequest, Forbidden

from bot.delivery.broadcasts import Broadcasting, Postman
from bot.delivery.digests import DigestCourier
from bot.delivery.habits import Habits
from bot.delivery.outcomes import Outcome, outcome_of
from bot.delivery.sender import Sender
from bot.handlers.formatted import html_of
from bot.services.digests.composing import Composer
from bot.services.groups import Groups
from bot.services.readers import Readers
from bot.texts.html import MESSAGE_LIMIT
from storage.records import DeliveryRecord
from tests.fixtures.house import ADMIN, GROUP, House, Json, house, person

READERS = (11, 12, 13)


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        for reader in READERS:
            await opened.say("/start", reader)
        yield opened


class Work:
    """The sender and what reports, as the program has them; ``refuse`` makes Telegram's answer for a chat."""

    def __init__(self, here: House) -> None:
        self.here = here
        self.refuse: dict[int, Exception] = {}
        self.sent: list[int] = []
        services = here.app.bot_data["services"]
        composer = Composer(here.database, services.articles, services.matches, here.clock)
        courier = DigestCourier(
            here.app.bot, services.articles, composer, here.clock, Groups(here.database, here.clock)
        )
        self._postman = Postman(courier, services.office.broadcasts)
        readers, broadcasts = Readers(here.database, here.clock), services.office.broadcasts
        self.reporter = Broadcasting(broadcasts, here.app.bot, readers, lambda: None, asyncio.sleep)
        self.sender = self.new_sender()

    def new_sender(self) -> Sender:
        alarms = self.here.app.bot_data["services"].office.alarms
        habits = Habits(rest=0.0)
        return Sender(self.here.database, self._deliver, self.here.clock, asyncio.Event(), habits, alarms=alarms)

    async def _deliver(self, delivery: DeliveryRecord) -> Outcome:
        if (error := self.refuse.get(delivery.chat_id)) is not None:
            return outcome_of(error, self.here.clock(), delivery.attempts)
        self.sent.append(delivery.chat_id)
        return await self._postman.deliver(delivery)

    async def finish(self) -> list[Json]:
        """Owe, send and report; gives what was said."""
        before = len(self.here.api.calls)
        await self.reporter.step()
        await self.sender.drain()
        assert not await self.reporter.step()
        return self.here.answers(before)


def buttons(message: Json) -> dict[str, str]:
    return {one["text"]: one["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for one in row}


async def proposed(here: House, text: str = "/broadcast Hello.", **more: Any) -> tuple[Json, Json]:
    """What is shown, and what is asked."""
    shown, asked = await here.say(text, ADMIN, **more)
    return shown, asked


async def begun(here: House, text: str = "/broadcast Hello.") -> Json:
    _, asked = await proposed(here, text)
    await here.press(buttons(asked)["Send it"], ADMIN)
    return asked


async def test_it_is_shown_as_it_will_be_seen_and_sent_once_it_is_confirmed(here: House) -> None:
    shown, asked = await proposed(here, "/broadcast We move on Monday & stay <online>.")
    assert shown["text"] == "We move on Monday &amp; stay &lt;online&gt;."
    assert "to 4 readers" in asked["text"]
    work = Work(here)
    assert await work.finish() == []
    assert (await here.press(buttons(asked)["Send it"], ADMIN))[-1]["text"] == "It is on its way."
    said = await work.finish()
    got = [one for one in said if one["text"] == shown["text"]]
    assert sorted(one["chat_id"] for one in got) == sorted([*READERS, ADMIN])
    assert "The message was sent" in said[-1]["text"]
    assert "Sent: 4 · failed: 0 · blocked the bot: 0 · cancelled: 0" in said[-1]["text"]
    assert await work.finish() == []


async def test_formatting_is_kept_and_the_command_is_not(here: House) -> None:
    text = "/broadcast 𝄞 Bold <i> and a link"
    entities = [
        {"type": "bot_command", "offset": 0, "length": 10},
        {"type": "bold", "offset": 14, "length": 4},
        {"type": "text_link", "offset": 27, "length": 6, "url": "https://example.org/?a=1&b=2"},
    ]
    shown, _ = await here.arrive(message=here.message(ADMIN, text=text, entities=entities))
    assert shown["text"].startswith("𝄞 <b>Bold</b> &lt;i&gt; and ")
    assert '<a href="https://example.org/?a=1&b=2">' in shown["text"]


async def test_a_message_is_sent_by_a_reply_with_its_formatting(here: House) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 5}]
    original = here.message(ADMIN, text="Hello you", entities=bold)
    shown, asked = await proposed(here, "/broadcast", reply_to_message=original)
    assert shown["text"] == "<b>Hello</b> you"
    assert "Send it" in buttons(asked)


async def test_the_text_is_asked_for_and_taken(here: House) -> None:
    (question,) = await here.say("/broadcast fr:", ADMIN)
    assert "What shall I send" in question["text"]
    for reader in READERS[:2]:
        await here.arrive(message=here.message(reader, text="/help") | {"from": person(reader, "fr-CA")})
    shown, asked = await here.say("Bonjour", ADMIN)
    assert (shown["text"], "2 readers" in asked["text"], "French" in asked["text"]) == ("Bonjour", True, True)
    await here.press(buttons(asked)["Send it"], ADMIN)
    work = Work(here)
    await work.finish()
    assert sorted(work.sent) == list(READERS[:2])


@pytest.mark.parametrize("text", ["/broadcast XY: hello", "/broadcast note: hello", "/broadcast at 9: hello"])
async def test_what_is_no_language_is_text(here: House, text: str) -> None:
    shown, _ = await proposed(here, text)
    assert shown["text"] == text.partition(" ")[2]


async def test_a_language_that_nobody_has_is_said_so(here: House) -> None:
    (said,) = await here.say("/broadcast eo: Saluton", ADMIN)
    assert "Nobody would get it" in said["text"]
    async with here.database.read() as unit:
        assert await unit.broadcasts.get(1) is None


async def test_what_telegram_does_not_take_is_not_sent(here: House) -> None:
    here.api.refusals["sendMessage"] = "Bad Request: message is too long"
    await here.say(f"/broadcast {'x' * MESSAGE_LIMIT}", ADMIN)
    async with here.database.read() as unit:
        assert await unit.broadcasts.get(1) is None


async def test_only_texts_can_be_sent(here: House) -> None:
    photo = here.message(ADMIN, photo=[{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], caption="x")
    assert "Only texts" in (await here.say("/broadcast", ADMIN, reply_to_message=photo))[0]["text"]


async def test_it_is_for_owners_and_for_private_chats(here: House) -> None:
    await here.say("/role 30 editor", ADMIN)
    assert "Only owners" in (await here.say("/broadcast Hello.", 30))[0]["text"]
    assert "Only admins" in (await here.say("/broadcast Hello.", 11))[0]["text"]
    assert "private chat" in (await here.say("/broadcast Hello.", ADMIN, GROUP))[0]["text"]
    _, asked = await proposed(here)
    assert "Only owners" in (await here.press(buttons(asked)["Send it"], 30))[0]["text"]
    async with here.database.read() as unit:
        assert await unit.broadcasts.open() == []
        assert [one.action for one in await unit.audit.latest(2)] == ["message.send", "message.write"]


async def test_pressed_twice_it_is_sent_once_and_dropped_it_is_not_sent(here: House) -> None:
    _, asked = await proposed(here)
    keys = buttons(asked)
    assert "dropped" in (await here.press(keys["Do not send it"], ADMIN))[0]["text"]
    assert "already" in (await here.press(keys["Send it"], ADMIN))[0]["text"]
    _, asked = await proposed(here)
    keys = buttons(asked)
    await here.press(keys["Send it"], ADMIN)
    for label in ("Send it", "Do not send it"):
        assert "already" in (await here.press(keys[label], ADMIN))[0]["text"]
    work = Work(here)
    await work.finish()
    assert len(work.sent) == 4


async def test_who_stopped_or_is_banned_gets_none(here: House) -> None:
    await here.say("/stop", 11)
    await here.say("/ban 12", ADMIN)
    await begun(here)
    work = Work(here)
    await work.finish()
    assert work.sent == [13, ADMIN]


async def test_who_is_banned_meanwhile_gets_none_either(here: House) -> None:
    await begun(here)
    work = Work(here)
    await work.reporter.step()
    assert "1 message that waited" in (await here.say("/ban 12", ADMIN))[0]["text"]
    said = await work.finish()
    assert 12 not in work.sent
    assert "Sent: 3 · failed: 0 · blocked the bot: 0 · cancelled: 1" in said[-1]["text"]


async def test_it_is_reported_who_could_not_be_reached_and_admins_are_told_why(here: House) -> None:
    await begun(here)
    work = Work(here)
    work.refuse = {11: Forbidden("bot was blocked by the user"), 12: BadRequest("CUSTOM_EMOJI_INVALID")}
    said = await work.finish()
    assert "Sent: 2 · failed: 1 · blocked the bot: 1 · cancelled: 0" in said[-1]["text"]
    async with here.database.read() as unit:
        (notice,) = await unit.notices.due(9, now=here.clock())
        assert not (await unit.readers.by_chat(11) or pytest.fail("the reader is gone")).active
    assert "alarm.broadcast" in notice.body
    assert "CUSTOM_EMOJI_INVALID" in notice.body


async def test_stop_cancels_what_is_not_sent_yet(here: House) -> None:
    await begun(here)
    work = Work(here)
    before = len(here.api.calls)
    assert await work.reporter.step()
    shown = here.answers(before)[-1]
    assert "0 of 4" in shown["text"]
    await here.press(buttons(shown)["Stop"], ADMIN)
    said = await work.finish()
    assert work.sent == []
    assert "was stopped" in said[-1]["text"]
    assert "cancelled: 4" in said[-1]["text"]
    assert "already" in (await here.press(buttons(shown)["Stop"], ADMIN))[0]["text"]


async def test_progress_is_edited_only_when_it_says_something_new(here: House) -> None:
    await begun(here)
    work = Work(here)
    before = len(here.api.calls)
    for _ in range(3):
        await work.reporter.step()
    assert [name for name, _ in here.api.calls[before:]] == ["editMessageText"]


async def test_a_restart_goes_on_where_it_was(here: House) -> None:
    await begun(here)
    await Work(here).reporter.step()
    async with here.database.write() as unit:
        (taken,) = await unit.deliveries.claim_broadcasts(1, now=here.clock())
    work = Work(here)
    await work.sender.recover()
    here.clock.forward(minutes=1)
    said = await work.finish()
    assert sorted(work.sent) == sorted([*READERS, ADMIN])
    assert taken.chat_id in work.sent
    assert "Sent: 4" in said[-1]["text"]


async def test_the_end_is_said_anew_where_the_message_is_gone(here: House) -> None:
    await begun(here)
    here.api.refusals["editMessageText"] = "Bad Request: message to edit not found"
    said = await Work(here).finish()
    assert said[-1]["chat_id"] == ADMIN
    assert "The message was sent" in said[-1]["text"]


async def test_an_owner_who_is_forgotten_is_told_nothing_and_readers_get_it(here: House) -> None:
    await begun(here)
    await here.press("fgt:yes", ADMIN)
    work = Work(here)
    said = await work.finish()
    assert sorted(work.sent) == list(READERS)
    assert all(one["text"] == "Hello." for one in said)


async def test_a_digest_comes_before_it(here: House) -> None:
    await here.say("/follow geneva", 13)
    await begun(here)
    work = Work(here)
    await work.reporter.step()
    await here.say("/load Envoys met in Geneva on Monday. They will meet again in May, and nobody wept.", ADMIN)
    await work.finish()
    assert work.sent[0] == 13
    assert work.sent.count(13) == 2


def test_an_entity_that_begins_before_the_text_is_cut(here: House) -> None:
    raw = here.message(ADMIN, text="/broadcast hello", entities=[{"type": "italic", "offset": 0, "length": 16}])
    found = Message.de_json(raw, here.app.bot)
    assert found is not None
    assert html_of(found, 11) == "<i>hello</i>"
