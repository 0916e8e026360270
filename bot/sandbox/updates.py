"""The updates that the bot has not yet confirmed, and the one poller that may fetch them."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.errors import Conflict
from bot.sandbox.events import Signal

Update = dict[str, Any]

OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only when they are named in ``allowed_updates``."""


class Updates:
    """A queue that forgets an update only when the bot has asked for a later one.

    ``allowed`` None means every kind but those in OPT_IN.
    """

    def __init__(self) -> None:
        self.next_id = 1
        self.pending: list[Update] = []
        self.allowed: list[str] | None = None
        self.arrived = Signal()
        self._poll: asyncio.Future[None] | None = None

    def add(self, kind: str, body: dict[str, Any]) -> bool:
        """Queues an update unless the bot does not want its kind; says whether it was queued."""
        if not (kind in self.allowed if self.allowed else kind not in OPT_IN):
            return False
        self.pending.append({"update_id": self.next_id, kind: body})
        self.next_id += 1
        self.arrived.notify()
        return True

    def allow(self, kinds: list[Any] | None) -> None:
        """Sets which kinds are wanted from now on; None leaves it as it was, an empty list wants the default."""
        if kinds is not None:
            self.allowed = [str(kind) for kind in kinds] or None

    def confirm(self, offset: int) -> None:
        """Forgets what came before ``offset``; a negative one keeps only that many from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109 - Telegram's word
        """Confirms up to ``offset`` and gives at most ``limit`` updates, waiting ``timeout`` seconds for the first.

        A second poller takes over, and the first gets Conflict.
        """
        self.release(takeover=True)
        mine = self._poll = asyncio.get_running_loop().create_future()
        self.confirm(offset)
        try:
            if not self.pending and timeout > 0:
                arrival = asyncio.ensure_future(self.arrived.wait(timeout))
                await asyncio.wait({arrival, mine}, return_when=asyncio.FIRST_COMPLETED)
                arrival.cancel()
            if mine.done():
                mine.result()
            return self.pending[:limit]
        finally:
            if self._poll is mine:
                self._poll = None

    def release(self, *, takeover: bool = False) -> None:
        """Ends the poll under way: with what there is, or with Conflict when another one takes over."""
        if self._poll is None or self._poll.done():
            return
        if takeover:
            self._poll.set_exception(
                Conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
            )
        else:
            self._poll.set_result(None)
