"""The background's part: what is done with or without anybody who asks for it, and needs no Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.app.patience import patiently
from bot.app.watching import Watch
from bot.core import Core, utc_now
from bot.jobs.local import LocalRunner
from bot.jobs.polling import Poller
from bot.jobs.port import Tasks
from bot.jobs.seeding import seed
from bot.jobs.tasks import fan_out_tasks, feed_tasks, host_tasks, load_tasks, quote_tasks, retention_tasks
from bot.jobs.watched import watched
from bot.services.poll_jobs import PollJobs
from bot.settings import Settings

Works = tuple[Coroutine[Any, Any, None], ...]


async def fill(core: Core) -> None:
    """When this returns the archive is whole: names and topics are read, and the first start's articles are there.

    A database that goes away meanwhile is waited for: the conversation goes on without it, and so does this.
    """
    await core.reading

    async def rest() -> None:
        await seed(core.database, core.articles, utc_now)
        await core.desk.purge()

    await patiently(rest, "the archive cannot be made whole")


def working(core: Core, settings: Settings, filled: asyncio.Event, watch: Watch | None = None) -> Works:
    """Feeds, fan-outs and retention: in this process alone, or as one of the workers of a database that is shared.

    ``filled`` is set once the archive is whole; ``watch`` is told whether a worker finds its jobs.
    """
    if isinstance(core.jobs, LocalRunner):
        return _alone(core, core.jobs, filled)
    return (_as_worker(core, settings, filled, watch),)


def _alone(core: Core, runner: LocalRunner, filled: asyncio.Event) -> Works:
    poller = Poller(core.polling, utc_now, core.feeds_due, asyncio.sleep)

    async def poll() -> None:
        # Articles are numbered as they come: those of feeds come after the seeds.
        await filled.wait()
        await poller.recover()
        await poller.run()

    return poll(), runner.run(watched(_common(core), core.monitor))


async def _as_worker(core: Core, settings: Settings, filled: asyncio.Event, watch: Watch | None) -> None:
    # Loaded only where it is needed.
    from bot.jobs.shared import SharedRunner

    runner = SharedRunner(settings.database, utc_now)
    if watch is not None:
        watch.works(lambda: runner.is_at_work)
    await filled.wait()
    polls = PollJobs(core.database, core.polling, core.jobs, utc_now)
    tasks = _common(core) + feed_tasks(polls) + load_tasks(core.parcels) + host_tasks(core.turns)
    async with asyncio.TaskGroup() as group:
        group.create_task(runner.run(watched(tasks, core.monitor)))
        group.create_task(polls.listen(core.feeds_due))


def _common(core: Core) -> Tasks:
    quotes = quote_tasks(core.said.ahead(core.way.clear))
    return fan_out_tasks(core.articles.fanouts) + retention_tasks(core.forgetting) + quotes
