"""The composition root: the only place where parts are put together."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ContextTypes, ExtBot

from bot.delivery.digests import DigestCourier
from bot.delivery.sender import Sender
from bot.errors import ConfigurationError
from bot.handlers import load, problems, start, summary, topics, waiting
from bot.handlers.context import App, Context, Services
from bot.handlers.menu import publish_menu
from bot.jobs.pool import ProcessPool
from bot.jobs.seeding import seed
from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.audit import Audit
from bot.services.readers import Readers
from bot.services.topics import Topics
from bot.settings import Settings
from bot.telegram.floodgate import FloodGate
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import PerChatProcessor
from storage.engine import Database
from storage.errors import StorageError

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

_LOG = logging.getLogger(__name__)

UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
FIRST_RETRY = 1.0
LONGEST_RETRY = 60.0


def utc_now() -> datetime:
    """The clock of the real program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Core:
    """What works without Telegram: the database and the use cases on it."""

    database: Database
    articles: Articles
    topics: Topics
    readers: Readers
    audit: Audit


@asynccontextmanager
async def open_core(settings: Settings, pool: ProcessPool, wake: Callable[[], None]) -> AsyncIterator[Core]:
    """The database at its newest revision, and the services. Raises ConfigurationError where that cannot be."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cannot use the data folder {settings.data}: {error.strerror}") from error
    database: Database | None = None
    try:
        try:
            database = await Database.open(settings.database)
            await database.migrate()
        except StorageError as error:
            raise ConfigurationError(str(error)) from error
        topics = Topics(database, utc_now)
        await topics.open()
        articles = Articles(database, Analyser(pool), topics, utc_now, wake)
        audit = Audit(database, utc_now, settings.admin_ids)
        yield Core(database, articles, topics, Readers(database, utc_now), audit)
    finally:
        if database is not None:
            await database.close()


async def run(settings: Settings, pool: ProcessPool, announce: Callable[[str], None]) -> None:
    """The whole bot, until SIGINT or SIGTERM. ``announce`` gets one line when it is ready."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pool.close)
        call = asyncio.Event()
        core = await stack.enter_async_context(open_core(settings, pool, call.set))
        api_url, token, page = await _bot_api(settings, stack)
        transports = AiohttpRequest(connections=64), AiohttpRequest(connections=2, read=30.0)
        for transport in transports:
            stack.push_async_callback(transport.shutdown)
        app = build(core, api_url, token, transports)
        await _connect(app)
        stack.push_async_callback(app.shutdown)
        await seed(core.database, core.articles, utc_now)
        sender = Sender(core.database, DigestCourier(app.bot, core.articles, utc_now).deliver, utc_now, call)
        await sender.recover()
        await _serve(app, sender, lambda: announce(page))


def build(core: Core, api_url: str, token: str, transports: tuple[AiohttpRequest, AiohttpRequest]) -> App:
    """The Telegram application with its handlers, in the order in which they look at an update.

    ``transports``: one for what is sent, one for the long poll, so that neither waits for the other's connections.
    """
    bot: ExtBot[str] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=transports[0],
        get_updates_request=transports[1],
        rate_limiter=FloodGate(),
    )
    app: App = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(PerChatProcessor())
        .build()
    )
    app.bot_data["services"] = Services(core.articles, core.topics, core.readers, core.audit)
    for module in (waiting, start, summary, topics, load, problems):
        module.register(app)
    summary.register_long_texts(app)
    start.register_unknown(app)
    return app


async def _bot_api(settings: Settings, stack: AsyncExitStack) -> tuple[str, str, str]:
    """Address and token of the Bot API server, and what to announce; the sandbox is started if there is no token."""
    if settings.telegram_token is not None:
        return settings.telegram_api_url.rstrip("/"), settings.telegram_token.get_secret_value(), "on Telegram"
    sandbox = await _start_sandbox(settings)
    stack.push_async_callback(sandbox.stop)
    return sandbox.url, sandbox.token, f"open {sandbox.url}/ in a browser"


async def _start_sandbox(settings: Settings) -> Sandbox:
    """The sandbox on its port, or on a free one if the port was not asked for and is taken."""
    from bot.sandbox.server import Sandbox

    asked_for = "sandbox_port" in settings.model_fields_set
    for port in (settings.sandbox_port,) if asked_for else (settings.sandbox_port, 0):
        sandbox = Sandbox(
            port=port, clock=utc_now, admin_id=min(settings.admin_ids), state=settings.data / "sandbox.json"
        )
        try:
            await sandbox.start()
        except OSError as error:
            _LOG.info("port %d cannot be used: %s", port, error.strerror)
            await sandbox.stop()
        else:
            return sandbox
    raise ConfigurationError(f"port {settings.sandbox_port} is taken; set COMMUNIQUE_SANDBOX_PORT to another, or to 0")


async def _connect(app: App) -> None:
    """Say hello to the Bot API server; wait for it while it cannot be reached. A refused token ends the program."""
    wait = FIRST_RETRY
    while True:
        try:
            await app.initialize()
        except InvalidToken as error:
            raise ConfigurationError(
                "the Bot API server refused COMMUNIQUE_TELEGRAM_TOKEN; copy it again from @BotFather"
            ) from error
        except NetworkError as error:
            _LOG.warning("%s; trying again in %.0f s", error, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_RETRY)
        else:
            return


async def _serve(app: App, sender: Sender, ready: Callable[[], None]) -> None:
    """Take updates and drain the ledger until a signal asks to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    if app.updater is None:
        raise AssertionError("the application is built with an updater")
    draining = asyncio.create_task(sender.run())
    try:
        await app.start()
        await app.updater.start_polling(
            timeout=20, bootstrap_retries=-1, allowed_updates=UPDATES, error_callback=_polling_failed
        )
        await publish_menu(app)
        ready()
        await stopped.wait()
    finally:
        if app.updater.running:
            await app.updater.stop()
        if app.running:
            await app.stop()
        draining.cancel()
        await asyncio.gather(draining, return_exceptions=True)


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _LOG.error("another program takes this bot's updates; stop it, or give this one a token of its own")
    else:
        _LOG.warning("updates cannot be fetched: %s; trying again", error)
