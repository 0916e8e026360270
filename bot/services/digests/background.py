"""What the ledger says of deliveries that are composed at the same time, read for all of them together."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.services.digests.taste import NEUTRAL, Taste
from storage.engine import Database
from storage.records import DeliveryRecord, FollowRecord


@dataclass(frozen=True, slots=True)
class Background:
    """The stories of a reader's deliveries, what was told of these, what the reader follows, which topics held.

    ``liked`` are the articles of each story whose outlet the reader prefers, the last to arrive first.
    ``taste`` is what the reader's votes say; it is read only where there are stories to put in order.
    """

    stories: Mapping[int, int]
    told: Mapping[int, Sequence[DeliveryRecord]]
    follows: Sequence[FollowRecord]
    topics: Mapping[int, Sequence[int]]
    taste: Taste = NEUTRAL
    liked: Mapping[int, Sequence[int]] = field(default_factory=dict)


NOTHING = Background({}, {}, (), {})


@dataclass(frozen=True, slots=True)
class _Question:
    due: Sequence[DeliveryRecord]
    answer: asyncio.Future[Background]

    @property
    def reader(self) -> int:
        return self.due[0].reader_id


class Backgrounds:
    """Answers, in one transaction, what was asked while the transaction before it ran."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: list[_Question] = []
        self._reading: asyncio.Task[None] | None = None

    async def of(self, due: Sequence[DeliveryRecord]) -> Background:
        """What is to be known of these deliveries, all of one reader. Raises StorageError."""
        if not due:
            return NOTHING
        question = _Question(due, asyncio.get_running_loop().create_future())
        self._asked.append(question)
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())
        return await question.answer

    async def _read(self) -> None:
        while self._asked:
            # Whoever is about to ask in this turn of the loop comes along.
            await asyncio.sleep(0)
            asked, self._asked = self._asked, []
            try:
                found = await self._look(asked)
            except Exception as error:
                for question in asked:
                    if not question.answer.done():
                        question.answer.set_exception(error)
            else:
                for question, background in zip(asked, found, strict=True):
                    if not question.answer.done():
                        question.answer.set_result(background)

    async def _look(self, asked: Sequence[_Question]) -> list[Background]:
        numbers = sorted({one.article_id for question in asked for one in question.due})
        readers = sorted({question.reader for question in asked})
        async with self._database.read() as unit:
            stories = await unit.stories.stories_of(numbers)
            told = await unit.deliveries.told(readers, sorted(set(stories.values())))
            placed = await unit.stories.stories_of(sorted({one.article_id for one in told}))
            follows = await unit.follows.of_readers(readers)
            topics = await unit.fanouts.topics(numbers)
            liked = await unit.outlets.preferred(readers, sorted(set(stories.values())))
        told_to = _by_reader(told)
        return [
            Background(
                stories,
                _by_story(told_to[one.reader], one.due, placed),
                follows.get(one.reader, ()),
                topics,
                liked=liked.get(one.reader, {}),
            )
            for one in asked
        ]


def _by_reader(told: Iterable[DeliveryRecord]) -> defaultdict[int, list[DeliveryRecord]]:
    found: defaultdict[int, list[DeliveryRecord]] = defaultdict(list)
    for one in told:
        found[one.reader_id].append(one)
    return found


def _by_story(
    told: Iterable[DeliveryRecord], due: Iterable[DeliveryRecord], placed: Mapping[int, int]
) -> dict[int, list[DeliveryRecord]]:
    """What was told before of each story, without what is composed now."""
    ours = {one.id for one in due}
    found: defaultdict[int, list[DeliveryRecord]] = defaultdict(list)
    for one in told:
        if one.id not in ours:
            found[placed.get(one.article_id, 0)].append(one)
    return dict(found)
