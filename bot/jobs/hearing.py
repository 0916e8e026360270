"""What other processes changed, heard at once: what is remembered of it is let go, and who waits for it is woken."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.services.stories import Stories
from bot.services.topics import Topics
from storage.engine import Database
from storage.errors import StorageError
from storage.news import Kind, Told

_LOG = logging.getLogger(__name__)

Act = Callable[[Sequence[int]], Awaitable[object] | object]
"""Is given the numbers of what changed; none: any may have."""


class Hearing:
    """``acts`` for each kind of news. Where nobody else can change anything, there is nothing to hear."""

    def __init__(self, database: Database, acts: Mapping[Kind, Act]) -> None:
        self._database = database
        self._acts = acts

    async def run(self) -> None:
        """Hear until cancelled."""
        async for told in self._database.news():
            for one in [told] if told is not None else map(Told, self._acts):
                await self._act(one)

    async def _act(self, told: Told) -> None:
        act = self._acts.get(told.kind)
        if act is None:
            return
        try:
            done = act(told.numbers)
            if inspect.isawaitable(done):
                await done
        except StorageError as error:
            # The connection that news come by is most likely lost as well: then all is looked at again.
            _LOG.warning("what was told could not be looked at: %s", error)
        except Exception:
            _LOG.exception("what was told could not be looked at")


@dataclass(frozen=True, slots=True)
class Calls:
    """What wakes who sends digests, polls feeds, tells the admins, follows messages to all, and answers."""

    owed: Callable[[], None]
    feeds: Callable[[], None]
    notices: Callable[[], None]
    broadcasts: Callable[[], None]
    updates: Callable[[], None] = lambda: None


def acts(topics: Topics, stories: Stories, forget: Callable[[int | None], None], calls: Calls) -> Mapping[Kind, Act]:
    """What is done of each kind. ``forget`` lets go of what is remembered of an article; None: of all."""

    async def followed(numbers: Sequence[int]) -> None:
        await (topics.take(numbers) if numbers else topics.look_again())

    async def changed(numbers: Sequence[int]) -> None:
        for number in numbers or (None,):
            forget(number)
        await stories.look_again(numbers)

    return {
        # What waits to be sent must not wait for what takes longer.
        Kind.OWED: lambda _: calls.owed(),
        Kind.BROADCASTS: lambda _: calls.broadcasts(),
        Kind.NOTICES: lambda _: calls.notices(),
        Kind.FEEDS: lambda _: calls.feeds(),
        Kind.UPDATES: lambda _: calls.updates(),
        Kind.FOLLOWED: followed,
        # After a gap the topics that ended are found by those that are followed.
        Kind.ENDED: topics.release,
        Kind.ARTICLES: changed,
    }
