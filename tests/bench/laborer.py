"""A worker of several machines, as a process of its own: ``python -m tests.bench.laborer URL FOLDER [CORE]``.

It is the program's own background, without Telegram. With a core it is held to that one, as if it were a machine.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from bot.app.background import working
from bot.core import open_core
from bot.jobs.pool import ProcessPool
from bot.jobs.stopping import on_signals, until
from bot.settings import Settings

READY = b"ready\n"
"""Said once the jobs are about to begin."""


async def _work(url: str, folder: Path, pool: ProcessPool) -> None:
    settings = Settings(data=folder, database_url=url, _env_file=None)
    stopped, filled = on_signals(), asyncio.Event()
    async with open_core(settings, pool, lambda: None) as core:
        await core.reading
        filled.set()
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()
        await until(stopped, *working(core, settings, filled))
    await pool.close()


def main() -> None:
    """Work until a signal comes."""
    url, folder, *core = sys.argv[1:]
    if core:
        os.sched_setaffinity(0, {int(core[0])})
    pool = ProcessPool()
    pool.warm()
    asyncio.run(_work(url, Path(folder), pool))


if __name__ == "__main__":
    main()
