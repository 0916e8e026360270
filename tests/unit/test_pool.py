from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from bot.errors import AnalysisFailed
from bot.jobs.pool import ProcessPool
from summarizer.analysis import analyse
from summarizer.errors import NothingToSummarise
from summarizer.model import Article

pytestmark = pytest.mark.slow

PARENT = """
import asyncio, os, sys
from bot.jobs.pool import ProcessPool

async def main():
    print(await ProcessPool().run(os.getpid), flush=True)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


def die() -> None:
    os._exit(1)


def die_once(mark: Path) -> str:
    if mark.exists():
        return "alive"
    mark.touch()
    os._exit(1)


@pytest_asyncio.fixture(loop_scope="function")
async def pool() -> AsyncIterator[ProcessPool]:
    made = ProcessPool()
    yield made
    await made.close()


async def test_work_is_done_in_another_process(pool: ProcessPool) -> None:
    pool.warm()
    analysis = await pool.run(analyse, Article("Envoys met. They left."), method="lead")
    assert len(analysis.spans) == 2
    assert await pool.run(os.getpid) != os.getpid()


async def test_an_error_of_the_work_passes_through(pool: ProcessPool) -> None:
    with pytest.raises(NothingToSummarise):
        await pool.run(analyse, Article(""))


async def test_a_dead_worker_is_replaced_and_asked_again(pool: ProcessPool, tmp_path: Path) -> None:
    assert await pool.run(die_once, tmp_path / "mark") == "alive"


async def test_work_that_kills_its_worker_twice_is_refused(pool: ProcessPool) -> None:
    with pytest.raises(AnalysisFailed):
        await pool.run(die)
    assert await pool.run(len, "alive") == 5


async def test_a_worker_killed_while_idle_is_not_noticed_by_readers(pool: ProcessPool) -> None:
    os.kill(await pool.run(os.getpid), signal.SIGKILL)
    assert await pool.run(len, "alive") == 5


async def test_large_work_has_a_process_that_ends_with_it(pool: ProcessPool) -> None:
    worker = await pool.run(os.getpid)
    apart = await pool.run_apart(os.getpid)
    assert apart not in (worker, os.getpid())
    assert not psutil.pid_exists(apart)
    assert await pool.run(os.getpid) == worker


async def test_large_work_holds_up_no_other(pool: ProcessPool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "held")
    large = asyncio.create_task(pool.run_apart(Path.read_text, tmp_path / "held"))
    assert await pool.run(len, "short") == 5
    assert not large.done()
    await asyncio.to_thread((tmp_path / "held").write_text, "long")
    assert await large == "long"


async def test_an_error_of_large_work_passes_through(pool: ProcessPool) -> None:
    with pytest.raises(NothingToSummarise):
        await pool.run_apart(analyse, Article(""))


async def test_a_helper_of_much_work_ends_with_it(tmp_path: Path) -> None:
    pool = ProcessPool(cores=2)
    held = tmp_path / "held"
    os.mkfifo(held)
    worker = await pool.run(os.getpid)
    async with pool.helped():
        # The common worker is at a piece until the helper has done another.
        first = asyncio.create_task(pool.run_many(Path.read_text, held))
        await asyncio.sleep(0)
        helper = await pool.run_many(os.getpid)
        await asyncio.to_thread(held.write_text, "done")
        assert await first == "done"
    assert helper != worker
    assert not psutil.pid_exists(helper)
    await pool.close()


async def test_ctrl_c_is_left_to_the_parent(pool: ProcessPool) -> None:
    worker = await pool.run(os.getpid)
    os.kill(worker, signal.SIGINT)
    assert await pool.run(os.getpid) == worker


async def test_closing_leaves_no_process(pool: ProcessPool) -> None:
    worker = psutil.Process(await pool.run(os.getpid))
    await pool.close()
    assert not worker.is_running()


async def test_a_worker_dies_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = await asyncio.create_subprocess_exec(sys.executable, script, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = psutil.Process(int(await parent.stdout.readline()))
    parent.kill()
    await parent.wait()
    # Its children are not ours to wait for: psutil looks until it is gone.
    gone, alive = await asyncio.to_thread(psutil.wait_procs, [worker], timeout=10)
    assert (len(gone), alive) == (1, [])
