"""Who polls a feed, and for how long, on each database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.engine import Database
from storage.records import FeedRecord, FeedSuccess
from storage.repositories import leases
from storage.repositories.leases import Claim, host_of
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND
from tests.fixtures.subscriptions import add

LEASE = timedelta(minutes=10)
UNTIL = NOW + LEASE
HOUR = timedelta(hours=1)
GOOD = FeedSuccess(interval=600, next_poll=NOW + HOUR, etag='"a"', last_modified="Mon", primed=True)


async def claim(unit: Unit, limit: int = 10) -> list[FeedRecord]:
    return await unit.leases.claim(limit, Claim("a/1", UNTIL), now=NOW)


async def test_due_feeds_are_claimed_longest_due_first_and_once(database: Database) -> None:
    async with database.write() as unit:
        for number in range(4):
            await add(unit, f"https://example.org/{number}", next_poll=NOW - number * SECOND)
        await add(unit, "https://example.org/later", next_poll=NOW + SECOND)
        first, second = await claim(unit, 3), await claim(unit, 3)
    assert [feed.url[-1] for feed in first] == ["3", "2", "1"]
    assert [feed.url[-1] for feed in second] == ["0"]
    assert (first[0].leased, first[0].holder) == (UNTIL, "a/1")


async def test_a_feed_that_is_due_is_taken_by_its_number(database: Database) -> None:
    claim = Claim("a/1", UNTIL)
    async with database.write() as unit:
        due = await add(unit, "https://example.org/due", next_poll=NOW - SECOND)
        longer = await add(unit, "https://example.org/longer", next_poll=NOW - HOUR)
        later = await add(unit, "https://example.org/later", next_poll=NOW + SECOND)
        paused = await add(unit, "https://example.org/paused", next_poll=NOW)
        await unit.feeds.pause(paused.id)
        assert await unit.leases.due(9, now=NOW) == [(longer.id, longer.url), (due.id, due.url)]
        assert await unit.leases.due(1, now=NOW) == [(longer.id, longer.url)]
        assert await unit.leases.claim_due(due.id, claim, now=NOW) == replace(due, leased=UNTIL, holder="a/1")
        for taken in (due.id, later.id, paused.id, 999):
            assert await unit.leases.claim_due(taken, claim, now=NOW) is None
        assert await unit.leases.due(9, now=NOW) == [(longer.id, longer.url)]


async def test_pollers_side_by_side_share_the_feeds(database: Database) -> None:
    async with database.write() as unit:
        for number in range(40):
            await add(unit, f"https://example.org/{number}")

    async def poller() -> list[int]:
        mine: list[int] = []
        while True:
            async with database.write() as unit:
                taken = await claim(unit, 3)
            if not taken:
                return mine
            mine += [feed.id for feed in taken]

    shares = await asyncio.gather(*(poller() for _ in range(4)))
    taken = [feed for share in shares for feed in share]
    assert len(taken) == 40
    assert len(set(taken)) == 40


async def test_a_poller_that_died_holds_nothing_for_ever(database: Database) -> None:
    async with database.write() as unit:
        await add(unit)
        (lost,) = await claim(unit)
        assert await unit.leases.next_due() == UNTIL
        (held,) = await unit.leases.claim(1, Claim("b/1", UNTIL + LEASE), now=UNTIL)
        assert not await unit.leases.holds(lost)
        assert await unit.leases.holds(held)
        assert not await unit.leases.succeeded(lost, GOOD, now=NOW)
        assert not await unit.leases.failed(lost, error="x", next_poll=NOW, pause=False)
        await unit.leases.release(lost)
        assert await unit.leases.holds(held)
        await unit.leases.release(held)
        assert len(await claim(unit)) == 1


async def test_paused_feeds_are_not_claimed_unless_asked_for(database: Database) -> None:
    async with database.write() as unit:
        feed = await add(unit)
        assert await unit.feeds.pause(feed.id)
        assert not await unit.feeds.pause(404)
        assert await claim(unit) == []
        assert await unit.leases.next_due() is None
        held = await unit.leases.claim_one(feed.id, Claim("a/9", UNTIL), now=NOW)
        assert held is not None
        assert await unit.leases.claim_one(feed.id, Claim("a/9", UNTIL), now=NOW) is None
        assert await unit.leases.succeeded(held, GOOD, now=NOW)
        after = await unit.feeds.get(feed.id)
        assert after is not None
        assert (after.state, after.leased, after.etag) == ("paused", None, '"a"')
        assert await unit.feeds.resume(feed.id, now=NOW + SECOND)
        (active,) = await unit.feeds.page()
    assert (active.state, active.next_poll) == ("active", NOW + SECOND)


async def test_a_good_poll_forgets_failures_and_keeps_what_it_does_not_say(database: Database) -> None:
    async with database.write() as unit:
        await add(unit, site="https://example.org/")
        (held,) = await claim(unit)
        assert await unit.leases.failed(held, error="timeout", next_poll=NOW, pause=False)
        (failing,) = await claim(unit)
        assert (failing.state, failing.failures, failing.last_error) == ("failing", 1, "timeout")
        assert await unit.leases.succeeded(failing, replace(GOOD, title="Gazette"), now=NOW + SECOND)
        (feed,) = await unit.feeds.page()
    assert (feed.state, feed.failures, feed.last_error, feed.last_success) == ("active", 0, None, NOW + SECOND)
    assert (feed.title, feed.site, feed.primed) == ("Gazette", "https://example.org/", True)
    assert (feed.interval, feed.next_poll, feed.last_modified) == (600, NOW + HOUR, "Mon")


async def test_a_failure_may_pause(database: Database) -> None:
    async with database.write() as unit:
        await add(unit)
        (held,) = await claim(unit)
        assert await unit.leases.failed(held, error="gone", next_poll=NOW, pause=True)
        assert await claim(unit) == []
        assert await unit.feeds.counts() == {"paused": 1}


async def test_a_lease_is_renewed_by_its_holder_only(database: Database) -> None:
    async with database.write() as unit:
        await add(unit)
        (lost,) = await claim(unit)
        (held,) = await unit.leases.claim(1, Claim("b/1", UNTIL + LEASE), now=UNTIL)
        assert not await unit.leases.renew(lost, UNTIL + 3 * LEASE)
        assert await unit.leases.renew(held, UNTIL + 2 * LEASE)
        assert await unit.leases.holds(held)
        assert await unit.leases.next_due() == UNTIL + 2 * LEASE


async def test_an_owner_that_died_takes_back_its_own_leases_and_no_others(database: Database) -> None:
    async with database.write() as unit:
        for number in range(3):
            await add(unit, f"https://example.org/{number}")
        await unit.leases.claim(2, Claim("me_/1/4", UNTIL), now=NOW)
        await unit.leases.claim(1, Claim("mex/1/7", UNTIL), now=NOW)
        assert await unit.leases.take_back("me_/") == 2
        assert [feed.holder for feed in await unit.feeds.page()] == [None, None, "mex/1/7"]
        assert await unit.leases.take_back("me_/") == 0


async def test_a_host_gets_so_many_places_and_leaves_the_others_to_others(database: Database) -> None:
    async with database.write() as unit:
        for number in range(6):
            await add(unit, f"https://slow.example/{number}", next_poll=NOW - HOUR)
        await add(unit, "https://quick.example/feed")
        taken = await unit.leases.claim(4, Claim("a/1", UNTIL, each=2, busy={"slow.example": 1}), now=NOW)
    assert [host_of(feed.url) for feed in taken] == ["slow.example", "quick.example"]


SLOW = ["https://slow.example/1", "https://slow.example", "https://slow.example/3?a=b/c", "https://slow.example/4"]


async def slow_and_quick(unit: Unit) -> None:
    """Of one host four that have been due for long, of another one that is due since now."""
    for number, url in enumerate(SLOW):
        await add(unit, url, next_poll=NOW - HOUR + number * SECOND)
    await add(unit, "https://quick.example/feed")


async def test_many_feeds_of_a_host_do_not_keep_those_of_others_away(database: Database) -> None:
    async with database.write() as unit:
        await slow_and_quick(unit)
        due = [url for _, url in await unit.leases.due(3, now=NOW)]
        everything = [url for _, url in await unit.leases.due(9, now=NOW)]
    assert due == [SLOW[0], "https://quick.example/feed", SLOW[1]]
    assert everything == [*due, *SLOW[2:]]


async def test_behind_many_feeds_of_a_host_that_has_enough_others_are_found(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "LOOKED_AT", len(SLOW))
    async with database.write() as unit:
        await slow_and_quick(unit)
        taken = await unit.leases.claim(4, Claim("a/1", UNTIL, each=2, busy={"slow.example": 1}), now=NOW)
    assert [host_of(feed.url) for feed in taken] == ["slow.example", "quick.example"]


@pytest.mark.parametrize(
    ("url", "host"), [("https://A.example:81/x", "a.example"), ("http://[", ""), ("http://[::1]/", "::1")]
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host
