"""The whole bot: its parts put together, from the start to the signal that ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.app.background import fill, working
from bot.app.conversation import Conversation
from bot.app.sending import Sending
from bot.app.server import reached
from bot.app.watching import READY, Watch
from bot.core import make_folder, open_core
from bot.jobs.lock import only_one
from bot.jobs.pool import ProcessPool
from bot.jobs.stopping import on_signals, until
from bot.settings import Settings
from bot.telegram.connection import refusal_named


async def run(settings: Settings, pool: ProcessPool, announce: Callable[[str], None], watch: Watch) -> None:
    """The whole bot, until SIGINT or SIGTERM. ``announce`` gets one line when it is ready, ``watch`` is told of
    what is done.

    Raises ConfigurationError if it cannot start as it is set up, or when the token is refused later.
    """
    stopped = on_signals()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pool.close)
        call, filled = asyncio.Event(), asyncio.Event()
        make_folder(settings.data)
        owner = stack.enter_context(only_one(settings.data))
        await stack.enter_async_context(watch.listening(settings))
        core = await stack.enter_async_context(open_core(settings, pool, call.set, owner=owner, monitor=watch.monitor))
        watch.read(core.database)
        server = await stack.enter_async_context(reached(settings, watch.figures))
        conversation = Conversation.of(core, server, settings, watch.monitor)
        sending = Sending.of(core, conversation.bot, call, settings, owner, watch.monitor)

        async def start() -> None:
            await stack.enter_async_context(conversation.connected())
            await sending.sender.recover()
            await stack.enter_async_context(conversation.begun(stopped))
            watch.state = READY
            announce(server.page)

        async def open_gate() -> None:
            # What admins load comes after the seeds, for the gate is shut.
            await fill(core)
            conversation.gate.open()
            filled.set()
            await asyncio.Event().wait()

        with refusal_named():
            if await until(stopped, start()):
                async with sending.begun() as sent:
                    alarms = core.office.alarms.run(sending.notices.tell, asyncio.sleep)
                    await until(
                        stopped, conversation.bot.watch(), open_gate(), alarms, *sent, *working(core, settings, filled)
                    )
