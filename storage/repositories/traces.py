"""Traces: every row in which a person or a chat can be told by its number, found and erased."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import String, cast, delete, func, literal, select, update

from storage.repositories.audit import Audit
from storage.repositories.repository import Repository
from storage.tables import (
    broadcasts,
    deliveries,
    feeds,
    follows,
    forgotten,
    notices,
    questions,
    readers,
    roles,
    topics,
    updates,
    votes,
)

NOBODY = 0
"""In place of a person who is forgotten, where something must stand."""


class Traces(Repository):
    """Erases a person for good; what they did is left as counts, from which nobody can be told."""

    async def erase(self, chat_id: int) -> list[int]:
        """Erases all that is kept of a chat, or of the person of that number; gives the topics that nobody follows now.

        In a private chat the two have one number. The wording of such a topic is erased too: it may say who wrote it.
        """
        # First: the counts are then written in the order of their names, by everybody, and nobody waits in a circle.
        await Audit(self._connection).forget(chat_id)
        await self._count(chat_id)
        held = await self._topics(chat_id)
        await self._connection.execute(delete(readers).where(readers.c.chat_id == chat_id))
        await self._connection.execute(delete(questions).where(questions.c.asker == chat_id))
        await self._connection.execute(delete(notices).where(notices.c.chat_id == chat_id))
        for column in (broadcasts.c.author, broadcasts.c.chat_id):
            await self._connection.execute(update(broadcasts).where(column == chat_id).values({column: NOBODY}))
        # A ban stays, by its digest: forgetting somebody does not let them in again.
        await self._connection.execute(delete(roles).where(roles.c.user_id == chat_id))
        named = update(feeds).where(feeds.c.created_by == chat_id)
        await self._connection.execute(named.values(created_by=NOBODY))
        await self._forget_updates(chat_id)
        return await self._forget_topics(held)

    async def add(self, counts: Counter[str]) -> None:
        """Adds to the counts of what was erased."""
        rows = [{"what": what, "number": number} for what, number in sorted(counts.items())]
        if rows:
            insert = self._insert(forgotten)
            values = {"number": forgotten.c.number + insert.excluded.number}
            await self._connection.execute(insert.on_conflict_do_update(index_elements=["what"], set_=values), rows)

    async def counts(self) -> dict[str, int]:
        """How much was erased, by what it was: ``delivery.sent``, ``audit.article.load``, ``reader``."""
        return {row[0]: row[1] for row in await self._connection.execute(select(forgotten))}

    async def _count(self, chat_id: int) -> None:
        mine = select(readers.c.id).where(readers.c.chat_id == chat_id)
        counts: Counter[str] = Counter()
        states = select(deliveries.c.state, func.count()).where(deliveries.c.reader_id.in_(mine))
        for state, number in await self._connection.execute(states.group_by(deliveries.c.state)):
            counts[f"delivery.{state}"] += number
        said = select(votes.c.useful, func.count()).where(votes.c.reader_id.in_(mine)).group_by(votes.c.useful)
        for useful, number in await self._connection.execute(said):
            counts["vote.useful" if useful else "vote.not_useful"] += number
        counts["reader"] = len((await self._connection.execute(mine)).all())
        await self.add(+counts)

    async def _topics(self, chat_id: int) -> set[int]:
        mine = select(readers.c.id).where(readers.c.chat_id == chat_id).scalar_subquery()
        found: set[int] = set()
        for table in (follows, deliveries):
            query = select(table.c.topic_id).where(table.c.reader_id == mine, table.c.topic_id.is_not(None)).distinct()
            found.update(await self._connection.scalars(query))
        return found

    async def _forget_topics(self, held: set[int]) -> list[int]:
        """The rows stay, since other readers' deliveries may name them."""
        mine = topics.c.id.in_(self._numbers(sorted(held)))
        # Whoever is about to follow one of them is waited for, and keeps it.
        await self._connection.execute(select(topics.c.id).where(mine).order_by(topics.c.id).with_for_update())
        left = ~select(follows.c.id).where(follows.c.topic_id == topics.c.id).correlate(topics).exists()
        change = update(topics).where(mine, left)
        change = change.values(digest=literal("forgotten ") + cast(topics.c.id, String), canonical="", tree=None)
        return sorted(await self._connection.scalars(change.returning(topics.c.id)))

    async def _forget_updates(self, chat_id: int) -> None:
        mentions = (updates.c.chat == chat_id) | updates.c.body.contains(str(chat_id))
        rows = await self._connection.execute(select(updates.c.id, updates.c.chat, updates.c.body).where(mentions))
        mine = [number for number, chat, body in rows if chat == chat_id or chat_id in _numbers(json.loads(body))]
        await self._connection.execute(delete(updates).where(updates.c.id.in_(self._numbers(mine))))


def _numbers(value: Any) -> Iterator[int]:
    """All numbers in a piece of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int):
        yield value
