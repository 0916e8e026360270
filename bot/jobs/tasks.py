"""What the program does beside the conversation, as tasks for either runner.

Each may be done twice, or begun again by another: what is true stands in the tables, and a task looks there first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.jobs.port import Periodic, Retry, Task, Tasks
from bot.services.fanouts import FAN_OUT, FanOuts
from bot.services.forgetting import Forgetting
from bot.services.hosts import HostTurns
from bot.services.parcels import LOAD, SWEEP_PARCELS, Parcels
from bot.services.poll_jobs import POLL, SWEEP_FEEDS, PollJobs
from bot.services.said.ahead import Ahead

SOON = Retry(tries=5, first=timedelta(seconds=1), factor=3.0)
"""For what others wait for: after that, the next sweep makes it again."""

ONCE = Retry(tries=1)
"""For what is done again soon anyway."""

SWEEP_FAN_OUTS = "articles.sweep"
RETENTION = "retention.expire"
FORGET_HOSTS = "retention.hosts"
QUOTES = "quotes.sweep"

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


def fan_out_tasks(fanouts: FanOuts) -> Tasks:
    """All who follow what an article holds are told."""

    async def finish(arguments: Mapping[str, Any]) -> None:
        await fanouts.finish(int(arguments["article"]))

    async def sweep(_: Mapping[str, Any]) -> None:
        await fanouts.sweep()

    return Tasks.of(
        [Task(FAN_OUT, finish, SOON), Task(SWEEP_FAN_OUTS, sweep, ONCE)], [Periodic(SWEEP_FAN_OUTS, A_MINUTE)]
    )


def feed_tasks(polls: PollJobs) -> Tasks:
    """Feeds that are due are polled."""

    async def poll(arguments: Mapping[str, Any]) -> None:
        await polls.poll(int(arguments["feed"]))

    async def sweep(_: Mapping[str, Any]) -> None:
        await polls.sweep()

    return Tasks.of(
        [Task(POLL, poll, ONCE), Task(SWEEP_FEEDS, sweep, ONCE)], [Periodic(SWEEP_FEEDS, timedelta(seconds=5))]
    )


def host_tasks(turns: HostTurns) -> Tasks:
    """Hosts that nobody asks any more are forgotten."""

    async def forget(_: Mapping[str, Any]) -> None:
        await turns.forget()

    return Tasks.of([Task(FORGET_HOSTS, forget, ONCE)], [Periodic(FORGET_HOSTS, timedelta(hours=1))])


def load_tasks(parcels: Parcels) -> Tasks:
    """Drafts that other processes read are loaded."""

    async def open_one(arguments: Mapping[str, Any]) -> None:
        await parcels.open(int(arguments["parcel"]))

    async def sweep(_: Mapping[str, Any]) -> None:
        await parcels.sweep()

    return Tasks.of([Task(LOAD, open_one, SOON), Task(SWEEP_PARCELS, sweep, ONCE)], [Periodic(SWEEP_PARCELS, A_MINUTE)])


def quote_tasks(ahead: Ahead) -> Tasks:
    """Who said what is found before anybody asks."""

    async def sweep(_: Mapping[str, Any]) -> None:
        await ahead.sweep()

    return Tasks.of([Task(QUOTES, sweep, ONCE)], [Periodic(QUOTES, timedelta(seconds=10))])


def retention_tasks(forgetting: Forgetting) -> Tasks:
    """What is older than it may be kept is removed."""

    async def expire(_: Mapping[str, Any]) -> None:
        await forgetting.expire()

    return Tasks.of([Task(RETENTION, expire, Retry(tries=10, first=A_MINUTE))], [Periodic(RETENTION, A_DAY)])
