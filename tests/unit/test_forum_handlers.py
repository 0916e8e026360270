"""Forums: in which of its topics a group gets its posts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import ADMIN, GROUP, House, Json, house
from tests.unit.grouped import BOSS, MEMBER, thread, topics


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.api.standings[MEMBER] = "member"
        yield opened


async def test_posts_go_to_the_topic_of_the_first_follow_until_start_moves_them(here: House) -> None:
    def in_topic(number: int) -> Json:
        return {"message_thread_id": number, "is_topic_message": True}

    await here.say("/follow kuril", BOSS, GROUP, **in_topic(7))
    first = await thread(here)
    await here.say("/follow sanctions", BOSS, GROUP, **in_topic(8))
    second = await thread(here)
    await here.say("/start", MEMBER, GROUP, **in_topic(9))
    not_his = await thread(here)
    await here.say("/start", BOSS, GROUP, **in_topic(8))
    moved = await thread(here)
    await here.say("/start", BOSS, GROUP)
    assert (first, second, not_his, moved, await thread(here)) == (7, 7, 7, 8, None)


async def test_posts_go_to_the_topic_where_the_first_follow_was_pressed(here: House) -> None:
    await here.say("/load Japan and Russia met in Oslo. They spoke of the islands. Talks go on.", ADMIN)
    card = here.message(1, GROUP, text="A card", message_thread_id=7, is_topic_message=True)
    await here.press("sug:1001:0:0", BOSS, message=card)
    assert len(await topics(here)) == 1
    assert await thread(here) == 7
    elsewhere = here.message(1, GROUP, text="A card", message_thread_id=8, is_topic_message=True)
    await here.press("sug:1001:1:0", BOSS, message=elsewhere)
    assert len(await topics(here)) == 2
    assert await thread(here) == 7


async def test_posts_go_to_the_topic_where_the_question_of_the_first_follow_was_answered(here: House) -> None:
    asked = here.message(1, GROUP, text="A card", message_thread_id=7, is_topic_message=True)
    await here.press("fol:0:3:0", BOSS, message=asked)
    question = here.message(1, GROUP, text="?") | {"message_id": here.api.message_id}
    inside = {"message_thread_id": 7, "is_topic_message": True}
    await here.say("kuril", BOSS, GROUP, reply_to_message=question, **inside)
    assert (await topics(here), await thread(here)) == (["kuril"], 7)
