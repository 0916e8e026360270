"""The order of updates: kept within a chat, free across chats."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.telegram.lanes import Lanes, chat_of


def update(number: int, chat: int) -> Update:
    message = Message(number, datetime(2026, 1, 1, tzinfo=UTC), Chat(chat, Chat.PRIVATE), text="x")
    return Update(number, message=message)


class Handler:
    """Notes what it begins and ends; an update whose number is held waits for its release."""

    def __init__(self, *held: int) -> None:
        self.begun = list[int]()
        self.ended = list[int]()
        self.releases = {number: asyncio.Event() for number in held}

    async def __call__(self, one: Update) -> None:
        self.begun.append(one.update_id)
        if one.update_id in self.releases:
            await self.releases[one.update_id].wait()
        if one.update_id < 0:
            raise ValueError("odd")
        self.ended.append(one.update_id)


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_chats_updates_wait_for_each_other() -> None:
    handler = Handler(1)
    lanes = Lanes(handler)
    for number in (1, 2, 3):
        lanes.put(update(number, 7))
    await _settle()
    assert handler.begun == [1]
    handler.releases[1].set()
    await lanes.idle()
    assert handler.ended == [1, 2, 3]


async def test_another_chat_does_not_wait_even_for_a_flood() -> None:
    handler = Handler(1)
    lanes = Lanes(handler, abreast=2)
    for number in range(1, 500):
        lanes.put(update(number, 7))
    lanes.put(update(1000, 8))
    await _settle()
    assert handler.ended == [1000]
    handler.releases[1].set()
    await lanes.idle()
    assert len(handler.ended) == 500


async def test_a_failed_update_does_not_hold_up_the_chat() -> None:
    handler = Handler()
    lanes = Lanes(handler)
    lanes.put(update(-1, 7))
    lanes.put(update(2, 7))
    await lanes.idle()
    assert handler.ended == [2]
    assert not lanes._waiting


async def test_what_is_dropped_is_not_begun() -> None:
    handler = Handler(1)
    lanes = Lanes(handler)
    lanes.put(update(1, 7))
    lanes.put(update(2, 7))
    await _settle()
    lanes.drop()
    handler.releases[1].set()
    await lanes.idle()
    assert handler.ended == [1]


async def test_closing_lets_go_of_what_hangs() -> None:
    handler = Handler(1)
    lanes = Lanes(handler)
    lanes.put(update(1, 7))
    await _settle()
    await lanes.close()
    assert (handler.begun, handler.ended) == ([1], [])


def test_an_update_without_a_chat_has_a_lane_too() -> None:
    assert chat_of(Update(1)) == 0
