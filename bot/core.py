"""What works without Telegram, put together: the database at its newest revision, and the use cases on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from typing import Any

from bot.errors import ConfigurationError
from bot.jobs.hearing import Calls, Hearing, acts
from bot.jobs.local import LocalRunner
from bot.jobs.pool import ProcessPool
from bot.jobs.stored import Stored
from bot.monitoring.monitor import Monitor
from bot.services.alarms import Alarms
from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.audit import Audit
from bot.services.briefs.service import Briefs
from bot.services.charts import Charts
from bot.services.desk import Desk
from bot.services.digests.composing import Composer
from bot.services.feed_sources import FeedSources
from bot.services.feeds import Feeds
from bot.services.flights import Flights
from bot.services.forgetting import Forgetting, Limits
from bot.services.hosts import HostTurns
from bot.services.keys import ban_key
from bot.services.leases import Leases
from bot.services.loading import Loading
from bot.services.matches import Matches
from bot.services.notices import Notices
from bot.services.office import Office
from bot.services.parcels import Parcels
from bot.services.polling import Polling
from bot.services.readers import Readers
from bot.services.right_of_way import RightOfWay
from bot.services.roles import Roles
from bot.services.said.service import Said
from bot.services.schedules.service import Schedules
from bot.services.shared_flights import SharedFlights
from bot.services.stories import Stories
from bot.services.topics import Topics
from bot.settings import Settings
from bot.sources.fetch import Fetcher
from bot.sources.politeness import PAUSE, Politeness
from storage.engine import Database
from storage.errors import StorageError


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
    jobs: Stored | LocalRunner
    """Of several machines on a database that they share, otherwise of this process."""
    parcels: Parcels
    turns: HostTurns
    monitor: Monitor
    reading: asyncio.Task[None]
    """Done once the names that topics are made of, all topics, and the stories of the last days are read."""
    updates_due: asyncio.Event
    """Set when another process has left an update to this one."""


@asynccontextmanager
async def open_core(
    settings: Settings,
    pool: ProcessPool,
    wake: Callable[[], None],
    *,
    spares: bool = True,
    owner: str = "",
    monitor: Monitor | None = None,
) -> AsyncIterator[Core]:
    """The database at its newest revision, and the services. Raises ConfigurationError where that cannot be.

    ``spares`` is `Loading`'s: whether others wait for the pool. ``owner`` is `Leases`'s.
    ``monitor`` is told of what is done.
    """
    make_folder(settings.data)
    async with AsyncExitStack() as stack:
        database = await _opened(settings)
        stack.push_async_callback(database.close)
        turns = HostTurns(database, utc_now, PAUSE)
        fetcher = _fetcher(settings, database, turns)
        stack.push_async_callback(fetcher.close)
        key = await _key(database, settings.data)
        flights = _flights(settings, database)
        people = Roles(database, utc_now, settings.admin_ids)
        topics = Topics(database, utc_now, settings.most_topics, pool, flights, people)
        stories = Stories(database, utc_now)
        reading = _beside(stack, _read(topics, stories))
        analyser = Analyser(pool, monitor)
        jobs = Stored() if database.is_shared else LocalRunner(utc_now)
        articles = Articles(database, analyser, topics, stories, utc_now, wake, jobs, is_shared=database.is_shared)
        feeds_due, notices_due, updates_due = asyncio.Event(), asyncio.Event(), asyncio.Event()
        notices = Notices(settings.admin_ids, notices_due.set, settings.alert_chat)
        office = _office(settings, database, people, key, notices, flights)
        matches = Matches(topics, articles.archive)
        composer = Composer(database, articles, matches, utc_now)
        schedules = Schedules(database, utc_now, settings.alerts_per_hour, wake)
        briefs = Briefs(database, articles, schedules, pool, utc_now)
        forget = forgetting(matches, composer, briefs)
        parcels = Parcels(database, articles.batches, jobs, utc_now)
        sources, way = FeedSources(fetcher, pool), RightOfWay()
        polling = _polling(database, articles, sources, Leases(database, utc_now, owner), notices, way, monitor)
        calls = Calls(wake, feeds_due.set, notices_due.set, office.broadcasts.call.set, updates_due.set)
        _beside(stack, Hearing(database, acts(topics, stories, forget, calls)).run())
        yield Core(
            database=database,
            articles=articles,
            topics=topics,
            matches=matches,
            readers=Readers(database, utc_now, flights),
            audit=Audit(database, utc_now, people),
            office=office,
            desk=Desk(database, analyser, stories, utc_now, wake, forget),
            loading=Loading(articles, pool, fetcher, spares=spares, parcels=parcels),
            feeds=Feeds(database, sources, polling, utc_now, feeds_due.set),
            polling=polling,
            feeds_due=feeds_due,
            notices_due=notices_due,
            way=way,
            schedules=schedules,
            composer=composer,
            forgetting=Forgetting(database, topics, utc_now, _limits(settings)),
            charts=Charts.of(database, pool),
            briefs=briefs,
            said=Said(database, pool),
            flights=flights,
            jobs=jobs,
            parcels=parcels,
            turns=turns,
            monitor=monitor or Monitor(),
            reading=reading,
            updates_due=updates_due,
        )


def _beside(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Done beside everything else, until the stack ends."""
    task = asyncio.create_task(work)

    async def end() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(end)
    return task


def _fetcher(settings: Settings, database: Database, turns: HostTurns) -> Fetcher:
    """What processes share they ask in turn, also of others' hosts."""
    polite = Politeness(beside=turns.turn if database.is_shared else None)
    return Fetcher(private=settings.fetch_private, contact=settings.fetch_contact, politeness=polite)


def _flights(settings: Settings, database: Database) -> Flights:
    most = settings.places // 4
    return SharedFlights(database, most) if database.is_shared else Flights(most)


def _office(
    settings: Settings, database: Database, people: Roles, key: bytes, notices: Notices, flights: Flights
) -> Office:
    """What admins may do, and what limits everybody."""
    return Office.of(
        database,
        utc_now,
        people,
        key,
        Alarms(database, notices, utc_now),
        a_minute=settings.commands_per_minute,
        texts=settings.own_texts_per_day,
        flights=flights,
    )


def _polling(
    database: Database,
    articles: Articles,
    sources: FeedSources,
    leases: Leases,
    notices: Notices,
    way: RightOfWay,
    monitor: Monitor | None,
) -> Polling:
    """Of feeds, each at its time, chance spreading them."""
    return Polling(
        database,
        articles,
        sources,
        utc_now,
        SystemRandom(),
        leases=leases,
        notices=notices,
        way=way.clear,
        monitor=monitor,
    )


async def _opened(settings: Settings) -> Database:
    """The database at its newest revision. Raises ConfigurationError."""
    database: Database | None = None
    try:
        database = await Database.open(settings.database, connections=settings.database_connections)
        await database.migrate()
    except StorageError as error:
        if database is not None:
            await database.close()
        raise ConfigurationError(str(error)) from error
    return database


def forgetting(matches: Matches, composer: Composer, briefs: Briefs) -> Callable[[int | None], None]:
    """What lets go of what is remembered of an article that is not what it was; None: of all articles."""

    def forget(article_id: int | None) -> None:
        matches.forget(article_id)
        composer.forget(article_id)
        briefs.forget()

    return forget


def _limits(settings: Settings) -> Limits:
    return Limits(settings.keep_deliveries_days, settings.keep_audit_days, settings.keep_left_days)


def make_folder(folder: Path) -> None:
    """The data folder. Raises ConfigurationError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cannot use the data folder {folder}: {error.strerror}") from error


async def _key(database: Database, folder: Path) -> bytes:
    try:
        return await ban_key(database, folder)
    except OSError as error:
        raise ConfigurationError(f"cannot use the data folder {folder}: {error.strerror}") from error


async def _read(topics: Topics, stories: Stories) -> None:
    await asyncio.gather(topics.open(), stories.open())
