"""Why a topic holds for an article, worked out once for all its readers."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from bot.errors import UnknownTopic
from bot.services.archive import Archive
from bot.services.topics import Topics
from bot.texts.catalogue import Translator
from bot.texts.topics import because
from summarizer.model import ActReport, Entity
from summarizer.topics.nodes import Atom

KEPT = 500
"""Articles and topics that are remembered; a digest goes to all its readers within a short time."""

Found = tuple[Sequence[Atom], Sequence[Entity], Sequence[ActReport]]


class Matches:
    """The words of articles that made topics hold."""

    def __init__(self, topics: Topics, archive: Archive) -> None:
        self._topics = topics
        self._archive = archive
        self._known: OrderedDict[tuple[int, int], asyncio.Future[Found]] = OrderedDict()

    async def because(self, t: Translator, article_id: int, topic_id: int) -> list[str]:
        """A line for each thing that was found, such as ``Tokyo -> Japan``; none for what is gone."""
        place = (article_id, topic_id)
        if place not in self._known:
            self._known[place] = asyncio.ensure_future(self._find(article_id, topic_id))
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        try:
            # One who gives up must not take the answer from the others who wait for it.
            found = await asyncio.shield(self._known[place])
        except Exception:
            self._known.pop(place, None)
            raise
        return list(because(t, *found))

    def forget(self, article_id: int | None) -> None:
        """The article was analysed again: look anew the next time. None: any may have been."""
        for place in [place for place in self._known if article_id in (None, place[0])]:
            del self._known[place]

    async def _find(self, article_id: int, topic_id: int) -> Found:
        try:
            query = await self._topics.get(topic_id)
        except UnknownTopic:
            return (), (), ()
        found = await self._archive.because(article_id, query)
        if found is None:
            return (), (), ()
        atoms, facts = found
        return atoms, facts.entities, facts.acts
