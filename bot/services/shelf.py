"""The reader's shelf: what they keep, take along, share and have forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.articles import Articles
from bot.services.exporting import Exporting
from bot.services.forgetting import Forgetting
from bot.services.inline import Inline
from bot.services.largest import Largest
from bot.services.links import Links
from bot.services.ports import Clock
from bot.services.saved import Saved
from bot.services.topics import Topics
from bot.services.votes import Votes
from storage.engine import Database


@dataclass(frozen=True, slots=True)
class Shelf:
    """The use cases of one reader for themselves."""

    saved: Saved
    exporting: Exporting
    forgetting: Forgetting
    links: Links
    inline: Inline
    largest: Largest
    votes: Votes

    @classmethod
    def of(
        cls,
        database: Database,
        articles: Articles,
        topics: Topics,
        clock: Clock,
        token: str,
        forgetting: Forgetting | None = None,
    ) -> Shelf:
        """All of them on one database; ``token`` is what links are signed with."""
        return cls(
            Saved(database, clock),
            Exporting(database, clock),
            forgetting or Forgetting(database, topics, clock),
            Links(token),
            Inline(database, articles),
            Largest(database, clock),
            Votes(database, clock),
        )
