"""The real program as a process of its own, talking to a Bot API server of the test's."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fixtures.nursery import Child, born

ADMIN = 1003
READY = 30.0


@dataclass
class BotProcess:
    """`communique run` with its environment; ``log`` collects all that it wrote. ``module`` is what is run.

    ``fresh`` has it started by a new interpreter, as in real life; else it is a fork of one that has the imports.
    """

    environment: dict[str, str]
    module: str = "bot"
    fresh: bool = False
    process: asyncio.subprocess.Process | Child | None = None
    log: list[str] = field(default_factory=list)
    _reading: list[asyncio.Task[None]] = field(default_factory=list)
    _ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self._ready.clear()
        self.process = await self._begun()
        self._reading = [asyncio.create_task(self._read(self.process.stdout))]
        waits = {asyncio.create_task(self._ready.wait()), asyncio.create_task(self.process.wait())}
        _, pending = await asyncio.wait(waits, timeout=READY, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        if not self._ready.is_set():
            raise AssertionError("the bot did not get ready:\n" + "\n".join(self.log))

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it with a signal; gives its exit status."""
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(how)
        status = await asyncio.wait_for(self.process.wait(), 20)
        await asyncio.gather(*self._reading)
        self.process = None
        return status

    async def exit(self) -> int:
        """Start it where it cannot run; gives its exit status."""
        self.process = await self._begun()
        await asyncio.wait_for(self._read(self.process.stdout), READY)
        return await self.process.wait()

    @property
    def page(self) -> str:
        """The address of the chat page, as the program named it."""
        return next(word for line in self.log if "is ready" in line for word in line.split() if "://" in word)

    async def _begun(self) -> asyncio.subprocess.Process | Child:
        if not self.fresh:
            return await born(["run"], self.environment)
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self.module, "run"),
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )

    async def _read(self, stream: asyncio.StreamReader | None) -> None:
        if stream is None:
            return
        async for line in stream:
            self.log.append(line.decode().rstrip())
            if "is ready" in self.log[-1]:
                self._ready.set()


def environment(data: Path, **settings: str) -> dict[str, str]:
    """The variables of a bot whose data stand in that folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    given = {f"COMMUNIQUE_{name.upper()}": value for name, value in settings.items()}
    return {**kept, "COMMUNIQUE_DATA": str(data), "COMMUNIQUE_ADMINS": str(ADMIN), **given}


@asynccontextmanager
async def running(data: Path, *, module: str = "", **settings: str) -> AsyncIterator[BotProcess]:
    """A bot that is ready; stopped at the end. With a ``module`` it is run by an interpreter of its own."""
    bot = BotProcess(environment(data, **settings), module or "bot", fresh=bool(module))
    try:
        await bot.start()
        yield bot
    finally:
        await bot.stop()
