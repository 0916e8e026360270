"""What Telegram pushes is kept before it is told so; what anybody else sends is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from telegram import Update
from telegram.ext import ExtBot

from bot.jobs.answering import Answering
from bot.jobs.pushes import LARGEST, SECRET, Pushes, listening
from bot.services.incoming import Incoming, SharedIncoming
from bot.telegram.pushing import Push
from storage.engine import Database
from storage.errors import DatabaseBusy
from storage.presence import Presence
from storage.records import UpdateRecord

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORD = "a-secret-of-the-tests"
PUSH = Push("http://127.0.0.1/updates", WORD, ("127.0.0.1", 0), 4)
JSON = "application/json"


def body(number: int, chat: int = 5, text: str = "") -> dict[str, Any]:
    message = {"message_id": number, "date": 1_700_000_000, "chat": {"id": chat, "type": "private"}}
    return {"update_id": number, "message": {**message, "text": text or f"/n{number}"}}


def bot() -> ExtBot[str]:
    made: ExtBot[Any] = ExtBot("7:x")
    return made


@dataclass
class Front:
    """A process that takes pushes: ``answered`` are the texts that it was given, which wait until ``may_answer``."""

    incoming: Incoming
    http: aiohttp.ClientSession

    def __post_init__(self) -> None:
        self.answered: list[str] = []
        self.arrived = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.due = asyncio.Event()
        self.answering = Answering(bot(), self.incoming, self._handle, self._rest, due=self.due)
        self.port = 0

    async def _handle(self, update: Update) -> None:
        assert update.message is not None
        self.answered.append(str(update.message.text))
        self.arrived.set()
        await self.may_answer.wait()

    async def _rest(self, _: Update) -> None:
        return

    async def push(self, data: bytes | dict[str, Any], path: str = "/updates", **headers: str) -> int:
        sent = data if isinstance(data, bytes) else json.dumps(data).encode()
        given = {SECRET: WORD, "Content-Type": JSON, **{key.replace("_", "-"): one for key, one in headers.items()}}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.http.post(url, data=BytesIO(sent), headers=given) as response:
            assert await response.text() != WORD
            return response.status

    async def idle(self) -> None:
        await self.answering._lanes.idle()
        await asyncio.gather(*self.answering._resting)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def opened(front: Front) -> AsyncIterator[Front]:
    sweeping = asyncio.create_task(front.answering.sweep())
    async with listening(Pushes(bot(), front.answering, WORD), PUSH) as front.port:
        yield front
        front.may_answer.set()
        await front.answering.close()
    sweeping.cancel()
    await asyncio.gather(sweeping, return_exceptions=True)


@pytest.fixture
async def front(database: Database, http: aiohttp.ClientSession) -> AsyncIterator[Front]:
    """The only one there is."""
    front = Front(Incoming(database, lambda: NOW, 7, pushed=True), http)
    async with listening(Pushes(bot(), front.answering, WORD), PUSH) as front.port:
        yield front
        front.may_answer.set()
        await front.answering.close()


async def test_what_is_pushed_is_answered_once(front: Front, database: Database) -> None:
    assert await front.push(body(2)) == 200
    await front.idle()
    # Out of their order, since several come side by side; and once more, since an answer was lost.
    assert [await front.push(body(number)) for number in (1, 2, 1)] == [200, 200, 200]
    await front.idle()
    assert front.answered == ["/n2", "/n1"]
    async with database.read() as unit:
        assert await unit.updates.left() == []


async def test_it_is_kept_before_telegram_is_told(front: Front, database: Database) -> None:
    front.may_answer.clear()
    assert await front.push(body(1)) == 200
    async with database.read() as unit:
        assert [one.id for one in await unit.updates.left()] == [1]


async def test_who_does_not_know_the_secret_is_refused(front: Front) -> None:
    for word in ("", "a-secret-of-the-test", WORD.upper(), WORD + "x", "\u00e9"):
        assert await front.push(body(1), **{SECRET: word}) == 403
    assert front.answered == []


async def test_a_database_that_cannot_keep_it_has_it_pushed_again(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Sequence[UpdateRecord]) -> list[UpdateRecord]:
        raise DatabaseBusy("locked")

    with monkeypatch.context() as patched:
        patched.setattr(front.incoming, "keep", fail)
        assert await front.push(body(1)) == 503
    assert await front.push(body(1)) == 200
    await front.idle()
    assert front.answered == ["/n1"]


async def test_who_ends_takes_nothing_more(front: Front) -> None:
    front.answering.pause()
    assert await front.push(body(1)) == 503
    assert front.answered == []


async def test_what_is_no_update_is_refused(front: Front) -> None:
    assert await front.push(b'{"update_id": 1, "message": 5}') == 400
    assert await front.push(body(1)) == 200
    await front.idle()
    assert front.answered == ["/n1"]


async def test_what_is_too_large_or_no_json_or_elsewhere_is_refused(front: Front) -> None:
    assert await front.push(b" " * (LARGEST + 1)) == 413
    assert await front.push(body(1), Content_Type="text/plain") == 415
    assert await front.push(body(1), path="/elsewhere") == 404
    async with front.http.get(f"http://127.0.0.1:{front.port}/updates") as response:
        assert response.status == 405
        assert "aiohttp" not in response.headers["Server"]
    assert await front.push(body(1, text="x" * 4096), Content_Type="application/json; charset=utf-8") == 200


@pytest.fixture
async def fronts(runtime_url: str, http: aiohttp.ClientSession) -> AsyncIterator[list[Front]]:
    """Two on one database, both of which show that they live."""
    database = await Database.open(runtime_url)
    names = "first", "second"
    presences = [Presence(runtime_url, name) for name in names]
    for presence in presences:
        await presence.show()
    first, second = (
        Front(SharedIncoming(database, lambda: datetime.now(UTC), 7, name, pushed=True), http) for name in names
    )
    async for one in opened(first):
        async for other in opened(second):
            yield [one, other]
    for presence in presences:
        presence.hide()
    await database.close()


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_the_same_push_to_two_fronts_is_answered_once(fronts: list[Front]) -> None:
    pushed = [front.push(body(number)) for number in range(1, 9) for front in fronts]
    assert set(await asyncio.gather(*pushed)) == {200}
    for front in (*fronts, *fronts):
        await front.idle()
    assert sorted(fronts[0].answered + fronts[1].answered) == [f"/n{number}" for number in range(1, 9)]


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_a_chat_keeps_its_order_across_fronts(fronts: list[Front]) -> None:
    first, second = fronts
    first.may_answer.clear()
    assert await first.push(body(1)) == 200
    await first.arrived.wait()
    # The second has the next one, and may not answer it before; another chat's it may.
    assert await second.push(body(2)) == 200
    assert await second.push(body(3, chat=6)) == 200
    await second.idle()
    assert (first.answered, second.answered) == (["/n1"], ["/n3"])
    first.may_answer.set()
    for _ in range(3):
        await first.idle()
    assert (first.answered, second.answered) == (["/n1", "/n2"], ["/n3"])


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_the_parts_of_a_long_text_go_to_one_front(fronts: list[Front]) -> None:
    first, second = fronts
    long = "x" * 4096
    assert await first.push(body(1, text=long)) == 200
    await first.answering._lanes.idle()
    assert await second.push(body(2, text="and its end")) == 200
    # Told by the second, the first looks for what was left to it.
    first.due.set()
    while len(first.answered) < 2:  # noqa: ASYNC110 - the database is asked
        await asyncio.sleep(0)
    assert (first.answered, second.answered) == ([long, "and its end"], [])


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_what_a_dead_front_left_is_answered_by_another(runtime_url: str) -> None:
    now = NOW
    database = await Database.open(runtime_url)
    dead = SharedIncoming(database, lambda: now, 7, "dead")
    alive = SharedIncoming(database, lambda: now, 7, "alive")
    presence = Presence(runtime_url, "dead")
    await presence.show()
    left = [UpdateRecord(number, 5, json.dumps(body(number))) for number in (1, 2)]
    assert await dead.keep(left) == left
    assert await alive.keep([UpdateRecord(3, 5, json.dumps(body(3)))]) == []
    assert await alive.left() == []
    presence.hide()
    # One look is not enough: it may only have lost its connection.
    while await alive.left() == [] and now == NOW:
        async with database.read() as unit:
            if not await unit.updates.present():
                assert await alive.left() == []
                now = NOW.replace(second=30)
    async with database.read() as unit:
        assert await unit.updates.held("alive") == []
        assert [(one.id, one.attempts) for one in await unit.updates.left()] == [(1, 1), (2, 1), (3, 0)]
    assert await alive.done(1, 5) == []
    await alive.release()
    other = SharedIncoming(database, lambda: now, 7, "other")
    assert [one.id for one in await other.left()] == [2, 3]
    await database.close()


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_who_comes_back_answers_at_once_what_was_left_in_its_own_place(runtime_url: str) -> None:
    database = await Database.open(runtime_url)
    left = [UpdateRecord(1, 5, json.dumps(body(1)))]
    await SharedIncoming(database, lambda: NOW, 7, "here/1").keep(left)
    assert await SharedIncoming(database, lambda: NOW, 7, "there/1").left() == []
    assert [one.id for one in await SharedIncoming(database, lambda: NOW, 7, "here/2").left()] == [1]
    await database.close()
