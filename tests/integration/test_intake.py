"""The intake keeps what came before it says so, answers each update once, and takes up what was left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, Message, Update
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.jobs.answering import Answering
from bot.jobs.intake import Intake
from bot.services.incoming import MOST_STARTS, Incoming
from storage.engine import Database
from storage.errors import DatabaseBusy, DatabaseUnreachable
from storage.records import UpdateRecord
from storage.unit import Unit

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def update(number: int, chat: int = 5) -> Update:
    return Update(number, message=Message(number, NOW, Chat(chat, Chat.PRIVATE), text=f"/n{number}"))


class Telegram(ExtBot[str]):
    """Gives what is put into it, and notes the offsets that it is asked with."""

    def __init__(self) -> None:
        super().__init__("7:x")
        with self._unfrozen():
            self.given: asyncio.Queue[tuple[Update, ...] | Exception] = asyncio.Queue()
            self.offsets: list[int | None] = []

    @property
    def id(self) -> int:
        return 7

    async def get_updates(self, offset: int | None = None, **_: Any) -> tuple[Update, ...]:  # type: ignore[override]
        self.offsets.append(offset)
        found = await self.given.get()
        if isinstance(found, Exception):
            raise found
        return found


class Answers:
    """Notes what is handled; holds it until it may end."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.may_end = asyncio.Event()
        self.may_rest = asyncio.Event()
        self.may_end.set()
        self.may_rest.set()

    async def handle(self, one: Update) -> None:
        assert one.message is not None
        self.begun.append(str(one.message.text))
        await self.may_end.wait()

    async def rest(self, _: Update) -> None:
        await self.may_rest.wait()


class Desk:
    """One intake on a real database; ``until`` waits for a state of things."""

    def __init__(self, database: Database) -> None:
        self.telegram, self.answers = Telegram(), Answers()
        self.incoming = Incoming(database, lambda: NOW, 7)
        self.answering = Answering(self.telegram, self.incoming, self.answers.handle, self.answers.rest, self.sleep)
        self.intake = Intake(self.telegram, self.answering, self.sleep)
        self.slept: list[float] = []
        self.database = database
        self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        await self.answering.begin()
        await self.intake.run()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def left(self) -> list[int]:
        async with self.database.read() as unit:
            return [one.id for one in await unit.updates.left()]

    async def until_asked_with(self, offset: int | None) -> None:
        async with asyncio.timeout(10):
            while offset not in self.telegram.offsets:  # noqa: ASYNC110
                await asyncio.sleep(0)

    async def until_begun(self) -> None:
        async with asyncio.timeout(10):
            while not self.answers.begun:  # noqa: ASYNC110
                await asyncio.sleep(0)

    async def until_left(self, *numbers: int) -> None:
        async with asyncio.timeout(10):
            while await self.left() != list(numbers):  # noqa: ASYNC110
                await asyncio.sleep(0)

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.answering.close()


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    opened = Desk(database)
    yield opened
    opened.answers.may_end.set()
    opened.answers.may_rest.set()
    await opened.end()


async def test_it_is_in_the_database_before_telegram_may_forget_it(desk: Desk) -> None:
    desk.answers.may_end.clear()
    desk.telegram.given.put_nowait((update(1), update(2, chat=6)))
    await desk.until_asked_with(3)
    assert await desk.left() == [1, 2]
    desk.answers.may_end.set()
    await desk.until_left()
    assert desk.answers.begun == ["/n1", "/n2"]


async def test_what_was_left_is_answered_at_the_next_start(database: Database) -> None:
    async with database.write() as unit:
        given = [UpdateRecord(one.update_id, 5, one.to_json()) for one in (update(1), update(2))]
        await unit.updates.keep(7, given, now=NOW)
    desk = Desk(database)
    # Telegram did not learn that they came, and gives them again.
    desk.telegram.given.put_nowait((update(1), update(2), update(3)))
    await desk.until_asked_with(4)
    await desk.until_left()
    assert desk.answers.begun == ["/n1", "/n2", "/n3"]
    await desk.end()


async def test_an_update_that_ends_the_program_is_given_up(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.keep(7, [UpdateRecord(1, 5, update(1).to_json())], now=NOW)
    incoming = Incoming(database, lambda: NOW)
    for _ in range(MOST_STARTS):
        assert [one.id for one in await incoming.left()] == [1]
    assert await incoming.left() == []
    assert await incoming.left() == []


async def test_it_is_kept_while_work_that_it_began_goes_on(desk: Desk) -> None:
    desk.answers.may_rest.clear()
    desk.telegram.given.put_nowait((update(1),))
    desk.telegram.given.put_nowait((update(2),))
    await desk.until_asked_with(3)
    assert await desk.left() == [1, 2]
    desk.answers.may_rest.set()
    await desk.until_left()
    assert len(desk.answers.begun) == 2


async def test_a_database_that_cannot_keep_them_has_them_answered_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> list[UpdateRecord]:
        raise DatabaseBusy("locked")

    monkeypatch.setattr(desk.incoming, "keep", fail)
    desk.answers.may_end.clear()
    desk.telegram.given.put_nowait((update(1),))
    await desk.until_begun()
    assert desk.telegram.offsets == [None]
    desk.answers.may_end.set()
    await desk.until_asked_with(2)


async def test_what_is_answered_is_noted_once_the_database_can_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, tries = desk.incoming.done, list[int]()

    async def fail_twice(number: int, chat: int) -> list[UpdateRecord]:
        tries.append(number)
        if len(tries) < 3:
            raise DatabaseBusy("locked")
        return await done(number, chat)

    monkeypatch.setattr(desk.incoming, "done", fail_twice)
    desk.telegram.given.put_nowait((update(1),))
    await desk.until_asked_with(2)
    await desk.until_left()
    assert tries == [1, 1, 1]
    assert desk.answers.begun == ["/n1"]


async def test_what_comes_once_the_program_ends_is_answered_after_the_next_start(desk: Desk) -> None:
    desk.answers.may_end.clear()
    desk.telegram.given.put_nowait((update(1), update(2)))
    await desk.until_asked_with(3)
    await desk.until_begun()
    desk.answering.pause()
    desk.telegram.given.put_nowait((update(3, chat=6),))
    await asyncio.wait_for(desk.task, 10)
    desk.answers.may_end.set()
    await desk.until_left(2)
    assert desk.answers.begun == ["/n1"]
    # Nobody has said that the third came.
    assert desk.telegram.offsets == [None, 3]


class OnceFull(Database):
    """A database whose first ``failures`` commits find the disk full."""

    failures = 0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        async with super().write() as unit:
            yield unit
            if self.failures:
                self.failures -= 1
                raise DatabaseUnreachable("the disk is full")


async def test_a_commit_that_fails_forgets_nobody_who_was_taken_along(database: Database) -> None:
    full = OnceFull(database._backend)
    incoming = Incoming(full, lambda: NOW, 7)
    given = [UpdateRecord(one.update_id, 5, one.to_json()) for one in (update(1), update(2))]
    await incoming.keep(given)
    full.failures = 1
    ends = await asyncio.gather(incoming.done(1), incoming.done(2), return_exceptions=True)
    assert {type(one) for one in ends} == {DatabaseUnreachable, list}
    async with database.read() as unit:
        assert await unit.updates.left() == []


async def test_a_broken_connection_is_tried_again_later_and_later(desk: Desk) -> None:
    for _ in range(3):
        desk.telegram.given.put_nowait(NetworkError("down"))
    desk.telegram.given.put_nowait((update(1),))
    await desk.until_asked_with(2)
    await desk.until_left()
    assert desk.answers.begun == ["/n1"]
    assert desk.slept == sorted({*desk.slept})
    assert len(desk.slept) == 3


async def test_the_end_waits_for_what_is_being_answered(desk: Desk) -> None:
    desk.answers.may_end.clear()
    desk.telegram.given.put_nowait((update(1), update(2)))
    await desk.until_asked_with(3)
    desk.task.cancel()
    await asyncio.gather(desk.task, return_exceptions=True)
    ending = asyncio.create_task(desk.answering.close())
    await asyncio.sleep(0)
    desk.answers.may_end.set()
    await ending
    assert desk.answers.begun == ["/n1"]
    assert await desk.left() == [2]
