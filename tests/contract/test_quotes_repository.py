"""What the storage promises of quotations: an article is read once, and its words are those that stand in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.engine import Database
from storage.records import NewArticle, QuoteRecord
from storage.unit import Unit
from tests.fixtures.ledger import NOW

TEXT = "😀 Минск. “We will sign,” Ann Lee said."
SAID = "“We will sign,”"
QUOTE = QuoteRecord("Ann Lee", "Ann Lee", ("country:JP", "org:UN"), "said", True, 9, 9 + len(SAID), 1)
VERSION = 3


async def _added(unit: Unit, digest: str = "a") -> int:
    published = datetime(2024, 2, 1, tzinfo=UTC)
    new = NewArticle(digest=digest, title="T", text=TEXT, language="en", outlet="Wire", published=published)
    return (await unit.articles.add(new, now=NOW))[0].id


async def test_an_article_is_read_once_by_each_version(database: Database) -> None:
    async with database.write() as unit:
        first, second = await _added(unit, "a"), await _added(unit, "b")
        assert await unit.quotes.unread([first, second, 999], VERSION) == [second, first]
        await unit.quotes.put_all({first: [QUOTE], second: []}, VERSION)
        assert await unit.quotes.unread([first, second], VERSION) == []
        assert await unit.quotes.unread([first, second], VERSION + 1) == [second, first]


async def test_the_words_are_those_of_the_article(database: Database) -> None:
    async with database.write() as unit:
        number = await _added(unit)
        await unit.quotes.put_all({number: [QUOTE]}, VERSION)
        (found,) = await unit.quotes.of([number])
    assert found.text == SAID
    assert found.quote == QUOTE
    assert (found.article_id, found.outlet, found.language) == (number, "Wire", "en")
    assert found.published == datetime(2024, 2, 1, tzinfo=UTC)
    assert found.added == NOW


async def test_of_some_voices_are_theirs_and_those_of_the_same_names(database: Database) -> None:
    theirs = replace(QUOTE, voices=("country:JP", "org:UN"))
    same = replace(QUOTE, voices=())
    nobody, other = (
        replace(QUOTE, name=None, voices=()),
        replace(QUOTE, name="Bo Dahl", voices=("country:JPN", "org:U_")),
    )
    async with database.write() as unit:
        first, second = await _added(unit, "a"), await _added(unit, "b")
        await unit.quotes.put_all({first: [theirs, other], second: [nobody, same]}, VERSION)
        found = await unit.quotes.of([first, second], ["country:JP"])
        assert [(one.article_id, one.quote) for one in found] == [(second, same), (first, theirs)]
        assert len(await unit.quotes.of([first, second], ["org:UN"])) == 2
        assert await unit.quotes.of([first, second], ["org:U"]) == []
        assert [one.quote for one in await unit.quotes.of([first, second], ["org:U_"])] == [other]


async def test_a_second_reading_takes_the_place_of_the_first(database: Database) -> None:
    async with database.write() as unit:
        number = await _added(unit)
        await unit.quotes.put_all({number: [QUOTE, QUOTE]}, VERSION)
        await unit.quotes.put_all({number: [QUOTE]}, VERSION)
        assert len(await unit.quotes.of([number])) == 1
        await unit.quotes.forget([number])
        assert await unit.quotes.of([number]) == []
        assert await unit.quotes.unread([number], VERSION) == [number]


async def test_nobody_is_quoted_from_an_article_that_was_deleted(database: Database) -> None:
    async with database.write() as unit:
        number = await _added(unit)
        await unit.quotes.put_all({number: [QUOTE]}, VERSION)
        await unit.articles.delete(number, now=NOW)
        assert await unit.quotes.of([number]) == []
        assert await unit.quotes.unread([number], VERSION + 1) == []
        await unit.articles.restore(number)
        assert len(await unit.quotes.of([number])) == 1


async def test_what_is_purged_takes_its_quotations_with_it(database: Database) -> None:
    async with database.write() as unit:
        number = await _added(unit)
        await unit.articles.delete(number, now=NOW)
        await unit.articles.purge(NOW + timedelta(seconds=1))
        await unit.quotes.put_all({number: [QUOTE]}, VERSION)
        assert await unit.quotes.of([number]) == []
