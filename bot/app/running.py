"""The whole bot: its parts put together, from the start to the signal that ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.app.background import fill, working
from bot.app.conversation import Conversation
from bot.app.sending import Sending, log_alarm, send
from bot.app.server import reached
from bot.app.standing import Standing, check_role, folder_of
from bot.app.watching import READY, Watch
from bot.core import Core, open_core
from bot.jobs.pool import ProcessPool
from bot.jobs.stopping import on_signals, until
from bot.settings import Settings
from bot.telegram.connection import number_of, refusal_named


async def run(settings: Settings, pool: ProcessPool, announce: Callable[[str], None], watch: Watch) -> None:
    """The part of the bot that the settings give this process, until SIGINT or SIGTERM.

    ``announce`` gets one line when it is ready, ``watch`` is told of what is done. Raises ConfigurationError if it
    cannot start as it is set up, or when the token is refused later.
    """
    check_role(settings)
    stopped = on_signals()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pool.close)
        call = asyncio.Event()
        owner = stack.enter_context(folder_of(settings))
        await stack.enter_async_context(watch.listening(settings))
        core = await stack.enter_async_context(open_core(settings, pool, call.set, owner=owner, monitor=watch.monitor))
        watch.read(core.database)
        with refusal_named():
            if settings.role == "worker":
                await _work(core, settings, stopped, announce, watch)
            else:
                await _talk(core, settings, owner, call, stopped, announce, watch)


async def _work(
    core: Core, settings: Settings, stopped: asyncio.Event, announce: Callable[[str], None], watch: Watch
) -> None:
    """Only what needs no Telegram."""
    filled = asyncio.Event()

    async def start() -> None:
        await fill(core)
        filled.set()
        watch.state = READY
        announce("as a worker")
        await asyncio.Event().wait()

    alarms = core.office.alarms.run(log_alarm, asyncio.sleep)
    await until(stopped, start(), alarms, *working(core, settings, filled, watch))


async def _talk(
    core: Core,
    settings: Settings,
    place: str,
    call: asyncio.Event,
    stopped: asyncio.Event,
    announce: Callable[[str], None],
    watch: Watch,
) -> None:
    """The conversation, what is sent, and, where this process does everything, the work behind them."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(reached(settings, watch.figures))
        standing = Standing.of(settings, number_of(server.token), place, is_shared=core.database.is_shared)
        await stack.enter_async_context(standing.shown())
        watch.stand(standing)
        conversation, filled = Conversation.of(core, server, settings, standing, watch.monitor), asyncio.Event()

        def sending() -> Sending:
            return Sending.of(core, conversation.bot, call, settings, standing.name, watch.monitor)

        async def start() -> None:
            await stack.enter_async_context(conversation.connected())
            await stack.enter_async_context(conversation.begun(stopped))
            announce(server.page)

        async def open_gate() -> None:
            # What admins load comes after the seeds, for the gate is shut.
            await fill(core)
            conversation.gate.open()
            watch.state = READY
            filled.set()
            await asyncio.Event().wait()

        if await until(stopped, start()):
            alarms = core.office.alarms.run(sending().notices.tell, asyncio.sleep)
            behind = working(core, settings, filled, watch) if settings.role == "all" else ()
            leading = standing.sender.lead(lambda: send(sending()))
            await until(stopped, conversation.bot.watch(), open_gate(), alarms, leading, *behind)
