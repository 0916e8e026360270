"""What goes on at the start though the database is away: it is tried again until it is there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from storage.errors import StorageError

R = TypeVar("R")

PAUSE = 0.5
"""Seconds after which the database is tried again."""

_LOG = logging.getLogger(__name__)


async def patiently(work: Callable[[], Awaitable[R]], trouble: str) -> R:
    """The work's result, however often it takes; ``trouble`` goes into the log each time that it fails."""
    while True:
        try:
            return await work()
        except StorageError as error:
            _LOG.error("%s: %s; trying again", trouble, error)
            await asyncio.sleep(PAUSE)
