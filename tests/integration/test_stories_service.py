"""Stories at work: republications, corrections and cards, with real services on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.stories import Stories
from bot.services.storing import Loaded
from bot.services.topics import Topics
from bot.services.versions import Story
from bot.sources.draft import Draft
from storage.records import DeliveryRecord
from summarizer.stories.corrections import Change
from tests.fixtures.house import MOST, Here
from tests.fixtures.newsroom import Newsroom, newsroom

LINK = "https://wire.example/ferry"
FERRY = """The ferry Aurora sank in heavy weather off the Norwegian coast early on Tuesday. At least 12 sailors \
drowned when the ferry went down near Bergen. Rescue helicopters lifted 41 passengers from the rafts \
before dawn. The owners said that the hull had been inspected in spring. Norway's minister of transport \
flew to Bergen and promised an inquiry. Fishermen who had joined the search returned to port at noon. \
Divers are to examine the wreck as soon as the storm has passed."""
CORRECTED = FERRY.replace("At least 12 sailors", "At least 15 sailors")
RETOLD = """Norway mourns after the ferry Aurora sank near Bergen in a storm on Tuesday. When the ferry went down near \
Bergen, 15 sailors drowned, the coast guard said. Helicopters carried 41 passengers to hospitals in Bergen. The \
minister of transport promised an inquiry into the ferry's owners and its hull. Divers will look at the wreck of the \
Aurora when the storm has passed, and fishermen have ended their search of the Norwegian coast."""
OTHER = """Bakers in Lyon shut their ovens on Friday to protest against the price of flour. Customers queued before \
the few shops that stayed open. The guild of bakers asked the prefect for help with the bills of the winter."""


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        await opened.follow("norway")
        yield opened


async def load(room: Newsroom, text: str, outlet: str = "Wire", link: str | None = None) -> Loaded:
    return await room.articles.load(Draft(text, f"{outlet} reports", outlet, "en", link=link))


async def owed(room: Newsroom) -> list[DeliveryRecord]:
    async with room.database.read() as unit:
        reader = await unit.readers.by_chat(1)
        assert reader is not None
        return await unit.deliveries.of_reader(reader.id)


async def send_all(room: Newsroom) -> None:
    async with room.database.write() as unit:
        for delivery in await unit.deliveries.claim(99, now=room.clock()):
            await unit.deliveries.sent(delivery.id, 7, now=room.clock())


async def test_a_republication_is_linked_and_alerts_nobody(room: Newsroom) -> None:
    first = await load(room, FERRY)
    copy = await load(room, f"{FERRY}\nThe Herald's readers may write to the editor.", "Herald")
    assert (first.followers, copy.followers, copy.is_new) == (1, 0, True)
    assert copy.republishes is not None
    assert (copy.republishes.id, copy.republishes.outlet) == (first.article.id, "Wire")
    assert [row.article_id for row in await owed(room)] == [first.article.id]
    async with room.database.read() as unit:
        placed = await unit.stories.of(copy.article.id)
    assert placed is not None
    assert (placed.story, placed.republishes) == (first.article.id, first.article.id)


async def test_who_follows_later_is_not_alerted_by_a_republication(room: Newsroom) -> None:
    await load(room, FERRY)
    await room.follow("ferry", chat=2)
    assert (await load(room, f"{FERRY} A last line.", "Herald")).followers == 0


async def test_the_copy_of_a_deleted_article_takes_its_place(room: Newsroom) -> None:
    first = await load(room, FERRY)
    async with room.database.write() as unit:
        await unit.articles.delete(first.article.id, now=room.clock())
    copy = await load(room, f"{FERRY} A last line.", "Herald")
    assert (copy.republishes, copy.followers) == (None, 1)


async def test_another_article_of_the_story_alerts_and_both_cards_name_the_other_outlet(room: Newsroom) -> None:
    first, second, other = [
        (await load(room, *said)) for said in ((FERRY, "Wire"), (RETOLD, "Herald"), (OTHER, "Gazette"))
    ]
    assert (first.followers, second.followers) == (1, 1)
    assert (await room.articles.open(first.article.id)).story == Story(("Herald",), differs=True)
    assert (await room.articles.open(second.article.id)).story == Story(("Wire",), differs=True)
    assert (await room.articles.open(other.article.id)).story == Story()
    (pair,) = await room.articles.versions.differences(first.article.id)
    assert {pair.one.figures, pair.other.figures} == {("12",), ("15",)}
    assert FERRY[pair.one.start : pair.one.end] == pair.one.text
    assert RETOLD[pair.other.start : pair.other.end] == pair.other.text
    assert [one.id for one in await room.articles.latest(9)] == [other.article.id, second.article.id]


async def test_a_changed_text_of_the_same_link_is_a_new_version_and_told_once(room: Newsroom) -> None:
    first = await load(room, FERRY, link=LINK)
    await send_all(room)
    second = await load(room, CORRECTED, link=f"{LINK}#top")
    assert (second.revises, second.followers, second.republishes) == (first.article.id, 1, None)
    assert not (await load(room, CORRECTED, link=LINK)).is_new
    told = (await owed(room))[1:]
    assert [(row.article_id, row.corrects, row.state) for row in told] == [
        (second.article.id, first.article.id, "queued")
    ]
    found = await room.articles.versions.correction(first.article.id, second.article.id)
    assert found is not None
    (change,) = found.changes
    assert change == Change(*[f"At least {n} sailors drowned when the ferry went down near Bergen." for n in (12, 15)])
    assert (await room.articles.open(first.article.id)).text == CORRECTED
    assert (await room.articles.open(first.article.id)).story.corrected
    async with room.database.read() as unit:
        kept = await unit.articles.get(first.article.id)
    assert kept is not None
    assert kept.text == FERRY


async def test_who_was_not_sent_the_old_text_gets_the_new_one_only(room: Newsroom) -> None:
    await load(room, FERRY, link=LINK)
    assert (await load(room, CORRECTED, link=LINK)).followers == 0
    assert len(await owed(room)) == 1


async def test_case_and_punctuation_are_no_correction_and_another_text_is_another_article(room: Newsroom) -> None:
    await load(room, FERRY, link=LINK)
    assert not (await load(room, FERRY.upper(), link=LINK)).is_new
    other = await load(room, OTHER, link=LINK)
    assert (other.is_new, other.revises) == (True, None)


async def test_stories_outlive_a_restart_and_know_what_another_process_stored(sqlite_url: str, room: Newsroom) -> None:
    topics, stories = Topics(room.database, room.clock, MOST), Stories(room.database, room.clock)
    await topics.open()
    await stories.open()
    there = Articles(room.database, Analyser(Here()), topics, stories, room.clock, lambda: None)
    first = await load(room, FERRY)
    copy = await there.load(Draft(f"{FERRY} A last line.", "Herald reports", "Herald", "en"))
    assert copy.republishes is not None
    later = Stories(room.database, room.clock)
    opening = asyncio.create_task(later.open())
    restarted = Articles(room.database, Analyser(Here()), topics, later, room.clock, lambda: None)
    again = await restarted.load(Draft(f"{FERRY} Another last line.", "Post reports", "Post", "en"))
    await opening
    assert again.republishes is not None
    assert again.republishes.id == first.article.id
