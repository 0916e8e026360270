"""/stats without a process: figures that fit, for admins only, of nobody in particular; the period by buttons."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.stats.model import Daily, Figures
from bot.services.stats.showing import stats_picture, stats_text
from bot.texts.catalogue import languages, translator
from bot.texts.charts.drawing import draw
from bot.texts.html import MESSAGE_LIMIT, bare, length
from storage.records import Tally, TopicRecord
from storage.repositories.stats import FeedCounts, FeedTrouble, ReaderCounts, Waits
from tests.fixtures.house import ADMIN, GROUP, House, Json, house

TEXT = "Envoys of Japan and Russia met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."
READER = 7_421_903_355
SECRET = "my aunt margarete"
MOST = 10**15
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "An Outlet Of Many Words & <b>Signs</b> " * 20


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        await opened.say("/follow japan", READER)
        await opened.say(f"/follow {SECRET}", READER)
        await opened.say(f"/load {TEXT}", ADMIN)
        yield opened


async def shown(here: House, text: str = "/stats") -> Json:
    """The message of figures that a command is answered with."""
    return (await here.say(text, ADMIN))[0]


def periods(message: Json) -> list[str]:
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def test_the_figures_are_those_of_what_happened(here: House) -> None:
    text = bare((await shown(here))["text"])
    assert "Statistics: 24 hours" in text
    assert "active: 2, new in 7 days: 2, stopped: 0, blocked: 0" in text
    assert "Follows: 2" in text
    assert "24 hours: 1 waiting" in text or "24 hours: 1 " in text
    assert "7 days: 1 " in text
    assert "Articles loaded: 1" in text
    assert "Feeds\nactive: 0, failing: 0, paused: 0" in text
    assert "MB" in text


async def test_a_picture_of_the_month_comes_with_them(here: House) -> None:
    figures, picture = await here.say("/stats", ADMIN)
    assert "caption" not in figures
    assert "Deliveries and articles per day" in picture["caption"]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("", "24 hours"),
        ("day", "24 hours"),
        ("24H", "24 hours"),
        ("week", "7 days"),
        (" Month ", "30 days"),
        ("30", "30 days"),
    ],
)
async def test_a_period_is_said_behind_the_command(here: House, words: str, chosen: str) -> None:
    given = await shown(here, f"/stats {words}")
    assert f"Statistics: {chosen}" in bare(given["text"])
    assert f"• {chosen}" in periods(given)
    assert len(periods(given)) == 3


@pytest.mark.parametrize("words", ["fortnight", "x" * 3900, "<b>", "0", "-1"])
async def test_another_word_is_explained(here: House, words: str) -> None:
    [given] = await here.say(f"/stats {words}", ADMIN)
    assert "is no period" in given["text"]


async def test_a_button_changes_the_period_in_place(here: House) -> None:
    before = len(here.api.calls)
    given = await here.press("sts:7", ADMIN)
    assert "editMessageText" in [name for name, _ in here.api.calls[before:]]
    assert "Statistics: 7 days" in bare(given[0]["text"])
    assert "• 7 days" in periods(given[0])
    assert "Statistics: 24 hours" in bare((await here.press("sts:999999999999999999", ADMIN))[0]["text"])


async def test_readers_get_no_figures(here: House) -> None:
    for given in (await here.say("/stats", READER), await here.press("sts:7", READER)):
        assert "Database" not in given[0]["text"]
        assert "/stats" in given[0]["text"]
        assert len(given) == 1


async def test_in_a_group_figures_are_shown_to_nobody(here: House) -> None:
    before = len(here.api.calls)
    (told,) = await here.say("/stats", ADMIN, GROUP)
    assert "Send it to me in our private chat" in told["text"]
    figures = here.message(1, GROUP, text="Figures")
    (pressed,) = await here.press("sts:7", ADMIN, message=figures)
    assert "private chat" in pressed["text"]
    assert [name for name, _ in here.api.calls[before:] if name in ("sendPhoto", "editMessageText")] == []


async def test_nobody_can_be_told_from_them(here: House) -> None:
    async with here.database.write() as unit:
        for one in await unit.deliveries.claim(9, now=here.clock()):
            await unit.deliveries.failed(one.id, error=f"Bad Request: chat {READER} is odd", now=here.clock())
    text = (await shown(here))["text"]
    assert "Bad Request: chat … is odd" in text
    assert str(READER) not in text
    assert "margarete" not in text
    assert "Japan" not in text
    for user in (11, 12):
        await here.say("/follow japan", user)
    text = (await shown(here))["text"]
    assert "• Japan: 3" in text
    assert "margarete" not in text


async def test_votes_are_shown_by_outlet_and_length(here: House) -> None:
    await here.press("vup:1001:3:0", READER)
    await here.press("vdn:1001:12:0", 11)
    text = bare((await shown(here))["text"])
    assert "Useful: 1 of 2 votes" in text
    assert "1 to 3 sentences: 1 of 1 · 9 or more: 0 of 1" in text
    assert "• without an outlet: 1 of 2" in text


FULL = Figures(
    days=30,
    at=AT,
    readers=ReaderCounts(MOST, MOST, MOST, MOST),
    follows=MOST,
    topics=[(TopicRecord(number, f'"{"word " * 30}"'.replace(' "', '"')), MOST) for number in range(5)],
    deliveries=[
        (days, dict.fromkeys(("sent", "queued", "sending", "unknown", "failed", "cancelled"), MOST))
        for days in (1, 7, 30)
    ],
    waits=Waits(MOST, 1e9, 1e9),
    feeds=FeedCounts(
        dict.fromkeys(("active", "paused", "failing"), MOST),
        [(LONG, MOST)] * 5,
        [
            FeedTrouble(LONG, MOST, '{"key": "error.unexpected", "values": {"reference": "x"}}'),
            FeedTrouble(LONG, 2, "nonsense"),
        ],
    ),
    arrivals=[(date(2026, 3, 2) - timedelta(days=ago), MOST) for ago in range(30)],
    articles=MOST,
    outlets=[(LONG, MOST)] * 5,
    liked=[Tally(MOST, MOST, LONG)] * 5,
    votes=dict.fromkeys(range(3), Tally(MOST, MOST)),
    errors=[(LONG, MOST)] * 3,
    size=MOST,
)


@pytest.mark.parametrize("language", languages())
def test_the_fullest_figures_fit_in_one_message(language: str) -> None:
    text = stats_text(translator(language), FULL)
    assert length(text) < MESSAGE_LIMIT
    assert "<b>Signs" not in text


def test_nothing_at_all_is_said_shortly() -> None:
    nothing = replace(
        FULL,
        days=1,
        topics=[],
        deliveries=[(1, {}), (7, {})],
        waits=None,
        feeds=FeedCounts({}, [], []),
        outlets=[],
        liked=[],
        votes={},
        errors=[],
    )
    text = bare(stats_text(translator("en"), nothing))
    assert "24 hours: none" in text
    assert "Failing" not in text
    assert "votes" not in text


@pytest.mark.parametrize("counts", [(0, 0), (3, 900_000)])
def test_the_picture_is_drawn_also_of_nothing(counts: tuple[int, int]) -> None:
    days = [date(2026, 3, 1) + timedelta(days=ahead) for ahead in range(30)]
    picture = stats_picture(translator("en"), Daily(days, [counts[0]] * 30, [counts[1]] * 30))
    assert draw(picture.chart, picture.look).startswith(b"\x89PNG")
    assert length(picture.caption) < 1024
