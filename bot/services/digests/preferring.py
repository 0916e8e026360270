"""A story that several outlets tell is shown in the article of one that its reader prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.services.digests.background import Background
from storage.engine import Database
from storage.records import DeliveryRecord


def by_liked(due: Sequence[DeliveryRecord], liked: Sequence[int]) -> list[DeliveryRecord]:
    """Those of the deliveries that are of preferred outlets; all of them if none is."""
    return [one for one in due if one.article_id in liked] or list(due)


class Preferring:
    """Where an outlet that a reader prefers told the story too, but its article is not owed to them, it becomes so.

    The ledger is changed before anything is shown, so that it always says which sentences a message had.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def instead(self, due: Sequence[DeliveryRecord], ledger: Background) -> list[DeliveryRecord]:
        """The deliveries, one of each such story by the article of the preferred outlet. Raises StorageError."""
        wanted = self._wanted(due, ledger)
        if not wanted:
            return list(due)
        async with self._database.write() as unit:
            done = {
                delivery_id: article_id
                for delivery_id, article_id in wanted.items()
                if await unit.deliveries.show_instead(delivery_id, article_id)
            }
        return [replace(one, article_id=done.get(one.id, one.article_id)) for one in due]

    def _wanted(self, due: Sequence[DeliveryRecord], ledger: Background) -> Mapping[int, int]:
        """Article by delivery. A story that the reader was told of goes on where it began."""
        by_story: dict[int, list[DeliveryRecord]] = {}
        for one in due:
            by_story.setdefault(ledger.stories.get(one.article_id, 0), []).append(one)
        return {
            group[0].id: liked[0]
            for story, group in by_story.items()
            if (liked := ledger.liked.get(story))
            and not ledger.told.get(story)
            and all(one.article_id not in liked and one.corrects is None for one in group)
        }
