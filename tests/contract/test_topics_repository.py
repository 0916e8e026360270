"""What the topics repository promises, on each database."""

from __future__ import annotations

import pytest

from storage.engine import Database
from tests.fixtures.ledger import follower


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
