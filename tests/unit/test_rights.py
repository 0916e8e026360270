"""Who may change what a chat follows, by Telegram's word, and how long that word holds."""

from __future__ import annotations

import pytest

from bot.errors import RightsUnknown
from bot.services.rights import KEPT, MOST, SAID, Rights
from tests.fixtures.sandbox import Clock

CHAT, PERSON = -100, 7


class Telegram:
    """Says how everybody stands, and counts how often it was asked."""

    def __init__(self, status: str) -> None:
        self.status = status
        self.asked = 0

    async def __call__(self, chat_id: int, user_id: int) -> str:
        self.asked += 1
        if self.status == "down":
            raise RightsUnknown
        return self.status


@pytest.mark.parametrize(
    ("status", "may"),
    [
        ("creator", True),
        ("administrator", True),
        ("member", False),
        ("restricted", False),
        ("left", False),
        ("kicked", False),
        ("something new", False),
    ],
)
async def test_only_administrators_may(status: str, may: bool) -> None:
    assert await Rights(Telegram(status), Clock()).administers(CHAT, PERSON) is may


async def test_who_writes_in_the_chats_own_name_administers_it_and_nobody_is_asked() -> None:
    telegram = Telegram("left")
    assert await Rights(telegram, Clock()).administers(CHAT, CHAT)
    assert telegram.asked == 0


async def test_another_channel_is_no_administrator() -> None:
    assert not await Rights(Telegram("left"), Clock()).administers(CHAT, -200)


async def test_word_holds_for_a_minute() -> None:
    telegram, clock = Telegram("administrator"), Clock()
    rights = Rights(telegram, clock)
    await rights.administers(CHAT, PERSON)
    telegram.status = "member"
    clock.forward(seconds=KEPT.total_seconds() - 1)
    believed = await rights.administers(CHAT, PERSON)
    clock.forward(seconds=1)
    assert (believed, await rights.administers(CHAT, PERSON), telegram.asked) == (True, False, 2)


async def test_word_is_about_one_person_in_one_chat() -> None:
    telegram = Telegram("administrator")
    rights = Rights(telegram, Clock())
    for chat, person in ((CHAT, PERSON), (CHAT, 8), (-101, PERSON), (CHAT, PERSON)):
        await rights.administers(chat, person)
    assert telegram.asked == 3


async def test_no_word_is_not_remembered() -> None:
    telegram = Telegram("down")
    rights = Rights(telegram, Clock())
    with pytest.raises(RightsUnknown):
        await rights.administers(CHAT, PERSON)
    telegram.status = "creator"
    assert await rights.administers(CHAT, PERSON)


async def test_oldest_words_go() -> None:
    telegram = Telegram("member")
    rights = Rights(telegram, Clock())
    for person in range(MOST + 1):
        await rights.administers(CHAT, person)
    await rights.administers(CHAT, MOST)
    assert telegram.asked == MOST + 1
    await rights.administers(CHAT, 0)
    assert telegram.asked == MOST + 2


def test_refusal_is_said_once_in_five_minutes() -> None:
    clock = Clock()
    rights = Rights(Telegram("member"), clock)
    said = [rights.to_be_told(CHAT, PERSON), rights.to_be_told(CHAT, PERSON), rights.to_be_told(CHAT, 8)]
    clock.forward(seconds=SAID.total_seconds())
    assert [*said, rights.to_be_told(CHAT, PERSON)] == [True, False, True, True]
