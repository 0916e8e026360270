"""The composition root: with `bot.core`, the only place where parts are put together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from telegram.ext import Application, ContextTypes, ExtBot

from bot.core import Core, make_folder, open_core, utc_now
from bot.delivery.broadcasts import Broadcasting, Postman
from bot.delivery.digests import DigestCourier
from bot.delivery.draining import draining
from bot.delivery.habits import Habits
from bot.delivery.notices import AdminNotices
from bot.delivery.sender import Sender
from bot.handlers import articles as article_commands
from bot.handlers import audit as audit_commands
from bot.handlers import (
    bans,
    briefs,
    broadcasts,
    charts,
    digest_buttons,
    export,
    groups,
    inline,
    language,
    latest,
    load,
    membership,
    opening,
    privacy,
    problems,
    quotas,
    roles,
    said,
    saved,
    schedule_buttons,
    schedules,
    search,
    sharing,
    start,
    stats,
    summary,
    timelines,
    top,
    topic_list,
    topics,
    tour,
    votes,
    waiting,
)
from bot.handlers import feeds as feed_commands
from bot.handlers import settings as setting_commands
from bot.handlers.context import App, Context, Services
from bot.handlers.profile import publish_profile
from bot.handlers.turns import turns_of
from bot.jobs.intake import Intake, taking
from bot.jobs.lock import only_one
from bot.jobs.polling import Poller
from bot.jobs.pool import ProcessPool
from bot.jobs.retention import Retention
from bot.jobs.seeding import seed
from bot.jobs.stopping import on_signals, until
from bot.services.digests.desk import DigestDesk
from bot.services.groups import Groups
from bot.services.incoming import Incoming
from bot.services.preferences import Preferences
from bot.services.rights import Rights
from bot.services.shelf import Shelf
from bot.settings import Settings
from bot.telegram.connection import WatchedBot, connect, refusal_named
from bot.telegram.limiter import Limiter
from bot.telegram.standings import standings
from bot.telegram.transport import AiohttpRequest

FIRST_MODULES = (bans, membership, groups, quotas, privacy, sharing, inline)
"""These look before the others: the banned stay outside, groups have a door, everybody a quota, links open with
`/start`, and who asks for privacy is not noted."""

READER_MODULES = (
    charts,
    topics,
    topic_list,
    schedules,
    schedule_buttons,
    language,
    setting_commands,
    tour,
    latest,
    digest_buttons,
    saved,
    top,
    export,
    briefs,
    timelines,
    said,
    votes,
)
"""What readers look at, follow and keep, and when they are told."""

ADMIN_MODULES = (feed_commands, article_commands, audit_commands, load, roles, stats, broadcasts)
"""Commands that only admins may use, in the order in which they look at an update."""


async def run(settings: Settings, pool: ProcessPool, announce: Callable[[str], None]) -> None:
    """The whole bot, until SIGINT or SIGTERM. ``announce`` gets one line when it is ready.

    Raises ConfigurationError if it cannot start as it is set up, or when the token is refused later.
    """
    stopped = on_signals()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pool.close)
        call = asyncio.Event()
        make_folder(settings.data)
        owner = stack.enter_context(only_one(settings.data))
        core = await stack.enter_async_context(open_core(settings, pool, call.set, owner=owner))
        api_url, token, page = await _bot_api(settings, stack)
        transports = AiohttpRequest(connections=settings.connections), AiohttpRequest(connections=2, read=30.0)
        for transport in transports:
            stack.push_async_callback(transport.shutdown)
        gate = opening.Gate()
        app, bot = build(core, api_url, token, transports, gate, Limiter(settings.messages_per_second))
        sender = _sender(core, bot, call, settings, owner)
        broadcasting = Broadcasting(core.office.broadcasts, bot, core.readers, call.set, asyncio.sleep)
        notices = AdminNotices(core.database, bot, core.readers, utc_now, core.notices_due)

        async def handle(update: object) -> None:
            async with core.way.answering():
                await app.process_update(update)

        intake = Intake(bot, Incoming(core.database, utc_now), handle, turns_of(app).rest)
        poller = Poller(core.polling, utc_now, core.feeds_due, asyncio.sleep)

        async def start() -> None:
            await connect(app)
            stack.push_async_callback(app.shutdown)
            await sender.recover()
            await app.start()
            stack.push_async_callback(app.stop)
            await stack.enter_async_context(taking(intake, stopped))
            stack.push_async_callback(turns_of(app).close)
            stack.callback(gate.close)
            await publish_profile(app)
            announce(page)

        async def fill() -> None:
            # Articles are numbered as they come: what admins load comes after the seeds, for the gate is shut.
            await core.reading
            await seed(core.database, core.articles, utc_now)
            await core.desk.purge()
            gate.open()
            await poller.recover()
            await poller.run()

        with refusal_named():
            if await until(stopped, start()):
                async with draining(sender) as drained:
                    retention = Retention(core.forgetting, asyncio.sleep)
                    beside = (
                        notices.run(),
                        core.articles.fanouts.run(),
                        retention.run(),
                        broadcasting.run(),
                        core.office.alarms.run(notices.tell, asyncio.sleep),
                    )
                    await until(stopped, bot.watch(), fill(), *beside, asyncio.shield(drained))


def _sender(core: Core, bot: WatchedBot, call: asyncio.Event, settings: Settings, owner: str) -> Sender:
    """What takes digests and messages to all from the ledger to Telegram, whenever ``call`` is set."""
    places, flights = Groups(core.database, utc_now), core.flights
    courier = DigestCourier(
        bot, core.articles, core.composer, utc_now, places, paid=settings.paid_broadcast, flights=flights
    )
    deliver, habits = Postman(courier, core.office.broadcasts).deliver, _habits(settings, owner)
    return Sender(core.database, deliver, utc_now, call, habits, flights, core.office.alarms)


def _habits(settings: Settings, owner: str) -> Habits:
    return Habits(settings.places, settings.alerts_per_hour, drops=settings.on_unknown == "drop", name=owner)


def build(
    core: Core,
    api_url: str,
    token: str,
    transports: tuple[AiohttpRequest, AiohttpRequest],
    gate: opening.Gate,
    limiter: Limiter,
) -> tuple[App, WatchedBot]:
    """The Telegram application with its handlers, in the order in which they look at an update.

    ``transports``: one for what is sent, one for the long poll, so that neither waits for the other's connections.
    ``gate``: opened once the archive may be read.
    """
    bot = WatchedBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=transports[0],
        get_updates_request=transports[1],
        rate_limiter=limiter,
    )
    as_library: ExtBot[str] = bot
    app: App = Application.builder().bot(as_library).context_types(ContextTypes(context=Context)).updater(None).build()
    app.bot_data["services"] = Services(
        core.articles,
        core.topics,
        core.matches,
        core.readers,
        core.audit,
        core.feeds,
        core.desk,
        core.loading,
        core.schedules,
        DigestDesk(core.database, core.composer, core.schedules, utc_now),
        Shelf.of(core.database, core.articles, core.topics, utc_now, token, core.forgetting),
        core.charts,
        core.briefs,
        core.said,
        Groups(core.database, utc_now),
        Rights(standings(bot), utc_now),
        core.office,
        Preferences(core.database, utc_now),
    )
    opening.register(app, gate)
    for module in (waiting, *FIRST_MODULES, start, summary, search, *READER_MODULES, *ADMIN_MODULES, problems):
        module.register(app)
    summary.register_long_texts(app)
    start.register_unknown(app)
    return app, bot


async def _bot_api(settings: Settings, stack: AsyncExitStack) -> tuple[str, str, str]:
    """Address and token of the Bot API server, and what to announce; the sandbox is started if there is no token."""
    if settings.telegram_token is not None:
        return settings.telegram_api_url.rstrip("/"), settings.telegram_token.get_secret_value(), "on Telegram"
    # Loaded only where it is needed.
    from bot.sandbox.starting import start_sandbox

    sandbox = await start_sandbox(settings, utc_now)
    stack.push_async_callback(sandbox.stop)
    return sandbox.url, sandbox.token, f"open {sandbox.url}/ in a browser"
