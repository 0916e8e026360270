"""Votes: what a reader says of an article that they were shown, useful or not."""

from __future__ import annotations

from enum import StrEnum

from bot.errors import UnknownArticle
from bot.services.ports import Clock
from storage.engine import Database
from storage.records import ReaderRecord, VoteRecord

MOST_SENTENCES = 1_000
"""Sentences of a summary are not counted further."""


class Cast(StrEnum):
    """What became of a vote."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


class Votes:
    """A reader has one vote on an article; a group votes as one, by its administrators."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def said(self, reader: ReaderRecord, article_id: int) -> bool | None:
        """Whether the reader called the article useful; None if they said nothing of it."""
        async with self._database.read() as unit:
            return await unit.votes.said(reader.id, article_id)

    async def cast(
        self, reader: ReaderRecord, article_id: int, *, useful: bool, topic: int = 0, sentences: int = 0
    ) -> Cast:
        """Keep what the reader says of an article that ``topic`` brought (0: none), seen in so many ``sentences``.

        Raises UnknownArticle.
        """
        async with self._database.write() as unit:
            found = await unit.articles.headlines([article_id])
            if not found:
                raise UnknownArticle(id=article_id)
            vote = VoteRecord(
                reader.id, article_id, useful, found[0].outlet, topic or None, min(sentences, MOST_SENTENCES)
            )
            before = await unit.votes.cast(vote, now=self._clock())
        if before is None:
            return Cast.NEW
        return Cast.KNOWN if before == useful else Cast.CHANGED
