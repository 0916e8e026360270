"""Notices to the admins outlive the program: a row until Telegram has taken or refused each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.delivery.notices import AdminNotices
from bot.errors import Unreachable
from bot.services.notices import Notice, Notices
from bot.services.readers import Readers
from bot.services.troubles import Trouble
from tests.fixtures.house import ADMIN, House, house

NOTICE = Notice(
    "feed.notice.failing",
    {"id": 7, "title": "Oslo <Gazette>", "failures": 5},
    Trouble.of(Unreachable(reason="dns", host="gazette.example")),
)


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


def at_work(here: House) -> AdminNotices:
    return AdminNotices(here.database, here.app.bot, Readers(here.database, here.clock), here.clock, asyncio.Event())


async def owe(here: House, *admins: int) -> None:
    notices = Notices(admins, lambda: None)
    async with here.database.write() as unit:
        await notices.owe(unit, NOTICE, now=here.clock())


async def owed(here: House) -> int:
    async with here.database.read() as unit:
        return len(await unit.notices.due(100, now=here.clock() + timedelta(days=1)))


def test_a_notice_is_read_back_as_it_was_written() -> None:
    assert Notice.load(NOTICE.dump()) == NOTICE


async def test_what_a_dead_program_owed_is_sent_by_the_next_once(here: House) -> None:
    await owe(here, ADMIN)
    before = len(here.api.calls)
    await at_work(here).drain()
    await at_work(here).drain()
    (sent,) = here.answers(before)
    assert sent["chat_id"] == ADMIN
    assert "Oslo &lt;Gazette&gt;" in sent["text"]
    assert "gazette.example" in sent["text"]
    assert await owed(here) == 0
