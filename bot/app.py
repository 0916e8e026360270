"""The composition root: the only place where parts are put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

from telegram.ext import Application, ContextTypes, ExtBot

from bot.delivery.broadcasts import Broadcasting, Postman
from bot.delivery.digests import DigestCourier
from bot.delivery.draining import draining
from bot.delivery.habits import Habits
from bot.delivery.notices import AdminNotices
from bot.delivery.sender import Sender
from bot.errors import ConfigurationError
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
from bot.services.alarms import Alarms
from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.audit import Audit
from bot.services.bans import key_of
from bot.services.briefs.service import Briefs
from bot.services.charts import Charts
from bot.services.desk import Desk
from bot.services.digests.composing import Composer
from bot.services.digests.desk import DigestDesk
from bot.services.feed_sources import FeedSources
from bot.services.feeds import Feeds
from bot.services.flights import Flights
from bot.services.forgetting import Forgetting, Limits
from bot.services.groups import Groups
from bot.services.incoming import Incoming
from bot.services.leases import Leases
from bot.services.loading import Loading
from bot.services.matches import Matches
from bot.services.notices import Notices
from bot.services.office import Office
from bot.services.polling import Polling
from bot.services.preferences import Preferences
from bot.services.readers import Readers
from bot.services.right_of_way import RightOfWay
from bot.services.rights import Rights
from bot.services.roles import Roles
from bot.services.said.service import Said
from bot.services.schedules.service import Schedules
from bot.services.shelf import Shelf
from bot.services.stories import Stories
from bot.services.topics import Topics
from bot.settings import Settings
from bot.sources.fetch import Fetcher
from bot.telegram.connection import WatchedBot, connect, refusal_named
from bot.telegram.limiter import Limiter
from bot.telegram.standings import standings
from bot.telegram.transport import AiohttpRequest
from storage.engine import Database
from storage.errors import StorageError

_LOG = logging.getLogger(__name__)

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


def utc_now() -> datetime:
    """The clock of the real program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Core:
    """What works without Telegram: the database and the use cases on it."""

    database: Database
    articles: Articles
    topics: Topics
    matches: Matches
    readers: Readers
    audit: Audit
    office: Office
    desk: Desk
    loading: Loading
    feeds: Feeds
    polling: Polling
    feeds_due: asyncio.Event
    """Set when a feed has become due out of its turn."""
    notices_due: asyncio.Event
    """Set when something is owed to the admins."""
    way: RightOfWay
    schedules: Schedules
    composer: Composer
    forgetting: Forgetting
    charts: Charts
    briefs: Briefs
    said: Said
    flights: Flights
    reading: asyncio.Task[None]
    """Done once the names that topics are made of, all topics, and the stories of the last days are read."""


@asynccontextmanager
async def open_core(
    settings: Settings, pool: ProcessPool, wake: Callable[[], None], *, spares: bool = True, owner: str = ""
) -> AsyncIterator[Core]:
    """The database at its newest revision, and the services. Raises ConfigurationError where that cannot be.

    ``spares`` is `Loading`'s: whether others wait for the pool. ``owner`` is `Leases`'s.
    """
    key = _make_folder(settings.data)
    database: Database | None = None
    fetcher = Fetcher(private=settings.fetch_private, contact=settings.fetch_contact)
    reading: asyncio.Task[None] | None = None
    try:
        try:
            database = await Database.open(settings.database)
            await database.migrate()
        except StorageError as error:
            raise ConfigurationError(str(error)) from error
        flights = Flights(settings.places // 4)
        topics = Topics(database, utc_now, settings.most_topics, pool, flights)
        stories = Stories(database, utc_now)
        reading = asyncio.create_task(_read(topics, stories))
        analyser = Analyser(pool)
        articles = Articles(database, analyser, topics, stories, utc_now, wake)
        people = Roles(database, utc_now, settings.admin_ids)
        audit = Audit(database, utc_now, people)
        notices_due = asyncio.Event()
        notices = Notices(settings.admin_ids, notices_due.set, settings.alert_chat)
        office = Office.of(
            database,
            utc_now,
            people,
            key,
            Alarms(database, notices, utc_now),
            a_minute=settings.commands_per_minute,
            texts=settings.own_texts_per_day,
            flights=flights,
        )
        matches = Matches(topics, articles.archive)
        composer = Composer(database, articles, matches, utc_now)
        schedules = Schedules(database, utc_now, settings.alerts_per_hour, wake)
        briefs = Briefs(database, articles, schedules, pool, utc_now)
        desk = Desk(database, analyser, stories, utc_now, wake, forgetting(matches, composer, briefs))
        loading = Loading(articles, pool, fetcher, spares=spares)
        sources, feeds_due = FeedSources(fetcher, pool), asyncio.Event()
        way = RightOfWay()
        leases = Leases(database, utc_now, owner)
        polling = Polling(
            database, articles, sources, utc_now, SystemRandom(), leases=leases, notices=notices, way=way.clear
        )
        feeds = Feeds(database, sources, polling, utc_now, feeds_due.set)
        readers = Readers(database, utc_now, flights)
        yield Core(
            database,
            articles,
            topics,
            matches,
            readers,
            audit,
            office,
            desk,
            loading,
            feeds,
            polling,
            feeds_due,
            notices_due,
            way,
            schedules,
            composer,
            Forgetting(database, topics, utc_now, _limits(settings)),
            Charts.of(database, pool),
            briefs,
            Said(database, pool),
            flights,
            reading,
        )
    finally:
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        await fetcher.close()
        if database is not None:
            await database.close()


def forgetting(matches: Matches, composer: Composer, briefs: Briefs) -> Callable[[int], None]:
    """What lets go of what is remembered of an article that is not what it was."""

    def forget(article_id: int) -> None:
        matches.forget(article_id)
        composer.forget(article_id)
        briefs.forget()

    return forget


def _limits(settings: Settings) -> Limits:
    return Limits(settings.keep_deliveries_days, settings.keep_audit_days, settings.keep_left_days)


def _make_folder(folder: Path) -> bytes:
    """The data folder, and in it the key that bans are hashed with."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return key_of(folder)
    except OSError as error:
        raise ConfigurationError(f"cannot use the data folder {folder}: {error.strerror}") from error


async def _read(topics: Topics, stories: Stories) -> None:
    await asyncio.gather(topics.open(), stories.open())


async def run(settings: Settings, pool: ProcessPool, announce: Callable[[str], None]) -> None:
    """The whole bot, until SIGINT or SIGTERM. ``announce`` gets one line when it is ready.

    Raises ConfigurationError if it cannot start as it is set up, or when the token is refused later.
    """
    stopped = on_signals()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pool.close)
        call = asyncio.Event()
        _make_folder(settings.data)
        owner = stack.enter_context(only_one(settings.data))
        core = await stack.enter_async_context(open_core(settings, pool, call.set, owner=owner))
        api_url, token, page = await _bot_api(settings, stack)
        transports = AiohttpRequest(connections=settings.connections), AiohttpRequest(connections=2, read=30.0)
        for transport in transports:
            stack.push_async_callback(transport.shutdown)
        gate = opening.Gate()
        app, bot = build(core, api_url, token, transports, gate, Limiter(settings.messages_per_second))
        places = Groups(core.database, utc_now)
        everywhere = core.office.broadcasts
        paid, flights, alarms = settings.paid_broadcast, core.flights, core.office.alarms
        courier = DigestCourier(bot, core.articles, core.composer, utc_now, places, paid=paid, flights=flights)
        sender = Sender(
            core.database,
            Postman(courier, everywhere).deliver,
            utc_now,
            call,
            _habits(settings, owner),
            flights,
            alarms,
        )
        broadcasting = Broadcasting(everywhere, bot, core.readers, call.set, asyncio.sleep)
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
                        alarms.run(notices.tell, asyncio.sleep),
                    )
                    await until(stopped, bot.watch(), fill(), *beside, asyncio.shield(drained))


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
