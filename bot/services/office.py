"""The admins' office: who may do what, who may do nothing, how much everybody may ask, and how the bot fares."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.alarms import Alarms
from bot.services.bans import Bans
from bot.services.broadcasts import Broadcasts
from bot.services.flights import Flights
from bot.services.ports import Clock
from bot.services.quotas import Quotas
from bot.services.roles import Roles
from bot.services.stats.service import Stats
from storage.engine import Database


@dataclass(frozen=True, slots=True)
class Office:
    """The use cases of owners, and the figures that observers see too."""

    roles: Roles
    bans: Bans
    quotas: Quotas
    stats: Stats
    alarms: Alarms
    broadcasts: Broadcasts

    @classmethod
    def of(
        cls,
        database: Database,
        clock: Clock,
        roles: Roles,
        key: bytes,
        alarms: Alarms,
        *,
        a_minute: int = 0,
        texts: int = 0,
        flights: Flights | None = None,
    ) -> Office:
        """All of them on one database. ``key`` is `Bans`'s, the numbers are those of `Quotas`."""
        return cls(
            roles,
            Bans(database, clock, key, roles.owners, flights),
            Quotas(clock, roles, a_minute, texts),
            Stats(database, clock),
            alarms,
            Broadcasts(database, clock),
        )
