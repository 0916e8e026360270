"""The processes of a storm: one that does everything, or fronts and workers as on several machines."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.acceptance.bot_process import BotProcess, environment

STARTS = 10
"""Attempts at a start, where the database cannot be had just then."""


class Fleet:
    """Starts the processes of these roles, kills one of them at a time, and keeps what they wrote."""

    def __init__(self, data: Path, roles: Sequence[str], random: Random, **settings: str) -> None:
        self._random = random
        self._processes = [
            BotProcess(environment(data / str(number), role=role, **settings)) for number, role in enumerate(roles)
        ]
        self.kills: list[datetime] = []
        self.early = self.refused = 0

    @property
    def log(self) -> list[str]:
        """All that they wrote."""
        return [line for process in self._processes for line in process.log]

    @property
    def ended(self) -> bool:
        """Whether one ended by itself."""
        return any(one.process is not None and one.process.returncode is not None for one in self._processes)

    def number(self) -> int | None:
        """That of the first one's process, while it runs."""
        process = self._processes[0].process
        return process.pid if process is not None and process.returncode is None else None

    async def start(self) -> None:
        """Start whatever does not run, and wait until it is ready; as a supervisor does, again where that fails."""
        await asyncio.gather(*(self._started(one) for one in self._processes if one.process is None))

    async def kill(self) -> None:
        """Kill one that runs."""
        one = self._random.choice([process for process in self._processes if process.process is not None])
        self.kills.append(datetime.now(UTC))
        await one.stop(signal.SIGKILL)

    async def kill_early(self) -> None:
        """Kill one that does not run, while it starts."""
        one = self._random.choice([process for process in self._processes if process.process is None])
        starting = asyncio.create_task(one.start())
        await asyncio.wait({starting}, timeout=self._random.uniform(0.05, 0.6))
        while one.process is None and not starting.done():  # noqa: ASYNC110 - the system makes it
            await asyncio.sleep(0.05)
        self.early += 1
        self.kills.append(datetime.now(UTC))
        await one.stop(signal.SIGKILL)
        await asyncio.gather(starting, return_exceptions=True)
        await one.stop(signal.SIGKILL)

    async def dead(self) -> None:
        """Wait until one has ended by itself."""
        waits = [asyncio.create_task(one.process.wait()) for one in self._processes if one.process is not None]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def stop(self) -> None:
        """End them all, in order."""
        for one in self._processes:
            await one.stop()

    async def _started(self, one: BotProcess) -> None:
        for _ in range(STARTS):
            try:
                return await one.start()
            except AssertionError:
                self.refused += 1
                await one.stop(signal.SIGKILL)
        raise AssertionError("the program does not start:\n" + "\n".join(one.log[-30:]))
