"""Quotas: so many commands a minute, so many own texts a day; told once, then silence until there is room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import TooManyTexts
from bot.services.quotas import MOST, Verdict
from storage.records import ReaderRecord
from tests.fixtures.house import ADMIN, GROUP, House, house
from tests.fixtures.house import MOST as MOST_TOPICS

READER, OTHER = 5, 6
TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border at all. " * 4


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        quotas = opened.app.bot_data["services"].office.quotas
        quotas.a_minute, quotas.texts = 3, 2
        yield opened


async def said(here: House, text: str, user: int = READER, chat: int | None = None) -> list[str]:
    return [one.get("text", "") for one in await here.say(text, user, chat)]


async def test_told_once_then_silence_until_there_is_room(here: House) -> None:
    for _ in range(3):
        assert "too much" not in (await said(here, "/help"))[0]
    assert "3 commands" in (await said(here, "/help"))[0]
    assert await said(here, "/help") == []
    assert await here.press("top:0:0", READER) == []
    here.clock.forward(seconds=21)
    assert "<b>" in (await said(here, "/help"))[0]
    # Told less than a minute ago.
    assert await said(here, "/help") == []
    here.clock.forward(seconds=120)
    for _ in range(3):
        assert "<b>" in (await said(here, "/help"))[0]
    assert "3 commands" in (await said(here, "/help"))[0]


async def test_a_button_is_told_in_an_alert(here: House) -> None:
    for _ in range(3):
        await here.say("/help", READER)
    (told,) = await here.press("top:0:0", READER)
    assert told["show_alert"]


async def test_members_of_a_group_count_by_themselves_and_talk_costs_nothing(here: House) -> None:
    for _ in range(9):
        assert await said(here, "hello", READER, GROUP) == []
    for _ in range(3):
        assert await said(here, "/help", READER, GROUP)
    assert "3 commands" in (await said(here, "/help", READER, GROUP))[0]
    assert "3 commands" not in (await said(here, "/help", OTHER, GROUP))[0]
    assert await said(here, "/help", READER) == []


async def test_admins_are_exempt(here: House) -> None:
    await here.say(f"/role {OTHER} observer", ADMIN)
    for user in (ADMIN, OTHER):
        for _ in range(9):
            assert "3 commands" not in (await said(here, "/help", user))[0]
    for _ in range(4):
        assert "Geneva" in (await said(here, TEXT, ADMIN))[0]


async def test_admins_follow_as_many_topics_as_they_like(here: House) -> None:
    async def follow(user: int) -> str:
        for number in range(MOST_TOPICS):
            await here.app.bot_data["services"].topics.follow(await reader(user), f"word{number}")
        return (await said(here, "/follow kuril", user))[0]

    async def reader(user: int) -> ReaderRecord:
        async with here.database.write() as unit:
            return await unit.readers.meet(user, "private", "en", now=here.clock())

    assert "You follow “kuril”" in await follow(ADMIN)
    assert "more are not possible" in await follow(READER)


async def test_own_texts_a_day(here: House) -> None:
    for _ in range(2):
        assert "Geneva" in (await said(here, TEXT))[0]
    assert "2 texts of your own" in (await said(here, TEXT))[0]
    here.clock.forward(days=1)
    assert "Geneva" in (await said(here, f"/summary {TEXT}"))[0]


async def test_no_limit_is_no_limit(here: House) -> None:
    quotas = here.app.bot_data["services"].office.quotas
    quotas.a_minute = quotas.texts = 0
    for _ in range(9):
        assert await quotas.command(READER) is Verdict.PASS
        await quotas.own_text(READER)


async def test_who_was_heard_of_longest_ago_is_forgotten(here: House) -> None:
    quotas = here.app.bot_data["services"].office.quotas
    for user in range(100, 100 + MOST + 5):
        await quotas.command(user)
        await quotas.own_text(user)
    assert len(quotas._buckets) == len(quotas._texts) == MOST
    await quotas.own_text(100 + MOST)
    with pytest.raises(TooManyTexts):
        await quotas.own_text(100 + MOST)
