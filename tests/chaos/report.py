"""What a storm is to be, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.habits import IN_FLIGHT
from tests.chaos.census import Call, Pair, Repeats

ALONE = ("all",)
SPREAD = ("front", "front", "worker")

ENOUGH = 20
"""Kills from which an average says something."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is to happen; the longest lock and the pause between two troubles of the database are in seconds.

    ``roles`` are those of the processes.
    """

    kills: int
    deliveries: int
    seed: int
    readers: int = 80
    longest_lock: float = 7.0
    pause: float = 12.0
    hangs: bool = True
    roles: tuple[str, ...] = ALONE

    @property
    def issues(self) -> int:
        """How many it takes, each reaching half of the readers."""
        return -(-self.deliveries // (self.readers // 2))


@dataclass
class Report:
    """What came of it."""

    deliveries: int
    owed: int
    kills: list[datetime]
    early: int
    refused: int
    lost: list[Pair]
    unwanted: list[Call]
    disordered: list[int]
    repeats: Repeats
    weather: Counter[str]
    troubles: Counter[str]
    states: dict[str, int]
    left: int
    seconds: float
    tracebacks: list[str] = field(default_factory=list)

    @property
    def broken(self) -> list[str]:
        """The promises that do not hold."""
        per_kill, kills = self.repeats.per_kill, len(self.kills)
        promises = {
            "nothing is lost": not self.lost,
            "nothing goes to whoever has blocked or unfollowed": not self.unwanted,
            "a reader's digests keep their order": not self.disordered,
            "a kill repeats no more than was in flight": max(per_kill.values(), default=0) <= IN_FLIGHT,
            "a kill repeats less than two on average": kills < ENOUGH or per_kill.total() < 2 * kills,
            "nothing is repeated without a kill or an unknown outcome": not self.repeats.unexplained,
            "every command is answered": not self.left,
            "no error is unforeseen": not self.tracebacks,
        }
        return [promise for promise, holds in promises.items() if not holds]

    def __str__(self) -> str:
        per_kill = self.repeats.per_kill
        return "\n".join(
            [
                f"deliveries: {self.deliveries} received, {self.owed} owed to the steady, in {self.seconds:.0f} s",
                f"kills: {len(self.kills)}, and {self.early} before it was ready; starts refused: {self.refused}",
                f"lost: {len(self.lost)} {self.lost[:5] or ''}",
                f"to readers who had blocked or unfollowed: {len(self.unwanted)}",
                f"readers out of order: {len(self.disordered)} {self.disordered[:5] or ''}",
                f"repeated after a kill: {per_kill.total()}, a kill {per_kill.total() / max(1, len(self.kills)):.2f}, "
                f"most {max(per_kill.values(), default=0)}; {self.repeats.slow} where the server was slow to answer",
                f"repeated after an unknown outcome: {self.repeats.after_unknown}",
                f"repeated without either: {len(self.repeats.unexplained)} {self.repeats.unexplained[:5] or ''}",
                f"ledger at the end: {self.states}; updates left: {self.left}",
                f"weather: {dict(self.weather)}",
                f"database: {dict(self.troubles)}",
                f"errors that nobody foresaw: {len(self.tracebacks)}",
                *self.tracebacks[:3],
            ]
        )
