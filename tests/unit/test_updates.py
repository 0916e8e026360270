"""The order of updates: kept within a chat, free across chats."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.telegram.updates import PerChatProcessor


def update(number: int, chat: int) -> Update:
    message = Message(number, datetime(2026, 1, 1, tzinfo=UTC), Chat(chat, Chat.PRIVATE), text="x")
    return Update(number, message=message)


async def test_a_chats_updates_wait_for_each_other() -> None:
    processor, order, release = PerChatProcessor(), list[int](), asyncio.Event()

    async def handle(number: int) -> None:
        if number == 1:
            await release.wait()
        order.append(number)

    tasks = [asyncio.create_task(processor.process_update(update(n, 7), handle(n))) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    release.set()
    await asyncio.gather(*tasks)
    assert order == [1, 2, 3]


async def test_another_chat_does_not_wait() -> None:
    processor, release = PerChatProcessor(), asyncio.Event()
    held = asyncio.create_task(processor.process_update(update(1, 7), release.wait()))
    await asyncio.sleep(0)
    await processor.process_update(update(2, 8), asyncio.sleep(0))
    assert not held.done()
    release.set()
    await held


async def test_a_failed_update_does_not_hold_up_the_chat() -> None:
    processor = PerChatProcessor()

    async def fail() -> None:
        raise ValueError("odd")

    await asyncio.gather(processor.process_update(update(1, 7), fail()), return_exceptions=True)
    await processor.process_update(update(2, 7), asyncio.sleep(0))
    assert not processor._locks
