"""A sender at work beside other things, and how it comes to an end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery.sender import Sender

PATIENCE = 15.0
"""Seconds that the end of the program waits for Telegram's word on what is in flight."""


@asynccontextmanager
async def draining(sender: Sender) -> AsyncIterator[asyncio.Task[None]]:
    """The sender at work, as a task; at the end it claims no more, and what is in flight has `PATIENCE` to land."""
    task = asyncio.create_task(sender.run())
    try:
        yield task
    finally:
        sender.stop()
        await asyncio.wait({task}, timeout=PATIENCE)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
