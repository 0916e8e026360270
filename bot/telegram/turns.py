"""Who may send next: answers before digests, each chat at its pace, all together at Telegram's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.telegram.pace import Pace, Spread, Window

ANSWER, DIGEST = 0, 1
"""What goes first, and what waits for it."""

A_SECOND = 1.0
A_MINUTE = 60.0
BURST = 5
"""Messages that a chat may be sent at once before its second counts."""

STRETCH = 1.018
"""By how much the pace over all is slower than the rate: what left in order arrives a little closer together."""

CATCHING_UP = 1.3
"""A grant may be so much of an interval early, to make up for one that was late."""

IN_GROUP = 20
"""Messages a minute in a group."""

PRUNED_AT = 4096
"""Chats that are remembered before the idle ones are forgotten."""


class Halted(Exception):
    """Telegram asks everybody to wait; ``left`` seconds of that are left."""

    def __init__(self, left: float) -> None:
        super().__init__(f"{left:.1f} s")
        self.left = left


@dataclass(eq=False, slots=True)
class _Waiter:
    chat: int | str | None
    go: asyncio.Future[None]


class Turns:
    """Grants turns at the pace of ``rate`` messages a second over all chats, and at each chat's; 0: no limit at all.

    ``time`` gives seconds, ``wake`` calls back after so many; the event loop's unless a test brings its own.
    """

    def __init__(
        self,
        rate: float,
        time: Callable[[], float] | None = None,
        wake: Callable[[float, Callable[[], None]], object] | None = None,
    ) -> None:
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._wake = wake or (lambda after, call: asyncio.get_running_loop().call_later(after, call))
        self._all = _overall(rate) if rate else ()
        self._limited = bool(rate)
        self._chats: dict[int | str, tuple[Pace, ...]] = {}
        self._waiting: tuple[list[_Waiter], list[_Waiter]] = ([], [])
        self._not_before = 0.0
        self._woken_at = float("inf")

    async def take(self, chat: int | str | None, rank: int) -> None:
        """Wait for a turn. Raises Halted for a digest while everybody has to wait: it can wait in the ledger."""
        if rank == DIGEST and (left := self._not_before - self._time()) > 0:
            raise Halted(left)
        waiter = _Waiter(chat, asyncio.get_running_loop().create_future())
        self._waiting[rank].append(waiter)
        self._grant()
        try:
            await waiter.go
        finally:
            if waiter in self._waiting[rank]:
                self._waiting[rank].remove(waiter)

    def halt(self, seconds: float) -> None:
        """Nobody goes before that many seconds have passed, whoever was told so."""
        self._not_before = max(self._not_before, self._time() + seconds)
        left = self._not_before - self._time()
        for waiter in self._waiting[DIGEST]:
            if not waiter.go.done():
                waiter.go.set_exception(Halted(left))
        self._waiting[DIGEST].clear()

    @property
    def halted_for(self) -> float:
        """Seconds that everybody has to wait."""
        return max(0.0, self._not_before - self._time())

    def _grant(self) -> None:
        """Let go whoever may, and come back when the next one may."""
        now, next_at = self._time(), float("inf")
        for waiting in self._waiting:
            for waiter in list(waiting):
                paces = (*self._all, *self._paces(waiter.chat))
                free_at = max((self._not_before, *(pace.free_at() for pace in paces)))
                if free_at > now:
                    next_at = min(next_at, free_at)
                    continue
                waiting.remove(waiter)
                if not waiter.go.done():
                    self._take(waiter.chat, now)
                    waiter.go.set_result(None)
        # Called again although nobody's time has come, it would only look again.
        if next_at < self._woken_at:
            self._woken_at = next_at
            self._wake(next_at - now, self._woken)

    def _woken(self) -> None:
        self._woken_at = float("inf")
        self._grant()

    def _take(self, chat: int | str | None, now: float) -> None:
        for pace in self._all:
            pace.take(now)
        if chat is None or not self._limited:
            return
        if len(self._chats) >= PRUNED_AT:
            self._chats = {one: paces for one, paces in self._chats.items() if not all(p.is_idle(now) for p in paces)}
        for pace in self._chats.setdefault(chat, _paces(chat)):
            pace.take(now)

    def _paces(self, chat: int | str | None) -> tuple[Pace, ...]:
        return self._chats.get(chat, ()) if chat is not None else ()


def _overall(rate: float) -> tuple[Pace, ...]:
    """Evenly spread, and never more than the rate in a second: a rate under one counts longer ones."""
    most = max(1, round(rate))
    span = STRETCH * most / rate
    return Spread(span / most, CATCHING_UP), Window(most, span)


def _paces(chat: int | str) -> tuple[Pace, ...]:
    """A chat's own; groups and channels have negative numbers, or names."""
    own = Spread(A_SECOND, BURST)
    return (own,) if isinstance(chat, int) and chat > 0 else (own, Window(IN_GROUP, A_MINUTE))
