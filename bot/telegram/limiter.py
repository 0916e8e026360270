"""Telegram's limits kept: how many messages a second, how many to a chat, and a halt that holds for everyone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.transport import NotSent
from bot.telegram.turns import ANSWER, Halted, Turns
from bot.telegram.turns import DIGEST as _LAST

_LOG = logging.getLogger(__name__)

DIGEST = "digest"
"""Given as ``rate_limit_args`` by the sender: after any answer, and do not wait out a halt here, raise."""

MESSAGES_A_SECOND = 28.0
"""A little under the 30 that Telegram allows to a bot that pays nothing."""

ATTEMPTS = 5
REPEATED = 3
"""Attempts at an answer of which nobody knows whether it arrived: twice said is better than never."""

COUNTED = ("send", "edit", "copy", "forward", "stop")
UNCOUNTED = frozenset({"sendChatAction", "getUpdates"})
PROFILE = ("setMy", "getMy", "deleteMy")
"""What the bot says of itself has a ration of its own, of hours at times: nobody's message waits for that."""

EDITED = "edit"
"""Changing a message in a private chat sends none there: who turns pages quickly need not wait a second for each."""

ELSEWHERE = timedelta(seconds=1)
"""How long what nobody asked for waits while another process is the one that sends it."""

Answer = bool | JSONDict | list[JSONDict]


class Limiter(BaseRateLimiter[str]):
    """Lets requests through in turn; once Telegram says wait, every request waits, not only the refused one."""

    def __init__(self, rate: float = MESSAGES_A_SECOND, leads: Callable[[], bool] = lambda: True) -> None:
        """``leads``: whether this process is, at this moment, the one that sends what nobody asked for."""
        self._leads = leads
        self._rate = rate
        self._turns = Turns(rate)
        self._is_cut_off = False

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Answer:
        """Call in its turn, and again after the wait that Telegram asks for; gives up after five attempts."""
        is_digest = rate_limit_args == DIGEST
        for attempt in range(1, ATTEMPTS + 1):
            await self._turn(endpoint, data.get("chat_id"), is_digest)
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as refusal:
                if endpoint.startswith(PROFILE):
                    raise
                self._turns.halt(seconds(refusal))
                if is_digest or attempt == ATTEMPTS:
                    raise
            except NotSent as error:
                self._tell(error)
                if is_digest or endpoint == "getUpdates" or attempt == ATTEMPTS:
                    raise
                self._turns.halt(0.2 * 2**attempt)
            except NetworkError as error:
                if isinstance(error, BadRequest) or is_digest or attempt >= REPEATED or not _is_answer(endpoint):
                    raise
                await asyncio.sleep(0.2 * 2**attempt)
            else:
                self._is_cut_off = False
                return answer
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _turn(self, endpoint: str, chat: int | str | None, is_digest: bool) -> None:
        if endpoint == "getUpdates":
            return
        if endpoint.startswith(COUNTED) and endpoint not in UNCOUNTED:
            try:
                await self._turns.take(_counted(endpoint, chat), _LAST if is_digest else ANSWER)
            except Halted as halted:
                raise RetryAfter(timedelta(seconds=halted.left)) from None
            # The last look before it leaves: who waited in line may have lost the lead meanwhile.
            if is_digest and not self._leads():
                raise RetryAfter(ELSEWHERE)
        else:
            # Another refusal may push the end further out while this one sleeps.
            while (left := self._turns.halted_for) > 0:  # noqa: ASYNC110
                await asyncio.sleep(left)

    def _tell(self, error: NotSent) -> None:
        """Say at once, and once, what cannot be reached, until it is reached again."""
        if not self._is_cut_off:
            _LOG.warning("%s; trying again", error)
        self._is_cut_off = True


def _counted(endpoint: str, chat: int | str | None) -> int | str | None:
    """The chat whose pace counts, if one does."""
    is_private = isinstance(chat, int) and chat > 0
    return None if is_private and endpoint.startswith(EDITED) else chat


def _is_answer(endpoint: str) -> bool:
    return endpoint.startswith((*COUNTED, "answer")) and endpoint not in UNCOUNTED


def seconds(refusal: RetryAfter) -> float:
    """The wait that Telegram asks for, whichever form the library gives it in."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
