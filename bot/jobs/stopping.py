"""SIGINT and SIGTERM: whatever the program is at, it ends by itself and leaves nothing half done."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def on_signals() -> asyncio.Event:
    """An event that is set once the program is asked to end. Needs a running event loop, in the main thread."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        loop.add_signal_handler(name, stopped.set)
    return stopped


async def until(stopped: asyncio.Event, *works: Awaitable[None]) -> bool:
    """Do the works side by side until the first is done, and cancel the others; what it raises is raised.

    False if the program was asked to stop before any was done.
    """
    tasks = [asyncio.ensure_future(work) for work in works]
    asked = asyncio.create_task(stopped.wait())
    try:
        done, _ = await asyncio.wait({*tasks, asked}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (*tasks, asked):
            task.cancel()
        await asyncio.gather(*tasks, asked, return_exceptions=True)
    finished = [task for task in tasks if task in done]
    for task in finished:
        task.result()
    return bool(finished)
