"""One leads at a time: who dies, lets go or loses the server is followed, and never met."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from storage.elections import PRESENT, key_of
from storage.engine import Database
from storage.leading import BEAT, GRACE, LEADERS, VALID, Leadership
from storage.presence import Presence
from storage.sessions import GIVEN_UP, SessionLock

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]

SHORT = 0.05


class Candidate:
    """A process that would lead; ``leads`` is set while it does its work, of which ``end`` is the last part."""

    def __init__(self, address: str, owner: str, *, grace: float = SHORT) -> None:
        self.leadership = Leadership(address, "sender:1", owner, grace=grace)
        self.leads = asyncio.Event()
        self.ended = asyncio.Event()
        self.may_end = asyncio.Event()
        self.may_end.set()
        self.held_at_the_end: bool | None = None
        self.task = asyncio.create_task(self.leadership.lead(self._work))

    async def _work(self) -> None:
        self.leads.set()
        self.is_told = asyncio.Event()
        try:
            await asyncio.Event().wait()
        finally:
            self.leads.clear()
            self.is_told.set()
            await self.may_end.wait()
            self.held_at_the_end = self.leadership.holds
            self.ended.set()

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


@pytest.fixture
async def candidates(runtime_url: str) -> AsyncIterator[list[Candidate]]:
    """The first leads, the second would."""
    first = Candidate(runtime_url, "first")
    await first.leads.wait()
    both = [first, Candidate(runtime_url, "second")]
    yield both
    for one in both:
        await one.stop()


async def _terminate(address: str, name: str) -> int:
    """As if the server had lost the session; gives how many sessions that were."""
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        cursor = await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s",
            (LEADERS if name == "sender:1" else PRESENT,),
        )
        return len(await cursor.fetchall())


async def test_one_leads_and_hands_over_in_order(candidates: list[Candidate]) -> None:
    first, second = candidates
    first.may_end.clear()
    first.task.cancel()
    await first.is_told.wait()
    # It still leads while what it has begun comes to an end, and nobody else does.
    assert first.leadership.holds
    assert not second.leads.is_set()
    first.may_end.set()
    await second.leads.wait()
    assert first.held_at_the_end
    assert not first.leadership.holds
    assert second.leadership.holds


async def test_who_loses_the_server_stops_and_another_follows(candidates: list[Candidate], runtime_url: str) -> None:
    first, second = candidates
    assert await _terminate(runtime_url, "sender:1") == 1
    await first.ended.wait()
    assert not first.held_at_the_end
    leading = {asyncio.create_task(one.leads.wait()) for one in (first, second)}
    done, others = await asyncio.wait(leading, return_when=asyncio.FIRST_COMPLETED)
    assert len(done) == 1
    for other in others:
        other.cancel()
    assert sum(one.leadership.holds for one in candidates) == 1


async def test_work_that_ends_ends_the_leading_and_its_error_is_raised(runtime_url: str) -> None:
    async def fail() -> None:
        raise ValueError("as it is")

    with pytest.raises(ValueError, match="as it is"):
        await Leadership(runtime_url, "sender:1", "first", grace=SHORT).lead(fail)
    follower = Candidate(runtime_url, "second", grace=GRACE)
    await follower.leads.wait()
    assert follower.leadership.holds
    await follower.stop()


async def test_who_follows_a_dead_leader_waits_until_that_one_surely_knows(runtime_url: str) -> None:
    dead = SessionLock(runtime_url, LEADERS, "sender:1")
    assert await dead.take(VALID)
    await dead.ask("INSERT INTO leaders (name, owner, since) VALUES ('sender:1', 'dead', now())", within=VALID)
    dead.close()
    loop = asyncio.get_running_loop()
    begun = loop.time()
    follower = Candidate(runtime_url, "second", grace=0.2)
    await follower.leads.wait()
    assert loop.time() - begun >= 0.2
    await follower.stop()
    assert GRACE > VALID


async def test_a_wait_that_is_cut_short_is_waited_anew(runtime_url: str) -> None:
    lock = SessionLock(runtime_url, LEADERS, "sender:1")
    await lock.ask("INSERT INTO leaders (name, owner, since) VALUES ('sender:1', 'dead', now())", within=VALID)
    follower = Candidate(runtime_url, "second", grace=3600)
    while await lock.take(VALID):
        lock.close()
        await asyncio.sleep(SHORT)
    assert await _terminate(runtime_url, "sender:1") == 1
    # Elected anew, it still does not know of the one before that it is dead.
    while await lock.take(VALID):
        lock.close()
        await asyncio.sleep(SHORT)
    row = await lock.ask("SELECT owner FROM leaders WHERE name = 'sender:1'", within=VALID)
    assert row == ("dead",)
    assert not follower.leads.is_set()
    lock.close()
    await follower.stop()


async def test_who_comes_back_to_its_own_place_knows_that_the_one_before_is_dead(runtime_url: str) -> None:
    dead = SessionLock(runtime_url, LEADERS, "sender:1")
    await dead.ask("INSERT INTO leaders (name, owner, since) VALUES ('sender:1', 'here/1', now())", within=VALID)
    dead.close()
    follower = Candidate(runtime_url, "here/2", grace=3600)
    await follower.leads.wait()
    assert follower.leadership.holds
    await follower.stop()


async def test_no_answer_in_time_is_no_lock(runtime_url: str) -> None:
    lock = SessionLock(runtime_url, LEADERS, "sender:1")
    assert await lock.take(VALID)
    with pytest.raises(TimeoutError):
        await lock.ask("SELECT pg_sleep(30)", within=0.01)
    with pytest.raises(OSError, match="closed"):
        await lock.check(VALID)


async def test_a_process_is_present_until_it_ends(runtime_url: str) -> None:
    presence = Presence(runtime_url, "me")
    other = SessionLock(runtime_url, PRESENT, "me")
    await presence.show()
    assert not await other.take(VALID)
    presence.hide()
    while not await other.take(VALID):  # noqa: ASYNC110 - the server says when it has noticed
        await asyncio.sleep(0)
    other.close()


async def test_a_process_is_not_present_by_a_connection_that_it_lost(runtime_url: str) -> None:
    lost, presence = SessionLock(runtime_url, PRESENT, "me"), Presence(runtime_url, "me")
    assert await lost.take(VALID)
    with pytest.raises(OSError, match="still held"):
        await presence.show()
    lost.close()
    while True:
        try:
            await presence.show()
            break
        except OSError:
            await asyncio.sleep(0)
    assert not await lost.take(VALID)
    lost.close()
    presence.hide()


async def test_the_server_lets_go_of_a_holder_that_asks_nothing(runtime_url: str) -> None:
    lock = SessionLock(runtime_url, LEADERS, "sender:1")
    assert await lock.take(VALID)
    assert await lock.ask("SHOW idle_session_timeout", within=VALID) == (f"{GIVEN_UP}s",)
    assert GIVEN_UP > 2 * VALID - BEAT
    lock.close()


async def test_it_is_known_to_whom_updates_are_pushed_while_they_live(runtime_url: str) -> None:
    database = await Database.open(runtime_url)

    async def pushed(bot: int) -> bool:
        async with database.read() as unit:
            return await unit.updates.is_pushed(bot)

    asking, *pushes = Presence(runtime_url, "asks"), *(Presence(runtime_url, name, pushed=7) for name in ("a", "b"))
    await asking.show()
    assert not await pushed(7)
    for one in pushes:
        await one.show()
    pushes[0].hide()
    assert await pushed(7)
    assert not await pushed(8)
    pushes[1].hide()
    while await pushed(7):  # noqa: ASYNC110 - the server says when it has noticed
        await asyncio.sleep(0)
    asking.hide()
    await database.close()


def test_names_have_numbers_that_postgresql_takes() -> None:
    keys = {key_of(f"sender:{number}") for number in range(1000)}
    assert len(keys) == 1000
    assert all(-(2**31) <= key < 2**31 for key in keys)
