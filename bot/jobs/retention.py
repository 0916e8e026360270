"""Retention: once a day, what is older than it may be kept is removed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from bot.services.forgetting import Forgetting
from storage.errors import StorageError

_LOG = logging.getLogger(__name__)

A_DAY = 86_400.0
"""Seconds."""

SOON = 600.0
"""Seconds after which it is tried again when the database failed."""

Sleep = Callable[[float], Awaitable[object]]


class Retention:
    """Works beside everything else; ``sleep`` waits so many seconds."""

    def __init__(self, forgetting: Forgetting, sleep: Sleep) -> None:
        self._forgetting = forgetting
        self._sleep = sleep

    async def run(self) -> None:
        """At once, and then each day, until cancelled."""
        while True:
            await self._sleep(await self._once())

    async def _once(self) -> float:
        """Remove what is too old; gives the seconds until the next time."""
        try:
            await self._forgetting.expire()
        except StorageError as error:
            _LOG.error("what is too old cannot be removed: %s; trying again", error)
            return SOON
        except Exception:
            _LOG.exception("what is too old could not be removed; trying again")
            return SOON
        return A_DAY
