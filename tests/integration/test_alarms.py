"""Errors of the program reach the admins, or the channel: each kind once an hour with a count, and no secret."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from telegram import Update
from telegram.error import BadRequest
from telegram.ext import CommandHandler

from bot.delivery.notices import AdminNotices
from bot.delivery.outcomes import Final, Halt, Outcome, outcome_of
from bot.delivery.sender import Sender
from bot.handlers.context import Context
from bot.services.alarms import Alarms
from bot.services.notices import Notice, Notices
from bot.services.readers import Readers
from storage.errors import DatabaseBusy
from storage.records import DeliveryRecord
from storage.repositories.deliveries import ARTICLE_GONE
from tests.fixtures.house import ADMIN, House, house

READER, CHANNEL = 2, -1001
TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz_012345"
TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."


class Told:
    """Takes what is told without the database."""

    def __init__(self) -> None:
        self.notices: list[tuple[list[int], Notice]] = []

    async def __call__(self, chats: Sequence[int], notice: Notice) -> None:
        self.notices.append((list(chats), notice))


def _spoil(url: str) -> None:
    Path(str(make_url(url).database)).write_bytes(b"no database at all" * 1000)


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


def alarms_of(here: House) -> Alarms:
    found: Alarms = here.app.bot_data["services"].office.alarms
    return found


async def sent(here: House) -> list[tuple[int, str]]:
    """Send what is owed to the admins; gives to whom, and what."""
    before = len(here.api.calls)
    readers = Readers(here.database, here.clock)
    await AdminNotices(here.database, here.app.bot, readers, here.clock, asyncio.Event()).drain()
    return [(given["chat_id"], given["text"]) for given in here.answers(before)]


async def refused(here: House, outcome: Outcome, articles: int = 1) -> None:
    """Articles that a reader follows, and that cannot be sent."""
    await here.say("/follow geneva", READER)
    for number in range(articles):
        await here.say(
            f"/load Chapter {number * 7919} of Geneva\n\nIn Geneva {number * 7919} things were agreed.", ADMIN
        )

    async def deliver(delivery: DeliveryRecord) -> Outcome:
        return outcome

    sender = Sender(here.database, deliver, here.clock, asyncio.Event(), alarms=alarms_of(here))
    await sender.drain()


async def test_a_digest_that_telegram_refuses_is_named_with_its_article_and_telegrams_words(here: House) -> None:
    error = BadRequest("Message is too long <b>")
    await refused(here, outcome_of(error, here.clock(), 1))
    ((chat, text),) = await sent(here)
    assert chat == ADMIN
    assert "digest of article 1001" in text
    assert "essage is too long &lt;b&gt;" in text
    async with here.database.read() as unit:
        assert await unit.deliveries.counts() == {"failed": 1}


async def test_an_article_that_was_deleted_is_no_error(here: House) -> None:
    await refused(here, Final(ARTICLE_GONE))
    assert await sent(here) == []


async def test_the_token_is_not_told(here: House) -> None:
    await refused(here, Final(f"cannot reach /bot{TOKEN}/sendMessage"))
    ((_, text),) = await sent(here)
    assert TOKEN not in text
    assert "&lt;token&gt;" in text


async def test_a_kind_is_told_of_once_an_hour_with_a_count(here: House) -> None:
    alarms, told = alarms_of(here), Told()
    await refused(here, Final("Bad Request: too long"), articles=3)
    ((_, first),) = await sent(here)
    assert "more of this kind" not in first
    await alarms.look(told)
    assert await sent(here) == []
    here.clock.forward(minutes=61)
    await alarms.look(told)
    ((_, second),) = await sent(here)
    assert "And 1 more of this kind" in second
    here.clock.forward(minutes=61)
    await alarms.look(told)
    assert await sent(here) == []
    assert told.notices == []


async def test_a_long_halt_is_told_and_a_short_one_is_not(here: House) -> None:
    await refused(here, Halt(here.clock() + timedelta(minutes=2)))
    await alarms_of(here).look(Told())
    assert await sent(here) == []
    here.clock.forward(minutes=3)
    await refused(here, Halt(here.clock() + timedelta(minutes=40)))
    await alarms_of(here).look(Told())
    ((_, text),) = await sent(here)
    assert "nothing for 40 minutes" in text


async def test_what_nobody_foresaw_is_told_by_its_reference_and_without_the_readers_text(here: House) -> None:
    async def fail(update: Update, context: Context) -> None:
        raise ValueError("secret of Akiko")

    here.app.add_handler(CommandHandler("fail", fail), group=-9)
    answer = (await here.say("/fail secret of Akiko", READER))[0]["text"]
    await alarms_of(here).look(Told())
    ((_, text),) = await sent(here)
    reference = text.split("under ")[1].rstrip(".")
    assert reference in answer
    assert "ValueError" in text
    assert "secret" not in text


async def test_a_database_that_fails_is_told_of_without_it_and_once(here: House, sqlite_url: str) -> None:
    alarms, told = alarms_of(here), Told()
    alarms.fail(DatabaseBusy("the database at postgresql://user:password@host is busy"))
    await here.database.close()
    _spoil(sqlite_url)
    for _ in range(3):
        await alarms.look(told)
    ((chats, notice),) = told.notices
    assert chats == [ADMIN]
    assert notice.key == "alarm.database"
    assert "password" not in notice.dump()


async def test_a_channel_takes_the_place_of_the_admins_and_is_told_once_an_hour_of_feeds_too(here: House) -> None:
    notices = Notices([ADMIN], lambda: None, CHANNEL)
    notice = Notice("feed.notice.well", {"id": 7, "title": "Oslo Gazette"})
    async with here.database.write() as unit:
        for _ in range(3):
            await notices.report(unit, "feeds", notice, now=here.clock())
    assert [chat for chat, _ in await sent(here)] == [CHANNEL]
    here.clock.forward(minutes=61)
    await Alarms(here.database, notices, here.clock).look(Told())
    ((chat, text),) = await sent(here)
    assert chat == CHANNEL
    assert "Oslo Gazette" in text
    assert "And 1 more" in text


async def test_admins_are_told_of_each_feed(here: House) -> None:
    notices = Notices([ADMIN], lambda: None)
    async with here.database.write() as unit:
        for number in range(3):
            notice = Notice("feed.notice.well", {"id": number, "title": "Oslo Gazette"})
            await notices.report(unit, "feeds", notice, now=here.clock())
    assert len(await sent(here)) == 3


async def test_it_is_told_directly_to_those_who_can_be_reached(here: House) -> None:
    readers = Readers(here.database, here.clock)
    before = len(here.api.calls)
    courier = AdminNotices(here.database, here.app.bot, readers, here.clock, asyncio.Event())
    await courier.tell([ADMIN], Notice("alarm.database", {"kind": "DatabaseBusy"}))
    here.api.refusals["sendMessage"] = "Bad Request: chat not found"
    await courier.tell([ADMIN], Notice("alarm.database", {"kind": "DatabaseBusy"}))
    assert [name for name, _ in here.api.calls[before:]] == ["sendMessage", "sendMessage"]
    assert "DatabaseBusy" in here.answers(before)[0]["text"]
