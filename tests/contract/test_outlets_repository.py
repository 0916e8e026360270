"""What the storage promises of outlets: known by any spelling, preferred or muted, and what a reader gets for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.engine import Database
from storage.records import Edit, Headline, PlacementRecord
from storage.unit import Unit
from tests.fixtures.ledger import NOW, follower, new_article, topic_id


async def _publish(unit: Unit, digest: str, outlet: str | None, story: int | None = None) -> Headline:
    """An article of an outlet, placed in a story, its own without one."""
    new = replace(new_article(digest), outlet=outlet)
    article, _ = await unit.articles.add(new, now=NOW)
    await unit.stories.put(PlacementRecord(article.id, story or article.id), b"", added=NOW)
    return article


async def test_an_outlet_is_one_however_it_is_spelt(database: Database) -> None:
    async with database.write() as unit:
        await _publish(unit, "a", "Le Monde")
        last = await _publish(unit, "b", "LE  MONDE")
        await _publish(unit, "c", "Известия")
        await _publish(unit, "d", None)
        found = await unit.outlets.named(" le monde ")
        cyrillic = await unit.outlets.named("ИЗВЕСТИЯ")
        assert await unit.outlets.count() == 2
        assert await unit.outlets.named("Le Mondeo") is None
    assert found is not None
    assert (found.articles, found.newest, found.name) == (2, last.id, "LE  MONDE")
    assert cyrillic is not None


async def test_outlets_are_listed_by_their_articles_and_deleted_ones_do_not_count(database: Database) -> None:
    async with database.write() as unit:
        await _publish(unit, "a", "Once")
        for digest in ("b", "c"):
            await _publish(unit, digest, "Twice")
        gone = await _publish(unit, "d", "Never")
        await unit.articles.delete(gone.id, now=NOW)
        assert [(one.name, one.articles) for one in await unit.outlets.listed(10)] == [("Twice", 2), ("Once", 1)]
        assert [one.name for one in await unit.outlets.listed(1, 1)] == ["Once"]


async def test_an_outlet_that_an_admin_puts_right_counts_from_then_on(database: Database) -> None:
    async with database.write() as unit:
        article = await _publish(unit, "a", "Wrong")
        await unit.articles.edit(article.id, Edit("Talks", "Right", None, "en"))
        assert [one.name for one in await unit.outlets.listed(10)] == ["Right"]
        await unit.articles.edit(article.id, Edit("Talks", None, None, "en"))
        assert await unit.outlets.listed(10) == []
        assert await unit.outlets.of_article(article.id) is None


async def test_a_long_name_is_cut_and_still_found(database: Database) -> None:
    name = "The Gazette of " + "x" * 5_000
    async with database.write() as unit:
        await _publish(unit, "a", name)
        assert await unit.outlets.named(name) is not None


async def test_a_wish_is_changed_and_taken_back(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1)
        assert await unit.outlets.wish(reader.id, "Reuters", preferred=True, now=NOW)
        assert not await unit.outlets.wish(reader.id, "REUTERS", preferred=True, now=NOW)
        assert await unit.outlets.wish(reader.id, "Reuters", preferred=False, now=NOW)
        (wish,) = await unit.outlets.wishes(reader.id)
        assert (wish.key, wish.name, wish.preferred) == ("reuters", "Reuters", False)
        assert await unit.outlets.unwish(reader.id, "reuters")
        assert not await unit.outlets.unwish(reader.id, "reuters")
        assert await unit.outlets.wishes(reader.id) == []


@pytest.mark.parametrize("preferred", [True, False])
async def test_an_article_of_a_muted_outlet_is_owed_to_the_others_only(database: Database, preferred: bool) -> None:
    async with database.write() as unit:
        choosy, other = await follower(unit, 1, "kuril"), await follower(unit, 2, "kuril")
        await unit.outlets.wish(choosy.id, "reuters", preferred=preferred, now=NOW)
        article = await _publish(unit, "a", "Reuters")
        await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW)
        assert len(await unit.deliveries.of_reader(choosy.id)) == (1 if preferred else 0)
        assert len(await unit.deliveries.of_reader(other.id)) == 1


async def test_a_correction_by_an_outlet_muted_since_is_owed_to_the_others_only(database: Database) -> None:
    async with database.write() as unit:
        readers = [await follower(unit, chat, "kuril") for chat in (1, 2)]
        first = await _publish(unit, "a", "Reuters")
        await unit.deliveries.fan_out(first.id, [await topic_id(unit, "kuril")], now=NOW)
        for one in await unit.deliveries.claim(10, now=NOW):
            await unit.deliveries.sent(one.id, 7, now=NOW)
        await unit.outlets.wish(readers[0].id, "Reuters", preferred=False, now=NOW)
        second = await _publish(unit, "b", "Reuters", first.id)
        assert await unit.deliveries.correct(second.id, [first.id], now=NOW) == 1
        assert [one.corrects for one in await unit.deliveries.of_reader(readers[1].id)] == [None, first.id]


async def test_what_waits_of_a_muted_outlet_is_cancelled(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        for digest, outlet in (("a", "Reuters"), ("b", "AFP")):
            article = await _publish(unit, digest, outlet)
            await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW)
        assert await unit.deliveries.cancel_for_outlet(reader.id, "reuters", now=NOW) == 1
        states = [one.state for one in await unit.deliveries.of_reader(reader.id)]
    assert sorted(states) == ["cancelled", "queued"]


async def test_the_newest_stories_are_told_without_muted_outlets(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1)
        told = await _publish(unit, "a", "AFP")
        again = await _publish(unit, "b", "Reuters", told.id)
        only = await _publish(unit, "c", "Reuters")
        await unit.outlets.wish(reader.id, "Reuters", preferred=False, now=NOW)
        assert [one.id for one in await unit.articles.stories(10)] == [only.id, again.id]
        assert [one.id for one in await unit.articles.stories(10, reader_id=reader.id)] == [told.id]
        assert await unit.stories.sizes([told.id]) == {told.id: 2}
        assert await unit.stories.sizes([told.id], reader.id) == {}
        assert await unit.articles.get(only.id) is not None


async def test_articles_of_preferred_outlets_are_known_by_reader_and_story(database: Database) -> None:
    async with database.write() as unit:
        one, other = await follower(unit, 1), await follower(unit, 2)
        story = (await _publish(unit, "a", "Reuters")).id
        second = await _publish(unit, "b", "AFP", story)
        third = await _publish(unit, "c", "Afp", story)
        gone = await _publish(unit, "d", "AFP", story)
        await unit.articles.delete(gone.id, now=NOW)
        await unit.outlets.wish(one.id, "AFP", preferred=True, now=NOW)
        await unit.outlets.wish(other.id, "AFP", preferred=False, now=NOW)
        found = await unit.outlets.preferred([one.id, other.id], [story, story + 100])
    assert found == {one.id: {story: [third.id, second.id]}}


async def test_a_delivery_is_of_another_article_unless_that_is_owed_too(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        topic = await topic_id(unit, "kuril")
        first, second, third = [await _publish(unit, digest, None) for digest in "abc"]
        for article in (first, second):
            await unit.deliveries.fan_out(article.id, [topic], now=NOW)
        delivery = (await unit.deliveries.of_reader(reader.id))[0]
        assert not await unit.deliveries.show_instead(delivery.id, second.id)
        assert await unit.deliveries.show_instead(delivery.id, third.id)
        owed = {one.article_id for one in await unit.deliveries.of_reader(reader.id)}
    assert owed == {second.id, third.id}


async def test_the_length_of_summaries_stands_in_what_is_owed(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        await unit.readers.measure(reader.id, words=100)
        article = await _publish(unit, "a", None)
        await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW)
        (owed,) = await unit.deliveries.of_reader(reader.id)
        assert (owed.summary_sentences, owed.summary_words) == (None, 100)
        await unit.readers.measure(reader.id, sentences=2)
        await unit.readers.guided(reader.id)
        known = await unit.readers.by_chat(1)
    assert known is not None
    assert (known.summary_sentences, known.summary_words, known.toured) == (2, None, True)


async def test_a_group_that_becomes_a_supergroup_keeps_its_outlets_and_length(database: Database) -> None:
    async with database.write() as unit:
        old = await follower(unit, 1)
        await unit.outlets.wish(old.id, "Reuters", preferred=True, now=NOW)
        await unit.readers.measure(old.id, sentences=4)
        new = await unit.readers.meet(2, "supergroup", "en", now=NOW)
        await unit.readers.move(1, 2)
        assert [one.name for one in await unit.outlets.wishes(new.id)] == ["Reuters"]
        known = await unit.readers.by_chat(2)
    assert known is not None
    assert known.summary_sentences == 4
