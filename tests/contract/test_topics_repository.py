"""What the topics repository promises, on each database."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.unit import Unit
from tests.fixtures.databases import on_postgres
from tests.fixtures.ledger import follower, topic_id


async def test_topic_is_stored_once(database: Database) -> None:
    async with database.write() as unit:
        first = await unit.topics.ensure("kuril")
        assert await unit.topics.ensure("kuril") == first
        assert await unit.topics.by_canonical("kuril") == first


async def test_canonical_forms_differ_by_case_and_blanks(database: Database) -> None:
    async with database.write() as unit:
        ids = {(await unit.topics.ensure(form)).id for form in ("kuril", "Kuril", "kuril ", "курил")}
        assert len(ids) == 4
        assert await unit.topics.by_canonical("KURIL") is None


@pytest.mark.parametrize("canonical", ["x" * 100_000, "a' OR 1=1 --", "nul\x00", "\ud800", ""])
async def test_any_form_can_be_a_topic(database: Database, canonical: str) -> None:
    async with database.write() as unit:
        topic = await unit.topics.ensure(canonical)
        assert await unit.topics.ensure(canonical) == topic


async def test_all_leaves_out_topics_that_nobody_follows(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril", "minsk")
        await follower(unit, 2, "kuril")
        await unit.topics.ensure("lonely")
        minsk = await unit.topics.ensure("minsk")
        assert [topic.canonical for topic in await unit.topics.followed(0, 10)] == ["kuril", "minsk"]
        await unit.follows.remove(reader.id, minsk.id)
        assert [topic.canonical for topic in await unit.topics.followed(0, 10)] == ["kuril"]


async def test_topics_followed_since_a_follow_are_those_of_later_ones(database: Database) -> None:
    async with database.write() as unit:
        assert await unit.topics.newest_follow() == 0
        await follower(unit, 1, "kuril")
        seen = await unit.topics.newest_follow()
        assert await unit.topics.followed_since(seen) == []
        await follower(unit, 2, "minsk", "kuril")
        assert await unit.topics.newest_follow() > seen
        assert {topic.canonical for topic in await unit.topics.followed_since(seen)} == {"kuril", "minsk"}
        assert {topic.canonical for topic in await unit.topics.followed_since(0)} == {"kuril", "minsk"}


class TestOnAServer:
    """Two processes, of which one erases what the other is about to follow."""

    pytestmark = on_postgres

    async def test_who_is_about_to_follow_keeps_the_topic(self, postgres_url: str) -> None:
        one, other = await Database.open(postgres_url), await Database.open(postgres_url)
        async with one.write() as unit:
            await follower(unit, 1, "kuril")

        async def erase() -> list[int]:
            async with other.write() as unit:
                return await unit.traces.erase(1)

        async with one.write() as unit:
            topic = await topic_id(unit, "kuril")
            erasing = asyncio.create_task(erase())
            await _wait_for_a_lock(unit)
            await follower(unit, 2, "kuril")
        assert await erasing == []
        async with one.read() as unit:
            assert (await unit.topics.get(topic)) is not None
        await one.close()
        await other.close()

    async def test_who_follows_what_was_just_erased_has_it_anew(self, postgres_url: str) -> None:
        one, other = await Database.open(postgres_url), await Database.open(postgres_url)
        async with one.write() as unit:
            await follower(unit, 1, "kuril")
            old = await topic_id(unit, "kuril")

        async def follow() -> int:
            async with other.write() as unit:
                await follower(unit, 2, "kuril")
                return await topic_id(unit, "kuril")

        async with one.write() as unit:
            assert await unit.traces.erase(1) == [old]
            following = asyncio.create_task(follow())
            await _wait_for_a_lock(unit)
        new = await following
        assert new != old
        async with one.read() as unit:
            assert (await unit.topics.get(new)) is not None
        await one.close()
        await other.close()


async def _wait_for_a_lock(unit: Unit) -> None:
    """Until somebody waits for this transaction."""
    waiting = text("SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")
    async with asyncio.timeout(30):
        found = None
        while found is None:
            found = await unit.topics._connection.scalar(waiting)
