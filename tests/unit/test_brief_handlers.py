"""`/brief` and `/timeline` in the chat, without a process: pages, references, periods, and what is refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.sources.draft import Draft
from tests.fixtures.house import ADMIN, GROUP, House, Json, house

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)

FERRY = (
    "A ferry sank off Norway on Tuesday after it had struck a rock. At least 12 sailors drowned when the ferry went "
    "down, the coast guard said. Divers will search the wreck on Friday."
)
AGAIN = (
    "Norway mourns the ferry that went down in the storm this week. At least 15 sailors drowned when the ferry went "
    "down, the coast guard said. The owner closed its offices in Bergen."
)
TREATY = (
    "Chile and Norway signed a treaty on salmon on 3 March 2026 in Oslo. The treaty ends a quarrel that began in 2019 "
    "between Norway and Chile. Fishermen in both countries welcomed the lower duties."
)


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.clock.now = NOW
        yield opened


async def add(here: House, title: str, text: str, outlet: str, day: int | None) -> int:
    published = datetime(2026, 3, day, 9, tzinfo=UTC) if day else None
    articles = here.app.bot_data["services"].articles
    loaded = await articles.load(Draft(title=title, text=text, outlet=outlet, published=published, language="en"))
    return int(loaded.article.id)


async def stocked(here: House) -> list[int]:
    return [
        await add(here, "Ferry sinks off Norway", FERRY, "Wire", 11),
        await add(here, "Norway mourns a ferry", AGAIN, "Post", 12),
        await add(here, "Salmon treaty signed", TREATY, "Herald", 4),
    ]


async def said(here: House, text: str, **more: int) -> str:
    return str((await here.say(text, **more))[-1]["text"])


def buttons(message: Json) -> dict[str, str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def test_a_brief_shows_facts_with_outlet_and_date(here: House) -> None:
    await stocked(here)
    text = await said(here, "/brief norway")
    assert "Brief: norway" in text
    assert "3 articles · 3 outlets" in text
    assert "signed a treaty on salmon on 3 March 2026 in Oslo." in text
    assert "Herald · Mar 4, 2026" in text


async def test_other_figures_stand_beside_the_sentence(here: House) -> None:
    await stocked(here)
    text = await said(here, "/brief ferry 20")
    assert text.count("At least 12") + text.count("At least 15") == 1
    shown = "Other figures: 15 sailors (Post · Mar 12, 2026)" if "At least 12" in text else "Other figures: 12 sailors"
    assert shown in text


@pytest.mark.parametrize("length", [1, 2, 3, 4])
async def test_other_figures_make_a_brief_no_longer(here: House, length: int) -> None:
    await stocked(here)
    answer = (await here.say(f"/brief norway {length}"))[-1]
    assert len([name for name in buttons(answer) if name.isdecimal()]) == length


async def test_what_is_told_in_the_reader_s_language_comes_first(here: House) -> None:
    await stocked(here)
    french = "Le Chili a fermé son ambassade en Norvège. Le ministre du Chili a quitté Oslo mardi. Il pleuvait."
    articles = here.app.bot_data["services"].articles
    for outlet in ("Le Quai", "Le Courrier", "La Dépêche"):
        title = f"Le Chili ferme son ambassade ({outlet})"
        text = f"{french} {outlet} était là."
        await articles.load(Draft(title=title, text=text, outlet=outlet, published=NOW, language="fr"))
    text = await said(here, "/brief chile 20")
    assert text.index("Salmon treaty signed") < text.index("Le Chili ferme")


async def test_a_day_is_no_title(here: House) -> None:
    await add(here, "Wednesday, 11 March 2026", FERRY, "Wire", 11)
    text = await said(here, "/brief ferry")
    assert "11 March" not in text
    assert "<b>A ferry sank off Norway on Tuesday after it had struck a rock</b>" in text


async def test_a_reference_opens_the_sentence_among_its_neighbours(here: House) -> None:
    await stocked(here)
    answer = (await here.say("/brief salmon 1"))[-1]
    opened = (await here.press(buttons(answer)["1"]))[-1]
    assert "<b>Chile and Norway signed a treaty" in opened["text"]
    assert "The treaty ends a quarrel" in opened["text"]


async def test_a_reference_of_a_deleted_article_says_so(here: House) -> None:
    numbers = await stocked(here)
    answer = (await here.say("/brief salmon 1"))[-1]
    async with here.database.write() as unit:
        assert await unit.articles.delete(numbers[2], now=NOW)
    refused = await here.press(buttons(answer)["1"])
    assert "was deleted" in refused[0]["text"]
    assert refused[0]["show_alert"] is True
    assert "no article about “salmon”" in await said(here, "/brief salmon")


async def test_a_corrected_article_is_cited_in_its_newest_version(here: House) -> None:
    first = await add(here, "Ferry sinks", FERRY, "Wire", 11)
    articles = here.app.bot_data["services"].articles
    corrected = FERRY.replace("At least 12", "At least 15")
    await articles.load(Draft(title="Ferry sinks", text=corrected, outlet="Wire", language="en"), revises=first)
    text = await said(here, "/brief ferry 20")
    assert "At least 15" in text
    assert "At least 12" not in text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("norway today", ["mourns"]),
        ("norway week", ["mourns", "sank"]),
        ("norway since 4 march", ["mourns", "sank", "salmon"]),
        ("norway since last Thursday 20", ["mourns", "sank"]),
        ("norway с 10 марта", ["mourns", "sank"]),
        ("norway depuis hier", ["mourns", "sank"]),
        ("norway 本周", ["mourns", "sank"]),
    ],
)
async def test_a_period_leaves_out_what_is_older(here: House, words: str, found: list[str]) -> None:
    await stocked(here)
    text = await said(here, f"/brief {words}")
    assert [sign for sign in ("mourns", "sank", "salmon") if sign in text] == found


async def test_today_begins_at_the_readers_midnight(here: House) -> None:
    await stocked(here)
    here.clock.now = datetime(2026, 3, 12, 16, tzinfo=UTC)
    await here.say("/digest zone Tokyo")
    assert "no article about “norway” from" in await said(here, "/brief norway today")


async def test_who_asked_for_a_month_is_not_told_to_ask_for_one(here: House) -> None:
    await stocked(here)
    here.clock.now = datetime(2029, 3, 12, 16, tzinfo=UTC)
    told = await said(here, "/brief norway month")
    assert "no article about “norway” from" in told
    assert "month" not in told


@pytest.mark.parametrize("command", ["brief", "timeline"])
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("norway since 31 February", "There is no day “31 February”"),
        ("norway since 5 March 9999", "still to come"),
        ("norway since 9999", "still to come"),
        ("norway since brexit", "do not understand “brexit” as a date"),
        ("xyzzy", "no article about “xyzzy”"),
        ("norway ~", "~"),
        ("!!! ???", "word"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(here: House, command: str, words: str, answer: str) -> None:
    await stocked(here)
    text = await said(here, f"/{command} {words}")
    assert answer in text
    assert "reference" not in text


@pytest.mark.parametrize("command", ["brief", "timeline"])
async def test_a_message_as_long_as_may_be_is_refused_once_no_other_part_follows(here: House, command: str) -> None:
    await here.say(f"/{command} {'norway ' * 600}"[:4096])
    here.api.answered.clear()
    here.silence.set()
    await asyncio.wait_for(here.api.answered.wait(), 30)
    assert "250 characters are the most" in here.answers()[-1]["text"]


async def test_last_tuesday_at_new_year_is_one_of_the_old_year(here: House) -> None:
    here.clock.now = datetime(2027, 1, 1, 12, tzinfo=UTC)
    await stocked(here)
    assert "from December 29, 2026 on" in await said(here, "/brief norway since last Tuesday")


@pytest.mark.parametrize("command", ["brief", "timeline"])
async def test_a_topic_is_asked_for_and_the_period_kept(here: House, command: str) -> None:
    await stocked(here)
    asked = await here.say(f"/{command} since 10 March")
    assert "Send me words" in asked[0]["text"]
    text = await said(here, "norway")
    assert "since March 10, 2026" in text
    assert "salmon" not in text


async def test_pages_are_turned_with_the_length_and_the_period_of_the_first(here: House) -> None:
    for number in range(14):
        place = ("Oslo", "Bergen", "Rome", "Lima", "Accra", "Cairo", "Delhi", "Quito", "Tunis")[number % 9]
        kind = ("fish", "timber", "wheat", "copper", "wool", "grain", "salt")[number % 7]
        deed = ("taxed", "burned", "shipped", "stored", "banned", "praised", "weighed")[number // 2]
        text = f"Norway {deed} the {kind} of {place}. Of {kind} {place} wants {number + 90} more tons."
        await add(here, f"Deal {number}", text, "Wire", 10)
    asked = here.message(2, text="/brief norway week 40", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
    first = (await here.arrive(message=asked))[-1]
    assert "More ›" in buttons(first)
    shown = here.message(1, 2, text="A brief", reply_to_message=asked)
    here.clock.now = NOW + timedelta(days=30)
    second = (await here.press(buttons(first)["More ›"], message=shown))[0]
    assert "11" in buttons(second)
    assert "‹ Back" in buttons(second)
    gone = await here.press(buttons(first)["More ›"])
    assert "show_alert" in gone[0]


async def test_a_timeline_puts_events_in_their_order(here: House) -> None:
    await stocked(here)
    text = await said(here, "/timeline norway")
    places = [text.index(part) for part in ("began in 2019", "signed a treaty", "A ferry sank", "Divers will search")]
    assert places == sorted(places)
    assert "<b>2019</b>" in text
    assert "March 2026" in text


async def test_a_timeline_of_days_names_them(here: House) -> None:
    await stocked(here)
    text = await said(here, "/timeline norway since 9 March")
    assert "Tuesday, March 10, 2026" in text
    assert "Friday, March 13, 2026" in text
    assert "2019" not in text


async def test_a_timeline_comes_as_a_picture_by_word_and_by_button(here: House) -> None:
    await stocked(here)
    asked = here.message(2, text="/timeline norway")
    shown = here.message(1, 2, text="A timeline", reply_to_message=asked)
    before = len(here.api.calls)
    answer = (await here.say("/timeline norway"))[-1]
    await here.say("/timeline norway picture")
    await here.press(buttons(answer)["As a picture"], message=shown)
    photos = [given for name, given in here.api.calls[before:] if name == "sendPhoto"]
    assert len(photos) == 2
    assert all("Timeline: norway" in photo["caption"] for photo in photos)


async def test_articles_without_any_date_are_said_to_have_none(here: House) -> None:
    await add(here, "Quiet", "Norway keeps silent on the matter. Nobody in Norway knows why that is so.", "Wire", None)
    assert "no date in them" in await said(here, "/timeline norway")
    await stocked(here)
    assert "1 article has no date of publication" in await said(here, "/timeline norway")


@pytest.mark.parametrize("data", ["bri:0:0:0", "tim:999999999:999999999:999999999", "cit:999:0", "cit:1001:999999999"])
async def test_a_forged_button_does_no_harm(here: House, data: str) -> None:
    await stocked(here)
    asked = here.message(2, text="/brief norway")
    shown = here.message(1, 2, text="A brief", reply_to_message=asked)
    answers = await here.press(data, message=shown)
    assert all("reference" not in str(one.get("text")) for one in answers)
    assert answers


async def test_in_a_group_the_asker_alone_is_asked(here: House) -> None:
    await stocked(here)
    asked = (await here.say("/brief", chat=GROUP))[0]
    assert asked["reply_markup"]["selective"] is True
    question = here.message(1, GROUP, text="?") | {"message_id": here.api.message_id}
    text = await here.say("norway", ADMIN, GROUP, reply_to_message=question)
    assert text == []
