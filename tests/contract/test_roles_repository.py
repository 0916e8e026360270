"""Roles, bans and alarms, on each database."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from tests.fixtures.ledger import NOW, SECOND, follower

HOUR = timedelta(hours=1)


async def test_a_person_has_one_role_until_it_is_taken(database: Database) -> None:
    async with database.write() as unit:
        await unit.roles.give(7, "observer", now=NOW)
        await unit.roles.give(8, "observer", now=NOW + SECOND)
        await unit.roles.give(7, "editor", now=NOW)
        assert (await unit.roles.of(7), await unit.roles.of(8), await unit.roles.of(9)) == ("editor", "observer", None)
        assert [(one.user_id, one.role, one.since) for one in await unit.roles.all()] == [
            (7, "editor", NOW),
            (8, "observer", NOW + SECOND),
        ]
        assert await unit.roles.take(7)
        assert not await unit.roles.take(7)
        assert await unit.roles.of(7) is None


async def test_a_ban_is_known_by_its_digest_and_names_the_reader_while_there_is_one(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 7, "kuril")
        assert await unit.bans.add("abc", "spam", now=NOW, reader_id=reader.id, was_active=True)
        assert not await unit.bans.add("abc", "again", now=NOW)
        found = await unit.bans.among(["xyz", "abc"])
        assert found is not None
        assert (found.reason, found.since, found.told, found.was_active, found.chat_id) == ("spam", NOW, False, True, 7)
        assert await unit.bans.among(["xyz"]) is None
        assert await unit.bans.tell(found.id)
        assert not await unit.bans.tell(found.id)
        await unit.traces.erase(7)
        after = await unit.bans.get(found.id)
        assert after is not None
        assert (after.told, after.chat_id) == (True, None)
        assert await unit.bans.remove(found.id)
        assert not await unit.bans.remove(found.id)
        assert (await unit.bans.among(["abc"]), await unit.bans.count()) == (None, 0)


async def test_bans_are_listed_the_newest_first(database: Database) -> None:
    async with database.write() as unit:
        for number in range(3):
            await unit.bans.add(f"d{number}", f"r{number}", now=NOW)
        assert [one.reason for one in await unit.bans.page(2)] == ["r2", "r1"]
        assert [one.reason for one in await unit.bans.page(2, 2)] == ["r0"]
        assert await unit.bans.count() == 3


async def test_a_family_rings_once_an_hour_and_counts_the_others(database: Database) -> None:
    async with database.write() as unit:

        async def ring(body: str, after: timedelta) -> int | None:
            return await unit.alarms.ring("feed", body, now=NOW + after, quiet_since=NOW + after - HOUR)

        assert await ring("first", timedelta()) == 0
        assert await ring("second", SECOND) is None
        assert await ring("third", 2 * SECOND) is None
        assert await unit.alarms.ring("ledger", "other", now=NOW, quiet_since=NOW - HOUR) == 0
        assert await unit.alarms.held(quiet_since=NOW - SECOND) == []
        (held,) = await unit.alarms.held(quiet_since=NOW)
        assert (held.family, held.number, held.body) == ("feed", 2, "third")
        assert await ring("fourth", HOUR) == 2
        assert await unit.alarms.held(quiet_since=NOW + 2 * HOUR) == []
