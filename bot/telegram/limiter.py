"""Waits out Telegram's flood limits for answers; for digests it reports them, since those wait in the ledger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.transport import NotSent

_LOG = logging.getLogger(__name__)

DIGEST = "digest"
"""Given as ``rate_limit_args`` by the sender: do not wait here, raise."""

ATTEMPTS = 5


class FloodGate(BaseRateLimiter[str]):
    """One shared "not before": once Telegram says wait, every request waits, not only the one that was refused."""

    def __init__(self) -> None:
        self._not_before = 0.0
        self._is_cut_off = False

    async def initialize(self) -> None:
        """Nothing to open."""
        self._not_before = 0.0

    async def shutdown(self) -> None:
        """Nothing to close."""
        self._not_before = 0.0

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Call, and call again after the wait that Telegram asks for; gives up after five attempts."""
        loop = asyncio.get_running_loop()
        for attempt in range(1, ATTEMPTS + 1):
            if rate_limit_args != DIGEST and endpoint != "getUpdates":
                await self._wait(loop)
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as refusal:
                self._not_before = max(self._not_before, loop.time() + seconds(refusal))
                if rate_limit_args == DIGEST or attempt == ATTEMPTS:
                    raise
            except NotSent as error:
                self._tell(error)
                if rate_limit_args == DIGEST or endpoint == "getUpdates" or attempt == ATTEMPTS:
                    raise
                self._not_before = max(self._not_before, loop.time() + 0.2 * 2**attempt)
            else:
                self._is_cut_off = False
                return answer
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _tell(self, error: NotSent) -> None:
        """Say at once, and once, what cannot be reached, until it is reached again."""
        if not self._is_cut_off:
            _LOG.warning("%s; trying again", error)
        self._is_cut_off = True

    async def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        # Another refusal may push the end further out while this one sleeps.
        while (left := self._not_before - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(left)


def seconds(refusal: RetryAfter) -> float:
    """The wait that Telegram asks for, whichever form the library gives it in."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
