"""Counts over time, on each database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from storage.engine import Database
from storage.records import AnalysisRecord, NewArticle, PlacementRecord
from storage.search.search import Has
from storage.search.trends import Edge, Which
from storage.unit import Unit

DAY = timedelta(days=1)
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
TOKYO = timedelta(hours=9)
OIL = Has([("oil",)])


def edges(count: int, zone: timedelta = timedelta()) -> list[Edge]:
    """The beginnings of days in a zone that is so far ahead of UTC."""
    days = [MIDNIGHT + number * DAY for number in range(count + 1)]
    return [Edge(day - zone, day) for day in days]


async def put(
    unit: Unit,
    published: datetime | None,
    *,
    added: datetime = MIDNIGHT + 30 * DAY,
    story: int | None = None,
    revises: int | None = None,
    terms: tuple[str, ...] = ("oil",),
) -> int:
    digest = f"{published} {added} {story} {revises} {terms} {await unit.articles.count()}"
    article, _ = await unit.articles.add(NewArticle(digest, "T", "x", "en", published=published), now=added)
    await unit.search.put(article.id, terms)
    await unit.stories.put(PlacementRecord(article.id, story or article.id, revises=revises), b"", added=added)
    return article.id


async def test_an_article_counts_on_the_day_on_which_it_was_published(database: Database) -> None:
    async with database.write() as unit:
        await put(unit, MIDNIGHT + timedelta(hours=23, minutes=59))
        await put(unit, MIDNIGHT + timedelta(hours=24, minutes=1))
        await put(unit, MIDNIGHT + timedelta(hours=25))
        await put(unit, MIDNIGHT - timedelta(minutes=1))
        await put(unit, MIDNIGHT + 3 * DAY + timedelta(minutes=1))
        await put(unit, MIDNIGHT + timedelta(hours=1), terms=("gas",))
        assert (await unit.trends.spread(OIL, edges(3))).counts == [1, 2, 0]


async def test_days_are_those_of_the_zone(database: Database) -> None:
    async with database.write() as unit:
        await put(unit, MIDNIGHT + timedelta(hours=14, minutes=59))
        await put(unit, MIDNIGHT + timedelta(hours=15, minutes=1))
        assert (await unit.trends.spread(OIL, edges(2))).counts == [2, 0]
        assert (await unit.trends.spread(OIL, edges(2, TOKYO))).counts == [1, 1]


@pytest.mark.parametrize("zone", [timedelta(hours=-11), TOKYO, timedelta(hours=14)])
async def test_a_date_without_a_time_is_that_date_everywhere(database: Database, zone: timedelta) -> None:
    async with database.write() as unit:
        await put(unit, MIDNIGHT + DAY)
        assert (await unit.trends.spread(OIL, edges(3, zone))).counts == [0, 1, 0]


async def test_an_article_of_tomorrow_counts_when_it_came(database: Database) -> None:
    async with database.write() as unit:
        await put(unit, MIDNIGHT + 2 * DAY, added=MIDNIGHT + timedelta(hours=5))
        assert (await unit.trends.spread(OIL, edges(3))).counts == [1, 0, 0]


async def test_an_article_without_a_date_has_no_place_in_time(database: Database) -> None:
    async with database.write() as unit:
        story = await put(unit, MIDNIGHT, added=MIDNIGHT + timedelta(hours=5))
        await put(unit, None, added=MIDNIGHT + timedelta(hours=6), story=story)
        await put(unit, None, added=MIDNIGHT + timedelta(hours=5), terms=("oil", "gas"))
        await put(unit, None, added=MIDNIGHT + 5 * DAY)
        found = await unit.trends.spread(OIL, edges(3), 3)
        assert (found.counts, list(found.stories), found.undated) == ([1, 0, 0], [], 2)
        assert await unit.trends.undated([OIL, Has([("gas",)])], edges(3)) == 2
        assert await unit.trends.totals({"oil": OIL}, edges(3)) == {"oil": 3}


async def test_an_outlet_that_the_reader_muted_is_not_counted(database: Database) -> None:
    async with database.write() as unit:
        number = await put(unit, MIDNIGHT + timedelta(hours=1))
        await unit.articles.put_analysis(AnalysisRecord(number, "m", 1, {"entities": [], "acts": []}))
        await unit.outlets.credit([(number, "Wire")])
        reader = await unit.readers.meet(5, "private", "en", now=MIDNIGHT)
        assert (await unit.trends.spread(OIL, edges(1), reader_id=reader.id)).counts == [1]
        await unit.outlets.wish(reader.id, "WIRE", preferred=False, now=MIDNIGHT)
        assert (await unit.trends.spread(OIL, edges(1), reader_id=reader.id)).counts == [0]
        assert await unit.trends.totals({"oil": OIL}, edges(1), reader.id) == {}
        assert await unit.trends.reports(OIL, edges(1), 9, reader_id=reader.id) == []
        assert (await unit.trends.spread(OIL, edges(1))).counts == [1]


async def test_hours_of_a_dated_article_are_those_of_its_arrival(database: Database) -> None:
    hours = [Edge(MIDNIGHT + timedelta(hours=hour)) for hour in range(1, 24)]
    around = [Edge(MIDNIGHT, MIDNIGHT), *hours, Edge(MIDNIGHT + DAY, MIDNIGHT + DAY)]
    async with database.write() as unit:
        await put(unit, MIDNIGHT, added=MIDNIGHT + timedelta(hours=7, minutes=1))
        await put(unit, MIDNIGHT - DAY, added=MIDNIGHT + timedelta(hours=7, minutes=1))
        counts = (await unit.trends.spread(OIL, around)).counts
    assert (counts[7], sum(counts)) == (1, 1)


async def test_versions_of_an_article_count_once_and_deleted_ones_never(database: Database) -> None:
    async with database.write() as unit:
        first = await put(unit, MIDNIGHT + timedelta(hours=1))
        await put(unit, MIDNIGHT + DAY + timedelta(hours=1), story=first, revises=first)
        gone = await put(unit, MIDNIGHT + timedelta(hours=2))
        await unit.articles.delete(gone, now=MIDNIGHT)
        assert (await unit.trends.spread(OIL, edges(2))).counts == [1, 0]
        assert await unit.trends.totals({"oil": OIL, "none": Has([("gas",)])}, edges(2)) == {"oil": 1}


async def test_articles_may_be_named_by_their_numbers(database: Database) -> None:
    async with database.write() as unit:
        one = await put(unit, MIDNIGHT + timedelta(hours=1))
        await put(unit, MIDNIGHT + timedelta(hours=1), story=one)
        which: Which = [one]
        assert (await unit.trends.spread(which, edges(1))).counts == [1]
        assert (await unit.trends.spread([], edges(1))).counts == [0]


async def test_the_largest_stories_come_with_their_days(database: Database) -> None:
    async with database.write() as unit:
        small = await put(unit, MIDNIGHT + timedelta(hours=1))
        newest = await put(unit, MIDNIGHT + timedelta(hours=2), story=small)
        large = await put(unit, MIDNIGHT + timedelta(hours=1))
        for hours in (25, 26):
            last = await put(unit, MIDNIGHT + timedelta(hours=hours), story=large)
        await put(unit, MIDNIGHT + timedelta(hours=3))
        found = (await unit.trends.spread(OIL, edges(2), 5)).stories
        assert [(one.story, one.newest, one.total, one.counts) for one in found] == [
            (large, last, 3, [1, 2]),
            (small, newest, 2, [2, 0]),
        ]
        assert len((await unit.trends.spread(OIL, edges(2), 1)).stories) == 1


async def test_more_names_are_counted_than_a_statement_holds(database: Database) -> None:
    async with database.write() as unit:
        await put(unit, MIDNIGHT + timedelta(hours=1))
        found = await unit.trends.totals({str(number): OIL for number in range(250)}, edges(1))
    assert set(found.values()) == {1}
    assert len(found) == 250


async def test_reports_are_those_of_the_newest(database: Database) -> None:
    async with database.write() as unit:
        numbers = [await put(unit, MIDNIGHT + timedelta(hours=hour)) for hour in (1, 2, 50)]
        for number in numbers:
            body = {"entities": [{"id": "country:JP", "sentences": [0]}], "acts": [{"id": "talks", "sentence": number}]}
            await unit.articles.put_analysis(AnalysisRecord(number, "m", 1, body))
        found = await unit.trends.reports(OIL, edges(1), 10)
        assert [one.article for one in found] == [numbers[1], numbers[0]]
        assert json.loads(found[0].entities)[0]["id"] == "country:JP"
        assert json.loads(found[0].acts)[0]["sentence"] == numbers[1]
        assert [one.article for one in await unit.trends.reports(OIL, edges(1), 1)] == [numbers[1]]
        sampled = [one.article for one in await unit.trends.reports(OIL, edges(3), 9, 2)]
        assert sampled == [number for number in reversed(numbers) if number % 2 == 0]


async def test_older_articles_are_passed_over_by_their_numbers(database: Database) -> None:
    async with database.write() as unit:
        for day in range(6):
            moment = MIDNIGHT + (day - 3) * DAY + timedelta(hours=1)
            await put(unit, moment, added=moment)
        gone = await put(unit, MIDNIGHT, added=MIDNIGHT + 2 * DAY + timedelta(hours=2))
        await unit.articles.remove(gone)
        assert (await unit.trends.spread(OIL, edges(3))).counts == [1, 1, 1]
        assert (await unit.trends.spread(OIL, edges(3)[:2])).counts == [1]


async def test_an_empty_archive_has_nothing(database: Database) -> None:
    async with database.read() as unit:
        found = await unit.trends.spread(OIL, edges(2), 3)
    assert (found.counts, list(found.stories)) == ([0, 0], [])
