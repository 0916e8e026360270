"""The sender's part: what takes from the database to Telegram what nobody has just asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.core import Core, utc_now
from bot.delivery.broadcasts import Broadcasting, Postman
from bot.delivery.digests import DigestCourier
from bot.delivery.draining import draining
from bot.delivery.habits import Habits
from bot.delivery.notices import AdminNotices
from bot.delivery.sender import Sender
from bot.monitoring.monitor import Monitor
from bot.services.groups import Groups
from bot.settings import Settings
from bot.telegram.connection import WatchedBot


@dataclass(frozen=True, slots=True)
class Sending:
    """The drain of the ledger, the broadcasts, and the notices to the admins. One process at a time does this."""

    sender: Sender
    broadcasting: Broadcasting
    notices: AdminNotices

    @classmethod
    def of(
        cls,
        core: Core,
        bot: WatchedBot,
        call: asyncio.Event,
        settings: Settings,
        owner: str,
        monitor: Monitor | None = None,
    ) -> Sending:
        """On the core's database. ``call`` is set when something is put into the ledger, ``owner`` is who claims."""
        return cls(
            _sender(core, bot, call, settings, owner, monitor),
            Broadcasting(core.office.broadcasts, bot, core.readers, call.set, asyncio.sleep),
            AdminNotices(core.database, bot, core.readers, utc_now, core.notices_due),
        )

    @asynccontextmanager
    async def begun(self) -> AsyncIterator[tuple[Coroutine[Any, Any, None], ...]]:
        """Inside, the ledger is drained; gives what is to run beside that. At the end what is in flight lands first."""
        async with draining(self.sender) as drained:
            yield self.notices.run(), self.broadcasting.run(), _shielded(drained)


async def _shielded(drained: asyncio.Task[None]) -> None:
    await asyncio.shield(drained)


def _sender(
    core: Core, bot: WatchedBot, call: asyncio.Event, settings: Settings, owner: str, monitor: Monitor | None
) -> Sender:
    """What takes digests and messages to all from the ledger to Telegram, whenever ``call`` is set."""
    places, flights = Groups(core.database, utc_now), core.flights
    courier = DigestCourier(
        bot, core.articles, core.composer, utc_now, places, paid=settings.paid_broadcast, flights=flights
    )
    deliver, habits = Postman(courier, core.office.broadcasts).deliver, _habits(settings, owner)
    return Sender(core.database, deliver, utc_now, call, habits, flights, core.office.alarms, monitor)


def _habits(settings: Settings, owner: str) -> Habits:
    return Habits(settings.places, settings.alerts_per_hour, drops=settings.on_unknown == "drop", name=owner)
