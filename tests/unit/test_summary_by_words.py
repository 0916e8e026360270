"""`/summary` and some words: which article is meant, and which of its sentences."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.services.best import NEWEST
from bot.texts.html import bare
from tests.fixtures.house import ADMIN, House, Json, house

STURGEON = (
    "Sturgeon may be caught again in the Caspian Sea from May on. Five states agreed on it in Baku on Friday. "
    "The fish had been protected for ten years."
)
HARBOUR = (
    "Harbour pilots in Chile stopped work for two hours on Monday. Ships wait outside Valparaiso. A court hears the "
    "case in May. Exporters of salmon warned of losses. The government called for calm. A union of cooks sold "
    "sturgeon soup to those who waited. Talks go on."
)
TALKS = (
    "Japan and Norway opened talks on fisheries in Oslo on Monday. The two governments want to settle the catch of "
    "mackerel before the season begins. Norwegian boats took 212,000 tonnes last year. Talks go on until Thursday."
)
AGAIN = (
    "Talks on fisheries between Japan and Norway opened in Oslo on Monday. The catch of mackerel is to be settled by "
    "the two governments before the season begins. Norwegian boats took 212,000 tonnes last year."
)
WHALES = AGAIN + " Whales were not spoken of."

Row = tuple[str, str, str]


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def load(here: House, *rows: Row) -> None:
    """Articles as an admin loads them, each an outlet, a title and a text."""
    lines = [json.dumps({"outlet": by, "title": title, "text": text, "language": "en"}) for by, title, text in rows]
    await here.upload("a.jsonl", "\n".join(lines).encode(), ADMIN, caption="/load")
    await here.settle()


async def card(here: House, asked: str) -> str:
    return bare((await here.say(asked))[0]["text"])


def pressed(message: Json, name: str) -> str:
    rows: Sequence[Sequence[Json]] = message["reply_markup"]["inline_keyboard"]
    return next(str(one["callback_data"]) for row in rows for one in row if one["text"] == name)


async def test_an_article_about_the_words_goes_before_a_newer_one_that_has_them_in_passing(here: House) -> None:
    await load(here, ("AFP", "Five states open the Caspian Sea", STURGEON), ("AFP", "Pilots stop work", HARBOUR))
    assert "Five states open" in await card(here, "/summary sturgeon")
    assert "Pilots stop work" in await card(here, "/summary salmon")


async def test_of_several_that_are_about_the_words_the_newest_is_shown(here: House) -> None:
    later = "A hatchery near Astrakhan set free a million young fish. It is the largest on the Volga."
    await load(here, ("AFP", "The Caspian Sea", STURGEON), ("AFP", "A million sturgeon set free", later))
    assert "A million sturgeon" in await card(here, "/summary sturgeon")


async def test_an_article_about_most_of_the_words_goes_before_one_about_fewer(here: House) -> None:
    dinner = "Sturgeon was served in Oslo on Tuesday. The Caspian Sea is far away. A cook from Baku came."
    await load(here, ("AFP", "The Caspian Sea", STURGEON), ("AFP", "A dinner", dinner + " He left in May."))
    assert "Sturgeon may be caught" in await card(here, "/summary sturgeon caspian baku")


async def test_only_the_newest_articles_that_have_the_words_are_looked_at(here: House) -> None:
    names = [f"{one}{other}" for one in "abcdefgh" for other in "aeiouyk"][:NEWEST]
    others = [("AFP", f"Town {name}", f"The mayor of {name}ton resigned. The cause is {name}. Nobody came. A sturgeon "
               f"lay in {name}.") for name in names]  # fmt: skip
    await load(here, ("AFP", "The Caspian Sea", STURGEON), *others[1:])
    assert "Caspian" in await card(here, "/summary sturgeon")
    await load(here, others[0])
    assert f"Town {names[0]}" in await card(here, "/summary sturgeon")


async def test_a_muted_outlet_is_left_out_unless_nothing_else_has_the_words(here: House) -> None:
    await load(here, ("Reuters", "Pilots stop work", HARBOUR), ("AFP", "Five states open the Caspian Sea", STURGEON))
    await here.press("amu:0:0")
    await here.say("AFP")
    assert "Pilots stop work" in await card(here, "/summary sturgeon")
    assert "Five states open" in await card(here, "/summary caspian")


async def test_a_preferred_outlet_tells_the_story_only_if_it_has_the_words_too(here: House) -> None:
    await load(here, ("Reuters", "Japan and Norway open talks", TALKS), ("AFP", "Talks under way", WHALES))
    await here.press("apr:0:0")
    await here.say("Reuters")
    assert "Japan and Norway open talks" in await card(here, "/summary mackerel")
    assert "Talks under way" in await card(here, "/summary whales")


async def test_a_sentence_with_the_words_is_kept_and_the_buttons_keep_it_too(here: House) -> None:
    await load(here, ("AFP", "Pilots stop work", HARBOUR))
    assert "sturgeon soup" not in await card(here, "/summary 2 1001")
    asked = here.message(2, text="/summary 2 sturgeon")
    shown = (await here.say("/summary 2 sturgeon"))[0]
    assert "sturgeon soup" in shown["text"]
    assert "reply_parameters" in shown
    answered = here.message(1, 2, text="A card", reply_to_message=asked, reply_markup=shown["reply_markup"])
    for name in ("Shorter", "In context"):
        changed = (await here.press(pressed(shown, name), message=answered))[0]
        assert "sturgeon soup" in changed["text"], name
    alone = (await here.press(pressed(shown, "Shorter")))[0]
    assert "sturgeon soup" not in alone["text"]


async def test_an_article_is_bent_to_the_words_by_which_it_names_a_country(here: House) -> None:
    text = HARBOUR.replace("A union of cooks sold sturgeon soup to those who waited.", "Tokyo sent an observer.")
    await load(here, ("AFP", "Pilots stop work", text))
    assert "Tokyo sent an observer" in await card(here, "/summary 2 japan")
