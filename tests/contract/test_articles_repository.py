"""What the articles repository promises, on each database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import event

from storage.engine import Database
from storage.records import FIRST_ARTICLE, AnalysisRecord, Headline, NewArticle
from storage.search.search import Has
from storage.types import NaiveTime
from tests.fixtures.ledger import NOW, SECOND, add_article, new_article, owe


async def test_article_comes_back_as_it_was_given(database: Database) -> None:
    new = NewArticle(
        "d1", "Стол переговоров", "會談。\n\tمحادثات 🕊\r\n<b>&amp;", "ru", "Kyodo", "https://e.org/?a=1", NOW
    )
    async with database.write() as unit:
        stored, is_new = await unit.articles.add(new, now=NOW + SECOND)
    async with database.read() as unit:
        found = await unit.articles.get(stored.id)
    assert is_new
    assert found is not None
    assert stored == Headline(found.id, found.title, found.outlet, found.published, found.language)
    assert (found.title, found.text, found.outlet, found.link) == (new.title, new.text, new.outlet, new.link)
    assert (found.published, found.added) == (NOW, NOW + SECOND)


async def test_what_an_article_says_of_its_origin_comes_back(database: Database) -> None:
    new = replace(new_article(), place="ТОКИО", dated="3 марта", authors=("Ann  Lee", "Ивана\nБелич"))
    async with database.write() as unit:
        added, _ = await unit.articles.add(new, now=NOW)
        bare, _ = await unit.articles.add(new_article("d2"), now=NOW)
    async with database.read() as unit:
        found, without = await unit.articles.get(added.id), await unit.articles.get(bare.id)
    assert found is not None
    assert without is not None
    assert (found.place, found.dated, found.authors) == ("ТОКИО", "3 марта", ("Ann Lee", "Ивана Белич"))
    assert (without.place, without.dated, without.authors) == (None, None, ())


async def test_article_may_say_itself_when_it_was_added(database: Database) -> None:
    async with database.write() as unit:
        added, _ = await unit.articles.add(replace(new_article(), added=NOW - SECOND), now=NOW)
        stored = await unit.articles.get(added.id)
    assert stored is not None
    assert stored.added == NOW - SECOND


async def test_same_digest_is_stored_once(database: Database) -> None:
    async with database.write() as unit:
        first, _ = await unit.articles.add(new_article(title="Talks resume"), now=NOW)
        again, is_new = await unit.articles.add(new_article(title="Another headline"), now=NOW + SECOND)
        assert await unit.articles.count() == 1
    assert not is_new
    assert again == first


async def test_articles_are_added_together_in_their_order_and_each_digest_once(database: Database) -> None:
    async with database.write() as unit:
        known, _ = await unit.articles.add(new_article("d2"), now=NOW)
        added = await unit.articles.add_all([new_article(one) for one in ("d3", "d2", "d1", "d3")], now=NOW)
        found = await unit.articles.by_digests(["d1", "d2", "d9"])
    assert [is_new for _, is_new in added] == [True, False, True, False]
    assert added[1][0] == known
    assert added[0][0] == added[3][0]
    assert known.id < added[0][0].id < added[2][0].id
    assert found == {"d1": added[2][0], "d2": known}


async def test_article_is_found_by_the_digest_of_its_text(database: Database) -> None:
    async with database.write() as unit:
        stored = await add_article(unit, "d1")
        assert await unit.articles.by_digest("d1") == stored
        assert await unit.articles.by_digest("d2") is None


async def test_first_article_has_the_first_number(database: Database) -> None:
    async with database.write() as unit:
        assert (await add_article(unit)).id == FIRST_ARTICLE


async def test_latest_gives_the_last_to_arrive_first_and_pages(database: Database) -> None:
    async with database.write() as unit:
        ids = [(await add_article(unit, f"d{number}")).id for number in range(5)]
        page = await unit.articles.latest(2)
        next_page = await unit.articles.latest(2, before=page[-1].id)
    assert [article.id for article in page] == [ids[4], ids[3]]
    assert [article.id for article in next_page] == [ids[2], ids[1]]


async def test_a_list_reads_no_text(database: Database) -> None:
    asked: list[str] = []
    event.listen(database._backend.reading.sync_engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    async with database.write() as unit:
        await add_article(unit)
    async with database.read() as unit:
        await unit.articles.latest(5)
        await unit.articles.by_digest("d1")
    assert asked
    assert not [statement for statement in asked if "articles.text" in statement]


async def test_a_number_is_not_given_twice(database: Database) -> None:
    async with database.write() as unit:
        removed = (await add_article(unit, "d1")).id
        await unit.articles.remove(removed)
        assert (await add_article(unit, "d2")).id > removed


async def test_time_comes_back_aware_and_in_utc_from_any_zone(database: Database) -> None:
    tokyo = datetime(2024, 3, 1, 8, 59, 59, 123456, tzinfo=timezone(timedelta(hours=9)))
    async with database.write() as unit:
        stored, _ = await unit.articles.add(replace(new_article(), published=tokyo), now=NOW)
    assert stored.published == NOW == tokyo
    assert stored.published.tzinfo is UTC


async def test_naive_time_is_refused(database: Database) -> None:
    async with database.write() as unit:
        with pytest.raises(NaiveTime, match="no time zone"):
            await unit.articles.add(new_article(), now=NOW.replace(tzinfo=None))


async def test_text_that_no_database_holds_keeps_its_length(database: Database) -> None:
    text = "a\x00b\ud800c"
    async with database.write() as unit:
        stored, _ = await unit.articles.add(new_article(text=text), now=NOW)
        found = await unit.articles.get(stored.id)
    assert found is not None
    assert found.text == "a\ufffdb\ufffdc"


async def test_a_long_text_is_kept_whole(database: Database) -> None:
    text = "Дипломаты встретились. " * 100_000
    async with database.write() as unit:
        stored, _ = await unit.articles.add(new_article(text=text), now=NOW)
    async with database.read() as unit:
        found = await unit.articles.get(stored.id)
    assert found is not None
    assert found.text == text


async def test_analysis_is_kept_and_replaced(database: Database) -> None:
    async with database.write() as unit:
        article = await add_article(unit)
        assert await unit.articles.analysis(article.id) is None
        await unit.articles.put_analysis(AnalysisRecord(article.id, "lead", 1, {"picks": [[0]]}))
        newer = AnalysisRecord(article.id, "blend", 2, {"picks": [[1], [0, 1]], "terms": ["nul\x00", "\ud800", "語"]})
        await unit.articles.put_analysis(newer)
    async with database.read() as unit:
        assert await unit.articles.analysis(article.id) == newer


async def test_articles_are_read_together_with_their_analyses(database: Database) -> None:
    async with database.write() as unit:
        first, second, bare = [await add_article(unit, digest) for digest in ("d1", "d2", "d3")]
        kept = [AnalysisRecord(one.id, "lead", 1, {"of": one.id}) for one in (first, second)]
        for analysis in kept:
            await unit.articles.put_analysis(analysis)
    async with database.read() as unit:
        found = await unit.articles.analysed([first.id, second.id, bare.id, 999])
        assert found == [(await unit.articles.get(one.article_id), one) for one in reversed(kept)]
        written = await unit.articles.serialised([first.id, second.id, bare.id, 999])
        assert [(article, json.loads(body)) for article, body in written] == [(one, kept.body) for one, kept in found]


async def test_removed_article_leaves_nothing_behind(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        article_id = delivery.article_id
        await unit.articles.put_analysis(AnalysisRecord(article_id, "lead", 1, {}))
        await unit.search.put(article_id, ["envoys", "met"])
        await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.sent(delivery.id, 7, now=NOW)
    async with database.write() as unit:
        assert await unit.articles.remove(article_id)
        assert not await unit.articles.remove(article_id)
    async with database.read() as unit:
        assert await unit.articles.get(article_id) is None
        assert await unit.articles.analysis(article_id) is None
        assert await unit.search.find(Has([("envoys",)]), 10) == []
        assert await unit.deliveries.counts() == {}
        assert len(await unit.follows.of_reader(delivery.reader_id)) == 1


async def test_newest_of_a_language_is_looked_for_among_the_last(database: Database) -> None:
    async with database.write() as unit:
        for number, language in enumerate(("ru", "fr", "fr", "en")):
            new = replace(new_article(f"d{number}"), language=language, outlet=f"Wire {number}")
            await unit.articles.add(new, now=NOW + number * SECOND)
        reader = await unit.readers.meet(5, "private", "fr", now=NOW)
        await unit.outlets.wish(reader.id, "Wire 2", preferred=False, now=NOW)
    async with database.read() as unit:
        found = [
            await unit.articles.newest_in("fr", 3, NOW),
            await unit.articles.newest_in("fr", 3, NOW, reader.id),
            await unit.articles.newest_in("fr", 1, NOW),
            await unit.articles.newest_in("fr", 3, NOW + 3 * SECOND),
            await unit.articles.newest_in("ru", 3, NOW),
        ]
    assert [one.outlet if one else None for one in found] == ["Wire 2", "Wire 1", None, None, None]
