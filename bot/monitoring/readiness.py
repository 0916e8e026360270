"""Whether the program can do its work, part by part, and what is wrong where it cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from storage.errors import StorageError

PATIENCE = 3.0
"""Seconds that a part may take to say how it is."""

WORKING, STANDING_BY = "working", "standing by"

Check = Callable[[], Awaitable[str]]
"""Says in a word how a part is. Raises NotReady or a kind of StorageError where it cannot work."""


class NotReady(Exception):
    """A part cannot work; ``str(error)`` says why, for whoever runs the program."""


@dataclass(frozen=True, slots=True)
class Part:
    """How a part is, in a word or a sentence."""

    name: str
    is_well: bool
    state: str


class Readiness:
    """Asks each part that was added."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._checks: dict[str, Check] = {}
        self._roles: dict[str, Callable[[], bool]] = {}
        self._patience = patience

    def add(self, name: str, check: Check) -> None:
        """From now on the part of this name is asked so."""
        self._checks[name] = check

    def share(self, name: str, works: Callable[[], bool]) -> None:
        """As `add`, for what one process does at a time: where this one does not, it stands by, and is well."""

        async def check() -> str:
            return WORKING if works() else STANDING_BY

        self.add(name, check)
        self._roles[name] = works

    def roles(self) -> dict[str, bool]:
        """What was shared, and whether this process is the one that does it."""
        return {name: works() for name, works in self._roles.items()}

    async def parts(self) -> list[Part]:
        """All parts, asked side by side."""
        return list(await asyncio.gather(*(self._ask(name, check) for name, check in self._checks.items())))

    async def _ask(self, name: str, check: Check) -> Part:
        try:
            async with asyncio.timeout(self._patience):
                return Part(name, True, await check())
        except TimeoutError:
            return Part(name, False, f"does not answer within {self._patience:g} s")
        except (NotReady, StorageError) as error:
            return Part(name, False, str(error))
        except Exception as error:
            return Part(name, False, f"cannot be asked ({type(error).__name__})")
