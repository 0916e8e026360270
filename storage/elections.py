"""What several processes call one another and what each is for, known without a server and its driver."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Protocol

PRESENT = 7_204_201
"""First key of the locks; the second is of the process's name, see `key_of`."""

PUSHED = 7_204_203
"""First key of the locks, held by many, of those to whom Telegram pushes; the second is of the bot's number."""

Work = Callable[[], Awaitable[None]]


def key_of(name: str) -> int:
    """The number that stands for a name: four bytes of its hash, signed as PostgreSQL's integers are."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big", signed=True)


def place_of(name: str) -> str:
    """The part of a process's name before a slash: of one place there is one process at a time."""
    return name.partition("/")[0]


class Leading(Protocol):
    """Who does what only one may do."""

    @property
    def holds(self) -> bool:
        """Whether it is this process, at this moment."""
        ...

    async def lead(self, work: Work) -> None:
        """Do the work whenever this process is elected, for as long as it is; ends when the work ends, or raises.

        The work is cancelled when another may be elected, and when this is cancelled; whatever it still does then is
        finished before anybody else is told that they may begin.
        """
        ...


class Alone:
    """`Leading` where there is nobody else."""

    holds = True

    async def lead(self, work: Work) -> None:
        """Do the work."""
        await work()
