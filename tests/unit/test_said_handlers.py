"""`/said` in the chat, without a process: people, countries, topics, repeats, pages, and what is refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sources.draft import Draft
from tests.fixtures.house import GROUP, House, Json, house

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)

GENEVA = (
    "Norwegian Foreign Minister Kari Dahl came to Geneva on Tuesday. “We will sign the salmon treaty before summer,” "
    "Dahl said. Chile’s foreign ministry said the text was ready. The weather in Geneva was mild all week. "
    "Most hotels were full. Ms. Dahl added that the tunnel to Sweden must wait."
)
OSLO = (
    "Oslo heard much of salmon this week. “We will sign the salmon treaty before summer,” Kari Dahl said. "
    "The Kremlin said that it was watching. A fisherman said he was tired."
)
TWO = "The poet Per Moe read in Oslo. “Verse is a boat,” Moe said. The evening was long."
OTHER = "The singer Anna Moe sang in Bergen. “Song is a sail,” Moe said. The evening was short."


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.clock.now = NOW
        yield opened


async def add(here: House, text: str, outlet: str, day: int, language: str = "en", revises: int | None = None) -> int:
    published = datetime(2026, 3, day, 9, tzinfo=UTC)
    draft = Draft(title=f"News {outlet} {day}", text=text, outlet=outlet, published=published, language=language)
    loaded = await here.app.bot_data["services"].articles.load(draft, revises=revises)
    return int(loaded.article.id)


async def stocked(here: House) -> list[int]:
    return [
        await add(here, GENEVA, "Wire", 10),
        await add(here, OSLO, "Post", 11),
        await add(here, TWO, "Herald", 9),
        await add(here, OTHER, "Herald", 8),
    ]


async def said(here: House, text: str) -> str:
    return str((await here.say(text))[-1]["text"])


def buttons(message: Json) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


@pytest.mark.parametrize("name", ["Dahl", "Kari Dahl", "Ms. Dahl", "kari dahl", "Foreign Minister Dahl", "K. Dahl"])
async def test_a_person_is_found_by_every_form_of_the_name(here: House, name: str) -> None:
    await stocked(here)
    text = await said(here, f"/said {name}")
    assert "Said by Kari Dahl" in text
    assert "“We will sign the salmon treaty before summer,”" in text
    assert "<b>Ms. Dahl</b> · added · not word for word" in text
    assert "tired" not in text


async def test_what_two_outlets_quote_is_shown_once(here: House) -> None:
    await stocked(here)
    text = await said(here, "/said Dahl")
    assert text.count("We will sign") == 1
    assert "<i>Wire · also in Post</i>" in text
    assert "2 quotations" in text
    assert "March 10, 2026" in text


@pytest.mark.parametrize(
    ("asked", "found", "other"),
    [
        ("Norway", "We will sign", "the text was ready"),
        ("Chile", "the text was ready", "We will sign"),
        ("the Kremlin", "it was watching", "We will sign"),
        ("Moscow", "it was watching", "We will sign"),
    ],
)
async def test_a_country_speaks_by_its_officials_ministries_and_seats(
    here: House, asked: str, found: str, other: str
) -> None:
    await stocked(here)
    text = await said(here, f"/said {asked}")
    assert found in text
    assert other not in text


async def test_a_country_s_words_are_repeated_by_those_who_do_not_say_whose_they_are(here: House) -> None:
    await stocked(here)
    assert "Wire · also in Post" in await said(here, "/said Norway")


async def test_a_muted_outlet_is_not_quoted(here: House) -> None:
    numbers = await stocked(here)
    await here.press(f"tmu:{numbers[0]}:0")
    text = await said(here, "/said Dahl")
    assert "<i>Post</i>" in text
    assert "Wire" not in text
    assert "no quotation of “Chile”" in await said(here, "/said Chile")


async def test_nobody_is_said_to_have_spoken_on_the_day_of_a_load(here: House) -> None:
    articles = here.app.bot_data["services"].articles
    await articles.load(Draft(title="News", text=GENEVA, outlet="Wire", language="en"))
    text = await said(here, "/said Dahl")
    assert "<b>undated</b>" in text
    assert "2026" not in text


async def test_a_member_of_a_group_may_ask_and_turn_pages(here: House) -> None:
    await stocked(here)
    here.api.standings[2] = "member"
    assert "Said by Kari Dahl" in (await here.say("/said Dahl", chat=GROUP))[-1]["text"]
    asked = here.message(2, GROUP, text="/said Dahl")
    shown = here.message(1, GROUP, text="Said", reply_to_message=asked)
    assert "Said by Kari Dahl" in (await here.press("sai:0:0", message=shown))[0]["text"]


async def test_an_article_that_is_put_right_is_read_anew(here: House) -> None:
    number = await add(here, GENEVA, "Wire", 10)
    assert "We will sign" in await said(here, "/said Dahl")
    services = here.app.bot_data["services"]
    await services.desk.edit(number, "outlet", "Courier")
    assert "<i>Courier</i>" in await said(here, "/said Dahl")
    await services.desk.edit(number, "language", "fi")
    assert "no quotation of “Dahl”" in await said(here, "/said Dahl")


async def test_a_topic_leaves_what_speaks_of_something_else(here: House) -> None:
    await stocked(here)
    text = await said(here, "/said Dahl about tunnel")
    assert "must wait" in text
    assert "Said by Kari Dahl about tunnel" in text


async def test_a_name_that_two_people_have_is_to_be_chosen(here: House) -> None:
    await stocked(here)
    asked = here.message(2, text="/said Moe", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
    which = (await here.arrive(message=asked))[-1]
    assert "Several may be meant by “Moe”" in which["text"]
    names = [row.partition("</b> ")[2] for row in which["text"].splitlines()[1:]]
    assert sorted(names) == ["Anna Moe: 1 quotation", "Per Moe: 1 quotation"]
    number = str(names.index("Per Moe: 1 quotation") + 1)
    shown = here.message(1, 2, text="Several", reply_to_message=asked)
    chosen = (await here.press(buttons(which)[number], message=shown))[0]
    assert "Said by Per Moe" in chosen["text"]
    assert "boat" in chosen["text"]
    assert "sail" not in chosen["text"]


async def test_a_reference_opens_the_quotation_in_its_place(here: House) -> None:
    await stocked(here)
    answer = (await here.say("/said Chile"))[-1]
    opened = (await here.press(buttons(answer)["1"]))[-1]
    assert "<b>Chile’s foreign ministry said the text was ready.</b>" in opened["text"]
    assert "The weather in Geneva" in opened["text"]


async def test_pages_are_turned_in_place(here: House) -> None:
    places = ("Oslo", "Bergen", "Rome", "Lima", "Accra", "Cairo", "Delhi", "Quito", "Tunis", "Sofia", "Minsk", "Turin")
    for number, place in enumerate(places):
        text = f"Envoy Kari Dahl spoke in {place} of {number + 3} ships. “We shall build in {place},” Kari Dahl said."
        await add(here, text, "Wire", 10)
    asked = here.message(2, text="/said Dahl", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
    first = (await here.arrive(message=asked))[-1]
    assert "12 quotations" in first["text"]
    assert "Turin" in first["text"]
    shown = here.message(1, 2, text="Said", reply_to_message=asked)
    second = (await here.press(buttons(first)["More ›"], message=shown))[0]
    assert "Oslo" in second["text"]
    assert "Turin" not in second["text"]
    assert {"11", "12", "‹ Back"} <= buttons(second).keys()
    gone = await here.press(buttons(first)["More ›"])
    assert gone[0]["show_alert"] is True


async def test_a_name_is_asked_for(here: House) -> None:
    await stocked(here)
    asked = (await here.say("/said"))[-1]
    assert "Whose words?" in asked["text"]
    assert "/cancel" in asked["text"]
    assert "Said by Kari Dahl about salmon" in await said(here, "Dahl about salmon")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("xyzzy", "no quotation of “xyzzy”"),
        ("Dahl about zeppelins", "no quotation of “Dahl” about “zeppelins”"),
        ("Japan", "no quotation of “Japan”"),
        ("about salmon", "need to know who spoke"),
        ("the president", "need to know who spoke"),
        ("!!! ???", "word"),
        ("Dahl about ((", "word"),
        ("مجهول", "no quotation of"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(here: House, words: str, answer: str) -> None:
    await stocked(here)
    text = await said(here, f"/said {words}")
    assert answer in text
    assert "reference" not in text


async def test_a_message_as_long_as_may_be_is_refused_once_no_other_part_follows(here: House) -> None:
    await here.say(f"/said {'dahl ' * 900}"[:4096])
    here.api.answered.clear()
    here.silence.set()
    await asyncio.wait_for(here.api.answered.wait(), 30)
    assert "250 characters are the most" in here.answers()[-1]["text"]


async def test_nobody_is_quoted_from_a_deleted_article(here: House) -> None:
    numbers = await stocked(here)
    answer = (await here.say("/said Chile"))[-1]
    async with here.database.write() as unit:
        assert await unit.articles.delete(numbers[0], now=NOW)
    refused = await here.press(buttons(answer)["1"])
    assert "was deleted" in refused[0]["text"]
    assert "no quotation of “Chile”" in await said(here, "/said Chile")
    text = await said(here, "/said Dahl")
    assert "<i>Post</i>" in text
    assert "Wire" not in text


async def test_a_corrected_article_is_quoted_in_its_newest_version(here: House) -> None:
    first = await add(here, GENEVA, "Wire", 10)
    assert "before summer" in await said(here, "/said Dahl")
    await add(here, GENEVA.replace("before summer", "before autumn"), "Wire", 10, revises=first)
    text = await said(here, "/said Dahl")
    assert "before autumn" in text
    assert "before summer" not in text


async def test_a_right_to_left_name_keeps_its_direction(here: House) -> None:
    await add(here, "قال وزير الخارجية التشيلي سامي الخطيب إن النص جاهز. كان الطقس جميلا.", "Wire", 10, "ar")
    text = await said(here, "/said الخطيب")
    assert "<b>\u2068وزير الخارجية التشيلي سامي الخطيب\u2069</b>" in text
    assert "\u2068قال وزير الخارجية التشيلي سامي الخطيب إن النص جاهز.\u2069" in text
    assert "النص جاهز" in await said(here, "/said Chile")


async def test_a_chinese_name_is_found(here: House) -> None:
    await add(here, "中国外交部发言人毛安表示，中方愿意继续谈判。会谈将于周一举行。", "Wire", 10, "zh")
    assert "中方愿意继续谈判" in await said(here, "/said 毛安")
    assert "中方愿意继续谈判" in await said(here, "/said China about 谈判")


@pytest.mark.parametrize("data", ["sai:0:0", "sai:999999999:0", "sai:0:4294967295", "sai:0:9999999999"])
async def test_a_forged_button_does_no_harm(here: House, data: str) -> None:
    await stocked(here)
    asked = here.message(2, text="/said Moe")
    shown = here.message(1, 2, text="Said", reply_to_message=asked)
    answers = await here.press(data, message=shown)
    assert "Several may be meant" in answers[0]["text"]
