"""What an admin does to an article, and what new articles are compared with after it; on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.desk import Desk
from bot.services.stories import Stories
from bot.services.storing import Loaded
from bot.sources.draft import Draft
from storage.records import PlacementRecord
from summarizer.stories.fingerprint import load as fingerprint_of
from tests.fixtures.house import Here
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.integration.test_stories_service import FERRY, RETOLD


@pytest.fixture
async def room(database_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(database_url) as opened:
        await opened.follow("norway")
        yield opened


async def load(room: Newsroom, text: str, outlet: str = "Wire") -> Loaded:
    return await room.articles.load(Draft(text, f"{outlet} reports", outlet, "en"))


async def place(room: Newsroom, one: Loaded) -> PlacementRecord:
    async with room.database.read() as unit:
        found = await unit.stories.of(one.article.id)
    assert found is not None
    return found


def copy(number: int) -> str:
    return f"{FERRY} Line {number} was added by the editors."


async def test_no_copy_of_a_deleted_article_and_none_of_its_story(room: Newsroom) -> None:
    first = await load(room, FERRY)
    await room.desk.delete(first.article.id)
    again = await load(room, copy(1), "Herald")
    assert (again.republishes, again.followers) == (None, 1)
    assert (await place(room, again)).story == again.article.id
    await room.desk.delete(again.article.id)
    other = await load(room, RETOLD, "Post")
    assert (await place(room, other)).story == other.article.id


async def test_undo_brings_it_back(room: Newsroom) -> None:
    first = await load(room, FERRY)
    await room.desk.delete(first.article.id)
    await room.desk.restore(first.article.id)
    again, other = await load(room, copy(1), "Herald"), await load(room, RETOLD, "Post")
    assert again.republishes is not None
    assert again.republishes.id == first.article.id
    assert (await place(room, other)).story == first.article.id


async def test_of_a_deleted_original_a_copy_that_is_left_stands_in_for_it(room: Newsroom) -> None:
    first, second = await load(room, FERRY), await load(room, copy(1), "Herald")
    await room.desk.delete(first.article.id)
    third = await load(room, copy(2), "Post")
    assert third.republishes is not None
    assert (third.republishes.id, third.followers) == (second.article.id, 0)


async def test_what_is_deleted_is_not_read_at_the_next_start_but_can_be_brought_back(room: Newsroom) -> None:
    first = await load(room, FERRY)
    await room.desk.delete(first.article.id)
    stories, analyser = Stories(room.database, room.clock), Analyser(Here())
    await stories.open()
    articles = Articles(room.database, analyser, room.topics, stories, room.clock, lambda: None)
    desk = Desk(room.database, analyser, stories, room.clock, lambda: None, lambda _: None)
    assert (await articles.load(Draft(copy(1), "A ferry", "Herald", "en"))).republishes is None
    await desk.delete(first.article.id + 1)
    await desk.restore(first.article.id)
    again = await articles.load(Draft(copy(2), "The ferry", "Post", "en"))
    assert again.republishes is not None
    assert again.republishes.id == first.article.id


async def test_an_edit_changes_what_later_articles_are_compared_with(room: Newsroom) -> None:
    first = await load(room, FERRY)
    dossier = await room.desk.edit(first.article.id, "language", "fr")
    assert dossier.article.language == "fr"
    async with room.database.read() as unit:
        [kept] = await unit.stories.fingerprints(0, 9)
    assert (fingerprint_of(kept.body).language, kept.story) == ("fr", first.article.id)
    # A copy is one in the same language.
    assert (await load(room, copy(1), "Herald")).republishes is None
    await room.desk.edit(first.article.id, "language", "en")
    again = await load(room, copy(2), "Post")
    assert again.republishes is not None
