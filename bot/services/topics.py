"""Follows: who wants to hear of what, and which of it a new article is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import CommuniqueError, EmptyTopic, LongTopic, TooManyTopics, UnclosedQuote, UnknownTopic
from bot.services.ports import Clock
from storage.engine import Database
from storage.records import FollowRecord, ReaderRecord
from summarizer.errors import QueryError
from summarizer.topics.index import TopicIndex, TopicMatch
from summarizer.topics.query import Query, parse

Refusals = Mapping[str, type[CommuniqueError]]
"""What is said of a query that is not understood, by the code of its QueryError."""

REFUSALS: Refusals = {"empty": EmptyTopic, "long": LongTopic, "quote": UnclosedQuote}


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow and whether it is new; ``label`` is the topic as it is shown to its reader."""

    topic_id: int
    label: str
    is_new: bool


MOST_FOLLOWS = 500
"""Topics that one reader may follow, unless the settings say otherwise."""


def understand(text: str, refusals: Refusals = REFUSALS) -> Query:
    """The query in a reader's words. Raises EmptyTopic, LongTopic or UnclosedQuote, or as ``refusals`` has it."""
    try:
        return parse(text)
    except QueryError as error:
        raise refusals[error.code](topic=text[:60]) from error


class Topics:
    """Follows in the database, and beside them the index that finds an article's topics in one pass."""

    def __init__(self, database: Database, clock: Clock, most: int = MOST_FOLLOWS) -> None:
        self._database = database
        self._clock = clock
        self._most = most
        self._index = TopicIndex()

    async def open(self) -> None:
        """Build the index from all topics that somebody follows."""
        async with self._database.read() as unit:
            for topic in await unit.topics.all():
                self._index.add(topic.id, parse(topic.canonical))

    async def follow(self, reader: ReaderRecord, text: str) -> Followed:
        """Write the follow down and match it from now on; following twice changes nothing.

        Raises TooManyTopics, and as `understand` does.
        """
        query = understand(text)
        label = " ".join(text.split())
        async with self._database.write() as unit:
            topic = await unit.topics.ensure(query.canonical)
            is_new = await unit.follows.add(reader.id, topic.id, label, now=self._clock())
            if is_new and await unit.follows.count(reader.id) > self._most:
                raise TooManyTopics(most=self._most)
        self._index.add(topic.id, query)
        return Followed(topic.id, label, is_new)

    async def unfollow(self, reader: ReaderRecord, text: str) -> str:
        """End a follow, named in any wording that means the same topic; gives its label. Raises UnknownTopic."""
        canonical = understand(text).canonical
        for follow in await self.of(reader):
            if follow.canonical == canonical:
                return await self._end(follow)
        raise UnknownTopic(topic=" ".join(text.split())[:60])

    async def unfollow_by_id(self, reader: ReaderRecord, topic_id: int) -> str:
        """End the follow that a button names. Raises UnknownTopic if it has ended already."""
        for follow in await self.of(reader):
            if follow.topic_id == topic_id:
                return await self._end(follow)
        raise UnknownTopic(topic="")

    async def of(self, reader: ReaderRecord) -> list[FollowRecord]:
        """The reader's follows, the oldest first."""
        async with self._database.read() as unit:
            return await unit.follows.of_reader(reader.id)

    def matching(self, language: str, terms: Sequence[str]) -> list[TopicMatch]:
        """The followed topics that an article with these terms is about."""
        return self._index.match(language, terms)

    async def _end(self, follow: FollowRecord) -> str:
        async with self._database.write() as unit:
            await unit.follows.remove(follow.reader_id, follow.topic_id)
            if not await unit.topics.is_followed(follow.topic_id):
                self._index.remove(follow.topic_id)
        return follow.label
