"""The sender's part: what takes from the database to Telegram what nobody has just asked for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.patience import patiently
from bot.core import Core, utc_now
from bot.delivery.broadcasts import Broadcasting, Postman
from bot.delivery.digests import DigestCourier
from bot.delivery.draining import draining
from bot.delivery.habits import Habits
from bot.delivery.notices import AdminNotices
from bot.delivery.sender import Sender
from bot.jobs.stopping import until
from bot.monitoring.monitor import Monitor
from bot.services.groups import Groups
from bot.services.notices import Notice
from bot.settings import Settings
from bot.telegram.connection import WatchedBot

_LOG = logging.getLogger(__name__)


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


async def send(sending: Sending) -> None:
    """Take up what was half sent, and send until cancelled; then what is in flight lands before this ends."""
    await patiently(sending.sender.recover, "what was half sent cannot be taken up")
    async with draining(sending.sender) as drained:
        await until(asyncio.Event(), sending.notices.run(), sending.broadcasting.run(), asyncio.shield(drained))


async def log_alarm(_: Sequence[int], notice: Notice) -> None:
    """For a process that sends nothing: the database cannot be told either, or this would not be asked."""
    _LOG.error("the admins are not told: %s", notice.key)


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
