"""The conversation's part: updates come in, and are answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot.app.application import build
from bot.app.server import Server
from bot.core import Core, utc_now
from bot.handlers.context import App
from bot.handlers.opening import Gate
from bot.handlers.profile import publish_profile
from bot.handlers.turns import turns_of
from bot.jobs.answering import Answering, taking
from bot.jobs.intake import Intake
from bot.monitoring.monitor import Monitor
from bot.services.incoming import Incoming
from bot.settings import Settings
from bot.telegram.connection import WatchedBot, connect
from bot.telegram.limiter import Limiter


@dataclass(frozen=True, slots=True)
class Conversation:
    """The application with its bot; ``gate`` is opened once the archive may be read."""

    core: Core
    app: App
    bot: WatchedBot
    gate: Gate
    monitor: Monitor | None = None

    @classmethod
    def of(cls, core: Core, server: Server, settings: Settings, monitor: Monitor | None = None) -> Conversation:
        """On the core's services, connected to nothing yet."""
        gate = Gate()
        app, bot = build(core, server.url, server.token, server.transports, gate, Limiter(settings.messages_per_second))
        return cls(core, app, bot, gate, monitor)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Inside, the bot may be used; the Bot API server is waited for. Raises InvalidToken."""
        await connect(self.app)
        try:
            yield
        finally:
            await self.app.shutdown()

    @asynccontextmanager
    async def begun(self, stopped: asyncio.Event) -> AsyncIterator[None]:
        """Inside, updates are taken and answered, until ``stopped``; the bot is connected."""
        async with AsyncExitStack() as stack:
            await self.app.start()
            stack.push_async_callback(self.app.stop)
            answering = self._answering()
            await stack.enter_async_context(taking(answering, stopped, Intake(self.bot, answering).run))
            stack.push_async_callback(turns_of(self.app).close)
            stack.callback(self.gate.close)
            await publish_profile(self.app)
            yield

    def _answering(self) -> Answering:
        incoming = Incoming(self.core.database, utc_now, self.bot.id)
        return Answering(self.bot, incoming, self._handle, turns_of(self.app).rest, monitor=self.monitor)

    async def _handle(self, update: object) -> None:
        async with self.core.way.answering():
            await self.app.process_update(update)
