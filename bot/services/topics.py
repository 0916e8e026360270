"""Follows: who wants to hear of what, and which of it a new article is about."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import AnalysisFailed, BadTopic, TooManyTopics, UnknownTopic
from bot.services.bulk import lasting
from bot.services.flights import Flights
from bot.services.ports import Clock, Pool
from bot.services.roles import Role, Roles
from bot.services.withdrawing import withdraw
from storage.engine import Database
from storage.errors import StorageError
from storage.news import Kind
from storage.records import FollowRecord, ReaderRecord, TopicRecord
from summarizer.entities.lookup import is_read, lookup, remember
from summarizer.errors import QueryError
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.query import Query, parse, parse_canonical
from summarizer.topics.trees import dump, load

_LOG = logging.getLogger(__name__)

MOST_FOLLOWS = 500
"""Topics that one reader may follow, unless the settings say otherwise."""

PATIENCE = 1.0
"""Seconds to wait for a database that cannot be read."""

OVERLAP = 100
"""Follows that are looked at again, since PostgreSQL may commit them in another order than that of their numbers."""

READ_AT_ONCE = 2_000
"""Topics that are read and indexed between two looks at what else there is to do."""

NUMBERS_AT_ONCE = 50_000
"""Topics of which only it is asked whether somebody follows them."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow and whether it is new; ``label`` is the topic as it is shown to its reader."""

    topic_id: int
    label: str
    query: Query
    is_new: bool


def understand(text: str, asking: str = "topic") -> Query:
    """The query in a reader's words. Raises BadTopic, worded for a "topic" or a search ("query")."""
    try:
        return parse(text)
    except QueryError as error:
        raise BadTopic.of(error, text, asking) from error


def query_of(topic: TopicRecord) -> Query:
    """A stored topic; those of an older version are read from their text."""
    return load(topic.tree) if topic.tree else parse_canonical(topic.canonical)


class Topics:
    """Follows in the database, and beside them the index that finds an article's topics in one pass."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        most: int = MOST_FOLLOWS,
        pool: Pool | None = None,
        flights: Flights | None = None,
        roles: Roles | None = None,
    ) -> None:
        self._database = database
        self._pool = pool
        self._clock = clock
        self._most = most
        self._roles = roles
        self._flights = flights or Flights()
        self._index = TopicIndex()
        self._indexing = asyncio.Lock()
        self._whole = asyncio.Event()
        self._seen = 0

    async def open(self) -> None:
        """Read the names that topics are made of, and index all topics that somebody follows.

        `matching` waits until that is done.
        """
        with lasting():
            await self._learn_names()
            last = 0
            while not self._whole.is_set():
                try:
                    last = await self._read_on(last)
                except StorageError as error:
                    _LOG.error("the topics cannot be read: %s; trying again", error)
                    await asyncio.sleep(PATIENCE)

    async def _learn_names(self) -> None:
        if self._pool is not None and not is_read():
            try:
                remember(await self._pool.run_apart(lookup))
            except AnalysisFailed:
                _LOG.warning("the process that reads the names died; they are read here")
        await asyncio.to_thread(lookup)

    async def _read_on(self, last: int) -> int:
        """Index some more topics, of greater numbers than ``last``; gives the last of them."""
        async with self._database.read() as unit:
            if not last:
                self._seen = await unit.topics.newest_follow()
            found = await unit.topics.followed(last, READ_AT_ONCE)
        if not found:
            self._whole.set()
            return last
        async with self._indexing:
            await asyncio.to_thread(self._add, found)
        return found[-1].id

    async def follow(self, reader: ReaderRecord, text: str) -> Followed:
        """Write the follow down and match it from now on; following twice changes nothing but wakes a paused one.

        Raises TooManyTopics and BadTopic.
        """
        return await self.follow_query(reader, understand(text), " ".join(text.split()))

    async def follow_query(self, reader: ReaderRecord, query: Query, label: str) -> Followed:
        """As `follow`, for a topic that is understood already. Raises TooManyTopics."""
        async with self._database.write() as unit:
            topic = await unit.topics.ensure(query.canonical, dump(query))
            is_new = await unit.follows.add(reader.id, topic.id, label, now=self._clock())
            if is_new and await unit.follows.count(reader.id) > self._most and not await self._is_exempt(reader):
                raise TooManyTopics(most=self._most)
            if is_new:
                unit.news.tell(Kind.FOLLOWED, topic.id)
            else:
                await unit.follows.pause(reader.id, topic.id, paused=False)
        await self._match(topic.id, query)
        return Followed(topic.id, label, query, is_new)

    async def _is_exempt(self, reader: ReaderRecord) -> bool:
        """Whether it is the private chat of somebody with a role: the limit is not for them."""
        return self._roles is not None and await self._roles.of(reader.chat_id) > Role.READER

    async def change(self, reader: ReaderRecord, topic_id: int, query: Query, label: str) -> Followed:
        """Follow another topic in place of one, at its hours. Raises UnknownTopic if the one is followed no more."""
        follow = await self._held(reader, topic_id)
        async with self._database.write() as unit:
            topic = await unit.topics.ensure(query.canonical, dump(query))
            if topic.id != topic_id:
                await unit.follows.remove(reader.id, follow.topic_id)
                if await unit.follows.add(reader.id, topic.id, label, now=self._clock()):
                    await unit.follows.schedule(reader.id, topic.id, follow.schedule_id)
                await withdraw(unit, reader.id, topic_id, self._clock())
            ended = topic.id != topic_id and not await unit.topics.is_followed(topic_id)
            unit.news.tell(Kind.FOLLOWED, topic.id)
            if ended:
                unit.news.tell(Kind.ENDED, topic_id)
        if topic.id != topic_id:
            await self._flights.landed(reader.id)
        await self._match(topic.id, query)
        if ended:
            await self.release([topic_id])
        return Followed(topic.id, label, query, is_new=True)

    async def pause(self, reader: ReaderRecord, topic_id: int, *, paused: bool) -> FollowRecord:
        """Let a follow rest, or wake it. Raises UnknownTopic."""
        follow = await self._held(reader, topic_id)
        async with self._database.write() as unit:
            await unit.follows.pause(reader.id, topic_id, paused=paused)
        return follow

    async def unfollow(self, reader: ReaderRecord, text: str) -> str:
        """End a follow, named in any wording that means the same; gives its label. Raises UnknownTopic, BadTopic."""
        wanted = understand(text)
        for follow in await self.of(reader):
            if follow.canonical == wanted.canonical or parse_canonical(follow.canonical) == wanted:
                return await self._end(follow)
        raise UnknownTopic(topic=" ".join(text.split())[:60])

    async def unfollow_by_id(self, reader: ReaderRecord, topic_id: int) -> str:
        """End the follow that a button names; gives its label. Raises UnknownTopic if it has ended already."""
        return await self._end(await self._held(reader, topic_id))

    async def of(self, reader: ReaderRecord) -> list[FollowRecord]:
        """The reader's follows, the oldest first."""
        async with self._database.read() as unit:
            return await unit.follows.of_reader(reader.id)

    async def get(self, topic_id: int) -> Query:
        """The topic of a number. Raises UnknownTopic."""
        async with self._database.read() as unit:
            topic = await unit.topics.get(topic_id)
        if topic is None:
            raise UnknownTopic(topic="")
        return query_of(topic)

    async def release(self, topic_ids: Sequence[int]) -> None:
        """Match these no longer, unless somebody follows them by now."""
        async with self._indexing:
            async with self._database.read() as unit:
                followed = {topic.id for topic in await unit.topics.followed_among(topic_ids)}
            for topic_id in topic_ids:
                if topic_id not in followed:
                    self._index.remove(topic_id)

    async def take(self, topic_ids: Sequence[int]) -> None:
        """Match these from now on, which somebody follows; those that nobody does are left out."""
        await self._whole.wait()
        async with self._indexing:
            async with self._database.read() as unit:
                found = await unit.topics.followed_among([one for one in topic_ids if one not in self._index])
            await asyncio.to_thread(self._add, found)

    async def look_again(self) -> None:
        """Match all topics that somebody follows, and no others, whatever was done by other processes."""
        await self._whole.wait()
        followed, last = set[int](), 0
        while True:
            async with self._database.read() as unit:
                some = await unit.topics.followed_ids(last, NUMBERS_AT_ONCE)
            if not some:
                break
            followed.update(some)
            last = some[-1]
        missing = [one for one in followed if one not in self._index]
        for start in range(0, len(missing), READ_AT_ONCE):
            await self.take(missing[start : start + READ_AT_ONCE])
        await self.release([one for one in self._index if one not in followed])

    async def matching(self, facts: Facts) -> list[int]:
        """The followed topics that hold for an article; waits until all are known, those of other processes too."""
        return (await self.matching_all([facts]))[0]

    async def matching_all(self, facts: Sequence[Facts]) -> list[list[int]]:
        """As `matching`, for several articles at once."""
        await self._whole.wait()
        async with self._database.read() as unit:
            newest = await unit.topics.newest_follow()
            found = await unit.topics.followed_since(self._seen - OVERLAP) if newest != self._seen else []
        async with self._indexing:
            self._add([topic for topic in found if topic.id not in self._index])
            self._seen = max(self._seen, newest)
            return await asyncio.to_thread(lambda: [self._index.match(one) for one in facts])

    async def _held(self, reader: ReaderRecord, topic_id: int) -> FollowRecord:
        for follow in await self.of(reader):
            if follow.topic_id == topic_id:
                return follow
        raise UnknownTopic(topic="")

    async def _end(self, follow: FollowRecord) -> str:
        async with self._database.write() as unit:
            await unit.follows.remove(follow.reader_id, follow.topic_id)
            await withdraw(unit, follow.reader_id, follow.topic_id, self._clock())
            ended = not await unit.topics.is_followed(follow.topic_id)
            if ended:
                unit.news.tell(Kind.ENDED, follow.topic_id)
        # Nothing is to come for it after the answer.
        await self._flights.landed(follow.reader_id)
        if ended:
            await self.release([follow.topic_id])
        return follow.label

    async def _match(self, topic_id: int, query: Query) -> None:
        async with self._indexing:
            if topic_id not in self._index:
                self._index.add(topic_id, query)

    def _add(self, topics: Sequence[TopicRecord]) -> None:
        for topic in topics:
            try:
                self._index.add(topic.id, query_of(topic))
            except (QueryError, ValueError, KeyError) as error:
                _LOG.error("topic %d cannot be read and matches nothing: %s", topic.id, error)
