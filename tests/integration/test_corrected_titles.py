"""An outlet gives an article another title: a new version, told to whoever got the old one; on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.services.audit import EDITED, edit_of
from bot.services.storing import Loaded
from bot.sources.draft import Draft
from summarizer.stories.corrections import Change
from tests.fixtures.house import ADMIN
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, Item, rss
from tests.integration.test_stories_service import CORRECTED, FERRY, LINK, owed, send_all

FIRST, SECOND = "Ferry sinks off Norway", "Storm sinks ferry, twelve dead"


@pytest.fixture
async def room(database_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(database_url) as opened:
        await opened.follow("norway")
        yield opened


async def load(room: Newsroom, title: str, text: str = FERRY, link: str | None = LINK) -> Loaded:
    return await room.articles.load(Draft(text, title, "Wire", "en", link=link))


async def sent(room: Newsroom, title: str = FIRST) -> Loaded:
    first = await load(room, title)
    await send_all(room)
    return first


async def changes(room: Newsroom, one: Loaded, other: Loaded) -> tuple[Change, ...]:
    found = await room.articles.versions.correction(one.article.id, other.article.id)
    assert found is not None
    return found.changes


async def test_another_title_is_a_version_and_told_once(room: Newsroom) -> None:
    first = await sent(room)
    second = await load(room, SECOND)
    assert (second.is_new, second.revises, second.followers) == (True, first.article.id, 1)
    assert await changes(room, first, second) == (Change(FIRST, SECOND),)
    again = await load(room, SECOND)
    assert (again.is_new, again.followers) == (False, 0)
    assert [row.corrects for row in await owed(room)] == [None, first.article.id]
    async with room.database.read() as unit:
        titles = [one.title for one in await unit.articles.headlines([first.article.id, second.article.id])]
    assert sorted(titles) == sorted([FIRST, SECOND])
    shown = await room.articles.open(first.article.id)
    assert (shown.title, shown.story.corrected) == (SECOND, True)


async def test_many_at_once_are_told_the_same(room: Newsroom) -> None:
    first = await sent(room)
    batch = await room.articles.batches.prepare([Draft(FERRY, SECOND, "Wire", "en", link=LINK)])
    results = [one async for found in room.articles.batches.store(batch) for one in found]
    assert [getattr(one, "revises", None) for one in results] == [first.article.id]
    assert len(await owed(room)) == 2


async def test_the_title_comes_before_the_sentences_that_changed(room: Newsroom) -> None:
    first = await sent(room)
    second = await load(room, SECOND, CORRECTED)
    title, sentence = await changes(room, first, second)
    assert title == Change(FIRST, SECOND)
    assert (sentence.before or "").startswith("At least 12")


@pytest.mark.parametrize("title", ["FERRY SINKS, off Norway", f"{FIRST} | Wire", f"{FIRST} - The Wire", ""])
async def test_case_and_the_name_of_the_outlet_are_no_other_title(room: Newsroom, title: str) -> None:
    await sent(room)
    assert not (await load(room, title)).is_new


async def test_the_same_text_from_elsewhere_is_known_whatever_its_title(room: Newsroom) -> None:
    await sent(room)
    for link in (None, "https://post.example/1"):
        assert not (await load(room, SECOND, link=link)).is_new


async def test_a_title_made_of_the_text_was_none(room: Newsroom) -> None:
    first = await room.articles.load(Draft(FERRY, None, "Wire", "en", link=LINK))
    assert first.article.title in FERRY
    assert not (await load(room, SECOND)).is_new


async def test_what_an_admin_put_right_is_not_undone_by_the_outlets_own_title(room: Newsroom) -> None:
    first = await sent(room, "Fery sinks")
    await room.desk.edit(first.article.id, "title", FIRST)
    async with room.database.write() as unit:
        detail = edit_of(first.article.id, "title")
        await unit.audit.record(ADMIN, EDITED, detail, allowed=True, at=room.clock())
    assert not (await load(room, "Fery sinks")).is_new
    second = await load(room, "Fery sinks", CORRECTED)
    assert [one.before == FIRST for one in await changes(room, first, second)] == [False]


async def test_a_feed_that_changes_a_title_only_is_heard(room: Newsroom) -> None:
    told = rss(Item(FIRST, FERRY))
    room.web.pages[FEED] = told
    feed = await room.primed()
    async with room.database.read() as unit:
        [first] = await unit.articles.latest(9)
    room.web.pages[FEED] = told.replace(f"<title>{FIRST}".encode(), f"<title>{SECOND}".encode())
    assert (await room.poll(await room.now(feed))).stored == 1
    assert await room.titles() == [FIRST, SECOND]
    assert (await room.articles.open(first.id)).title == SECOND
