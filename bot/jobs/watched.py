"""Jobs that the monitor is told of, whichever runner does them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from bot.jobs.port import Task, Tasks
from bot.monitoring.monitor import JOB, Monitor


def watched(tasks: Tasks, monitor: Monitor) -> Tasks:
    """The same tasks; each job gets a number of this process's own, which the lines of the log then name."""
    numbers = count(1)

    def told(task: Task) -> Task:
        async def work(arguments: Mapping[str, Any]) -> None:
            with monitor.work(JOB, next(numbers), task=task.name):
                await task.work(arguments)

        return replace(task, work=work)

    return Tasks({name: told(task) for name, task in tasks.by_name.items()}, tasks.periodic)
