"""What the storage counts for the admins: of a period, by state, day, outlet and length, and never of whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from storage.engine import Database
from storage.records import FeedSuccess, NewFeed, Tally, VoteRecord
from storage.repositories.leases import Claim
from storage.repositories.stats import FeedTrouble, ReaderCounts, Waits
from storage.unit import Unit
from tests.fixtures.ledger import NOW, follower, new_article, topic_id

DAY = timedelta(days=1)
LONG_AGO = NOW - 40 * DAY


async def arrive(unit: Unit, digest: str, at: timedelta = 0 * DAY, outlet: str | None = "Herald") -> int:
    """An article, owed to whoever follows kuril."""
    article, _ = await unit.articles.add(replace(new_article(digest), outlet=outlet), now=NOW + at)
    await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW + at)
    return article.id


async def test_readers_are_counted_by_what_became_of_them(database: Database) -> None:
    async with database.write() as unit:
        found = [await unit.readers.meet(chat, "private", "en", now=NOW - chat * DAY) for chat in range(1, 6)]
        await unit.readers.deactivate(found[0].id, now=NOW, asked=True)
        await unit.readers.deactivate(found[1].id, now=NOW)
        await unit.readers.deactivate(found[2].id, now=NOW)
        assert await unit.stats.readers(NOW - 2 * DAY) == ReaderCounts(active=2, new=2, stopped=1, blocked=2)


async def test_a_topic_is_named_only_where_several_follow_it(database: Database) -> None:
    async with database.write() as unit:
        for chat in range(1, 5):
            await follower(unit, chat, *["kuril", "japan", "my own secret"][: 4 - chat])
        assert await unit.stats.follows() == 6
        assert [(one.canonical, number) for one, number in await unit.stats.popular(2, 5)] == [
            ("kuril", 3),
            ("japan", 2),
        ]
        assert [(one.canonical, number) for one, number in await unit.stats.popular(2, 1)] == [("kuril", 3)]


async def test_deliveries_of_a_period_are_counted_by_state_and_day(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        reader = await follower(unit, 2, "kuril")
        for days in range(9):
            await arrive(unit, f"d{days}", days * DAY)
        mine = await unit.deliveries.of_reader(reader.id)
        await unit.deliveries.sent(mine[-1].id, 5, now=NOW + 8 * DAY)
        assert await unit.stats.deliveries(NOW + 7 * DAY) == {"queued": 3, "sent": 1}
        assert await unit.stats.deliveries(NOW + 20 * DAY) == {}
        assert sum((await unit.stats.deliveries(LONG_AGO)).values()) == 18
        assert await unit.stats.deliveries_by_day(NOW + 7 * DAY) == {"2024-03-07": 2, "2024-03-08": 2}
        assert await unit.stats.articles_by_day(NOW + 7 * DAY) == {"2024-03-07": 1, "2024-03-08": 1}


async def test_rows_that_were_removed_do_not_hide_the_periods_first(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        for days in range(30):
            number = await arrive(unit, f"d{days}", days * DAY)
            if days % 3:
                await unit.articles.delete(number, now=NOW)
        await unit.articles.purge(NOW + DAY)
        for days in range(30):
            left = len([one for one in range(days, 30) if one % 3 == 0])
            assert sum((await unit.stats.deliveries(NOW + days * DAY)).values()) == left


async def test_waits_are_those_of_alerts_from_the_articles_arrival(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        for number in range(20):
            await arrive(unit, f"d{number}")
        assert await unit.stats.waits(LONG_AGO) is None
        for seconds, one in enumerate(await unit.deliveries.of_reader(reader.id), 1):
            await unit.deliveries.sent(one.id, seconds, now=NOW + timedelta(seconds=seconds))
        found = await unit.stats.waits(LONG_AGO)
        assert found is not None
        assert Waits(found.number, round(found.half, 2), round(found.most, 2)) == Waits(20, 10.0, 19.0)
        assert await unit.stats.waits(NOW + DAY) is None


async def test_what_made_deliveries_fail_is_counted(database: Database) -> None:
    async with database.write() as unit:
        for chat in (1, 2, 3):
            await follower(unit, chat, "kuril")
        await arrive(unit, "d")
        for one, error in zip(
            await unit.deliveries.claim(3, now=NOW), ("too long", "no rights", "too long"), strict=True
        ):
            await unit.deliveries.failed(one.id, error=error, now=NOW)
        assert await unit.stats.errors(LONG_AGO, 5) == [("too long", 2), ("no rights", 1)]
        assert await unit.stats.errors(NOW + DAY, 5) == []


async def test_articles_are_counted_by_outlet(database: Database) -> None:
    async with database.write() as unit:
        for number, outlet in enumerate(("Herald", "Kurier", "Herald", None)):
            await arrive(unit, f"d{number}", number * DAY, outlet)
        assert (await unit.stats.articles_by_outlet(LONG_AGO, 5))[0] == ("Herald", 2)
        assert dict(await unit.stats.articles_by_outlet(NOW + DAY, 5)) == {"Herald": 1, "Kurier": 1, None: 1}
        assert await unit.stats.articles_by_outlet(NOW + 9 * DAY, 5) == []


async def test_votes_are_counted_by_outlet_and_by_length(database: Database) -> None:
    async with database.write() as unit:
        for chat, (useful, sentences) in enumerate(((True, 3), (False, 3), (True, 8), (True, 20)), 1):
            reader = await follower(unit, chat)
            article = await arrive(unit, f"d{chat}")
            await unit.votes.cast(VoteRecord(reader.id, article, useful, "Herald", None, sentences), now=NOW)
        assert await unit.stats.votes_by_outlet(NOW, 5) == [Tally(3, 4, "Herald")]
        assert await unit.stats.votes_by_length(NOW) == {0: Tally(1, 2), 1: Tally(1, 1), 2: Tally(1, 1)}
        assert await unit.stats.votes_by_outlet(NOW + DAY, 5) == []


async def test_feeds_are_counted_with_the_slowest_and_those_that_fail(database: Database) -> None:
    async with database.write() as unit:
        for name, took in (("a", 200), ("b", 9000), ("c", None)):
            feed, _ = await unit.feeds.add(NewFeed(f"https://{name}.example/", name, 900, NOW, created_by=3), now=NOW)
            held = await unit.leases.claim_one(feed.id, Claim("me", NOW + DAY), now=NOW)
            assert held is not None
            if took is None:
                await unit.leases.failed(held, error="{}", next_poll=NOW, pause=False)
            else:
                good = FeedSuccess(900, NOW, None, None, primed=True, took=took)
                await unit.leases.succeeded(held, good, now=NOW)
        found = await unit.stats.feeds(5)
    assert found.states == {"active": 2, "failing": 1}
    assert found.slowest == [("b", 9000), ("a", 200)]
    assert found.failing == [FeedTrouble("c", 1, "{}")]


async def test_an_empty_database_has_a_size_and_counts_of_nothing(database: Database) -> None:
    async with database.read() as unit:
        assert await unit.stats.size() > 10_000
        assert await unit.stats.readers(NOW) == ReaderCounts(0, 0, 0, 0)
        assert await unit.stats.deliveries(NOW) == {}
        assert await unit.stats.waits(NOW) is None
