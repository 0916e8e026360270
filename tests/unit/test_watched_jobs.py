"""What the monitor is told of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.jobs.port import Periodic, Task, Tasks
from bot.jobs.watched import watched
from bot.monitoring.figures import Figures
from bot.monitoring.monitor import Monitor
from bot.monitoring.requests import request


async def test_jobs_are_counted_and_named_in_the_log() -> None:
    seen: list[tuple[str, Mapping[str, Any]]] = []

    async def work(arguments: Mapping[str, Any]) -> None:
        seen.append((request(), arguments))

    async def fails(_: Mapping[str, Any]) -> None:
        raise OSError

    figures, periodic = Figures("1"), Periodic("a.b", timedelta(hours=1))
    tasks = watched(Tasks.of([Task("a.b", work), Task("a.c", fails)], [periodic]), Monitor(figures))
    await tasks.by_name["a.b"].work({"feed": 3})
    with pytest.raises(OSError):  # noqa: PT011 - it is the one that was raised
        await tasks.by_name["a.c"].work({})
    assert seen == [("job:1", {"feed": 3})]
    assert tasks.periodic == (periodic,)
    value = figures.registry.get_sample_value
    assert value("communique_jobs_total", {"outcome": "done"}) == 1
    assert value("communique_jobs_total", {"outcome": "failed"}) == 1
