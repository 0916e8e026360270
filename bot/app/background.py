"""The background's part: what is done with or without anybody who asks for it, and needs no Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.core import Core, utc_now
from bot.jobs.polling import Poller
from bot.jobs.retention import Retention
from bot.jobs.seeding import seed


async def fill(core: Core) -> None:
    """When this returns the archive is whole: names and topics are read, and the first start's articles are there."""
    await core.reading
    await seed(core.database, core.articles, utc_now)
    await core.desk.purge()


def one_machine(core: Core, filled: asyncio.Event) -> tuple[Coroutine[Any, Any, None], ...]:
    """Feeds, fan-outs and retention in this process alone. ``filled`` is set once the archive is whole."""
    poller = Poller(core.polling, utc_now, core.feeds_due, asyncio.sleep)

    async def poll() -> None:
        # Articles are numbered as they come: those of feeds come after the seeds.
        await filled.wait()
        await poller.recover()
        await poller.run()

    return poll(), core.articles.fanouts.run(), Retention(core.forgetting, asyncio.sleep).run()
