"""/trend, /compare and /ties without a process: pictures, captions, and what is said where there is nothing to draw."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.sources.draft import Draft
from bot.texts.html import bare, units
from tests.fixtures.house import ADMIN, GROUP, House, Json, house

TALKS = "Envoys of Japan and Russia held talks on Monday. They will meet again in May. Nobody spoke of oil."
AGAIN = "Envoys of Japan and Russia held talks on Monday. They will meet again in May. Nobody spoke of gas."
OTHER = "Chile opened an embassy in Nairobi on Friday. The ambassador speaks Swahili. A reception was held at noon."


@pytest.fixture(scope="module")
def filled(migrated_sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three articles and a reader, to be copied."""
    folder = tmp_path_factory.mktemp("charts")
    shutil.copy(migrated_sqlite_file, folder / "communique.db")
    asyncio.run(fill(f"sqlite:///{folder / 'communique.db'}"))
    return folder


async def fill(url: str) -> None:
    async with house(url) as opened:
        for text in (TALKS, AGAIN, OTHER):
            await load(opened, text)
        await opened.say("/start")


@pytest.fixture
async def here(filled: Path, tmp_path: Path) -> AsyncIterator[House]:
    data = shutil.copytree(filled, tmp_path / "data")
    async with house(f"sqlite:///{data / 'communique.db'}") as opened:
        yield opened


async def load(here: House, text: str, outlet: str | None = None) -> None:
    """An article of today."""
    draft = Draft(text=text, outlet=outlet, published=here.clock())
    await here.app.bot_data["services"].articles.load(draft)


async def shown(here: House, text: str, **more: Any) -> Json:
    """What a command is answered with: one picture."""
    [given] = await here.say(text, **more)
    assert "photo" in given or "caption" in given, given
    return given


async def said(here: House, text: str, **more: Any) -> str:
    [given] = await here.say(text, **more)
    return str(given["text"])


async def test_a_trend_says_in_words_what_its_picture_shows(here: House) -> None:
    given = await shown(here, "/trend japan ~ russia")
    caption = bare(given["caption"])
    assert "Japan" in caption
    assert "Russia" in caption
    assert "2 articles, most on" in caption
    assert "Largest stories" in caption
    assert [button["text"] for row in given["reply_markup"]["inline_keyboard"] for button in row] == ["1002"]


async def test_the_button_under_a_picture_opens_the_article(here: House) -> None:
    given = await shown(here, "/trend japan ~ russia")
    data = given["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    texts = [one.get("text", "") for one in await here.press(data)]
    assert any("Nobody spoke of gas" in text for text in texts)


@pytest.mark.parametrize("period", ["today", "week", "month", "year", "since 1 January 2020", "year dark", "dark"])
async def test_each_period_is_drawn(here: House, period: str) -> None:
    assert "2 articles" in (await shown(here, f"/trend japan {period}"))["caption"]


async def test_a_chart_of_nothing_is_a_sentence(here: House) -> None:
    text = await said(here, "/trend zanzibar week")
    assert "there is nothing to draw" in text
    assert "<code>/trend zanzibar year</code>" in text
    assert "nothing to draw" in await said(here, "/compare zanzibar, samoa")
    assert "nothing to draw" in await said(here, "/ties samoa")


@pytest.mark.parametrize("asked", ["trend zanzibar", "compare zanzibar, samoa", "ties samoa"])
async def test_who_asked_for_a_year_is_not_told_to_ask_for_one(here: House, asked: str) -> None:
    for period in ("year", "since 1 January 2020"):
        text = await said(here, f"/{asked} {period}")
        assert "year</code>" not in text
        assert f"<code>/search {asked.partition(' ')[2]}</code>" in text
    assert f"<code>/{asked} year</code>" in await said(here, f"/{asked} month")


async def test_nobody_beside_it_is_another_sentence(here: House) -> None:
    await load(here, "The parliament of Iceland met on Monday. It will meet again. Nobody was absent.")
    assert "nobody else beside it" in await said(here, "/ties iceland")


async def test_an_article_without_a_date_is_left_out_and_counted(here: House) -> None:
    await here.say("/load Envoys of Japan and Russia will meet in Chile. Nobody knows when. It may be soon.", ADMIN)
    caption = bare((await shown(here, "/trend japan"))["caption"])
    assert "2 articles" in caption
    assert "1 more article has no date of publication" in caption
    compared = bare((await shown(here, "/compare japan, chile"))["caption"])
    assert "1 more article has no date of publication" in compared
    await here.say("/load The port of Samoa is shut. Nobody knows for how long. Ships wait outside it.", ADMIN)
    assert "1 more article has no date of publication" in await said(here, "/trend samoa")


async def test_articles_of_a_muted_outlet_are_not_counted(here: House) -> None:
    await load(here, "Envoys of Japan and Chile held talks in Lima. They spoke of copper. Nobody else came.", "Wire")
    assert "3 articles" in (await shown(here, "/trend japan"))["caption"]
    assert "Chile" in (await shown(here, "/ties japan"))["caption"]
    await here.press("tmu:1004:0")
    assert "2 articles" in (await shown(here, "/trend japan"))["caption"]
    assert "Chile" not in (await shown(here, "/ties japan"))["caption"]
    caption = bare((await shown(here, "/compare japan, chile"))["caption"])
    assert "Japan: 2 articles" in caption
    assert "Chile: 1 article" in caption


async def test_topics_are_compared_in_their_order(here: House) -> None:
    caption = bare((await shown(here, "/compare chile, japan ~ russia, “fisheries, oil”"))["caption"])
    rows = [row for row in caption.split("\n") if row[:2] in ("1.", "2.", "3.")]
    assert rows[0].endswith(": 1 article")
    assert rows[1].split(": ")[1].startswith("2 articles, most on")
    assert rows[2].endswith("0 articles")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("japan", "at least two topics"),
        ("japan,", "at least two topics"),
        ("japan, tokyo ~ moscow, a, b, c", "These are 5 topics"),
        ("japan, Japon", "ask for the same"),
        ("," * 40, "at least two topics"),
    ],
)
async def test_what_cannot_be_compared_is_explained(here: House, words: str, told: str) -> None:
    assert told in await said(here, f"/compare {words}")


async def test_ties_name_the_partner_and_the_act(here: House) -> None:
    caption = bare((await shown(here, "/ties japan"))["caption"])
    assert "Ties of Japan" in caption
    assert "Named in 2 articles" in caption
    [row] = [row for row in caption.split("\n") if row.startswith("1. ")]
    assert row.startswith("1. Russia 2: ")
    assert row.endswith("negotiations 2")
    assert "Chile" not in caption


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("atlantis", "no country or organisation"),
        ("japan russia", "no country or organisation"),
        ("oil", "no country or organisation"),
        ("Jappan", "/trend. Did you mean “Japan”"),
        ("congo", "may be more than one"),
    ],
)
async def test_what_is_no_country_is_explained(here: House, words: str, told: str) -> None:
    assert told in await said(here, f"/ties {words}")


@pytest.mark.parametrize("command", ["trend", "compare", "ties"])
async def test_a_missing_topic_is_asked_for(here: House, command: str) -> None:
    assert "/cancel" in await said(here, f"/{command}")
    answer = "japan, chile" if command == "compare" else "japan"
    assert "Japan" in (await shown(here, answer))["caption"]


async def test_a_period_said_before_the_topic_is_kept(here: House) -> None:
    assert "/cancel" in await said(here, "/trend year dark")
    assert "2025 –" in (await shown(here, "japan"))["caption"]


@pytest.mark.parametrize("command", ["trend", "compare", "ties"])
@pytest.mark.parametrize("words", ["x" * 3900, "a, " * 1300, "((((", '"', "since", "japan since 31 February", "🕊"])
async def test_nonsense_gets_one_sentence(here: House, command: str, words: str) -> None:
    [given] = await here.say(f"/{command} {words}")
    text = given.get("text") or given["caption"]
    assert "unexpected" not in text
    assert units(bare(text)) < 1024


@pytest.mark.parametrize(
    ("words", "told"),
    [("since 31 February", "31 February"), ("since 9999-01-01", "9999-01-01"), ("since the flood", "the flood")],
)
async def test_a_day_that_is_none_or_ahead_is_explained(here: House, words: str, told: str) -> None:
    assert told in await said(here, f"/trend japan {words}")


async def test_in_a_group_the_picture_answers_who_asked(here: House) -> None:
    given = await shown(here, "/trend japan", chat=GROUP)
    assert given["chat_id"] == GROUP
    assert given["reply_parameters"]["message_id"]


async def test_markup_in_a_title_is_shown_as_it_is(here: House) -> None:
    for sort in ("first", "second"):
        await load(
            here, f"Japan <b>&amp; co</b> $5 and $6\n\nJapan met <i>envoys</i> for {sort} talks on Monday. All left."
        )
    caption = (await shown(here, "/trend envoys"))["caption"]
    assert "&lt;b&gt;&amp;amp; co&lt;/b&gt; $5 and $6" in caption
