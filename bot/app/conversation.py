"""The conversation's part: updates come in, and are answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot.app.application import build
from bot.app.patience import patiently
from bot.app.server import Server
from bot.app.standing import Standing
from bot.core import Core, utc_now
from bot.handlers.context import App
from bot.handlers.opening import Gate
from bot.handlers.profile import publish_profile
from bot.handlers.turns import turns_of
from bot.jobs.answering import Answering, Source, taking
from bot.jobs.intake import Intake
from bot.jobs.pushes import Pushes, listening
from bot.monitoring.monitor import Monitor
from bot.services.incoming import Incoming, SharedIncoming
from bot.settings import Settings
from bot.telegram.connection import WatchedBot, connect
from bot.telegram.limiter import Limiter
from bot.telegram.pushing import Push, ask_for_pushes


@dataclass(frozen=True, slots=True)
class Conversation:
    """The application with its bot; ``gate`` is opened once the archive may be read."""

    core: Core
    app: App
    bot: WatchedBot
    gate: Gate
    standing: Standing
    push: Push | None = None
    monitor: Monitor | None = None

    @classmethod
    def of(
        cls, core: Core, server: Server, settings: Settings, standing: Standing, monitor: Monitor | None = None
    ) -> Conversation:
        """On the core's services, connected to nothing yet."""
        gate, limiter = Gate(), Limiter(settings.messages_per_second, lambda: standing.sender.holds)
        app, bot = build(core, server.url, server.token, server.transports, gate, limiter)
        return cls(core, app, bot, gate, standing, _push(settings), monitor)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Inside, the bot may be used; the Bot API server is waited for. Raises InvalidToken and ConfigurationError."""
        await connect(self.app, pushed=self.push is not None, others_pushed=self._others_pushed)
        try:
            yield
        finally:
            await self.app.shutdown()

    @asynccontextmanager
    async def begun(self, stopped: asyncio.Event) -> AsyncIterator[None]:
        """Inside, updates are taken and answered, until ``stopped``; the bot is connected."""
        answering = self._answering()
        async with AsyncExitStack() as stack:
            await self.app.start()
            stack.push_async_callback(self.app.stop)
            await stack.enter_async_context(taking(answering, stopped, *self._sources(answering)))
            stack.push_async_callback(turns_of(self.app).close)
            stack.callback(self.gate.close)
            if self.push is not None:
                pushes = Pushes(self.bot, answering, self.push.secret)
                await stack.enter_async_context(listening(pushes, self.push))
                await ask_for_pushes(self.bot, self.push)
            await publish_profile(self.app)
            yield

    async def _others_pushed(self) -> bool:
        """Whether Telegram pushes to another process of this database, which is waited for where it is away."""

        async def asked() -> bool:
            async with self.core.database.read() as unit:
                return await unit.updates.is_pushed(self.bot.id)

        return await patiently(asked, "who is pushed updates cannot be read")

    def _sources(self, answering: Answering) -> tuple[Source, ...]:
        """What brings updates beside the pushes."""
        left = (answering.sweep,) if self.core.database.is_shared else ()
        if self.push is not None:
            return left
        intake = Intake(self.bot, answering)

        async def ask() -> None:
            await self.standing.poller.lead(intake.run)

        return (*left, ask)

    def _answering(self) -> Answering:
        pushed, database = self.push is not None, self.core.database
        incoming = (
            SharedIncoming(database, utc_now, self.bot.id, self.standing.name, pushed=pushed)
            if database.is_shared
            else Incoming(database, utc_now, self.bot.id, pushed=pushed)
        )
        due = self.core.updates_due if database.is_shared else None
        return Answering(self.bot, incoming, self._handle, turns_of(self.app).rest, monitor=self.monitor, due=due)

    async def _handle(self, update: object) -> None:
        async with self.core.way.answering():
            await self.app.process_update(update)


def _push(settings: Settings) -> Push | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Push(settings.webhook_url, secret, settings.webhook_listen, settings.webhook_connections)
