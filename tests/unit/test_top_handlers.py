"""The largest stories of the last days: /top, without a process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.tables import metadata
from tests.fixtures.house import House, house
from tests.unit.shelf import OTHER, buttons, delete, loaded, said


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def test_the_largest_stories_name_their_outlets(here: House) -> None:
    assert "has more than one article" in await said(here, "/top")
    first, second = await loaded(here), await loaded(here, OTHER)
    async with here.database.write() as unit:
        story = await unit.stories.of(first)
        assert story is not None
    connection = here.database._backend.writing
    async with connection.begin() as transaction:
        placements = metadata.tables["placements"]
        await transaction.execute(placements.update().values(story=first))
        articles = metadata.tables["articles"]
        await transaction.execute(articles.update().where(articles.c.id == first).values(outlet="The Post"))
        await transaction.execute(articles.update().where(articles.c.id == second).values(outlet="Le Jour"))
    shown = (await here.say("/top"))[0]
    assert "1. Chile opened" in shown["text"]
    assert "2 outlets · 2 articles" in shown["text"]
    assert "Le Jour" in shown["text"]
    assert "The Post" in shown["text"]
    assert "Chile opened" in (await here.press(buttons(shown)["1"]))[1]["text"]
    await delete(here, second)
    assert "has more than one article" in await said(here, "/top week")
    here.clock.forward(days=9)
    assert "has more than one article" in await said(here, "/top 7")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/top nonsense", "is no number of days from 1 to 7"),
        ("/top 0", "is no number of days"),
        ("/top 8", "is no number of days"),
        ("/top ٨", "is no number of days"),
        ("/top " + "x" * 3000, "is no number of days"),
    ],
)
async def test_bad_input_gets_a_sentence_that_helps(here: House, text: str, answer: str) -> None:
    assert answer in await said(here, text)
