"""Updates that several processes answer: whoever has a chat's first one has all of that chat, until none is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import CompoundSelect, Executable, bindparam, delete, func, select, text, union_all, update

from storage.elections import PRESENT, PUSHED, key_of
from storage.records import UpdateRecord
from storage.repositories.binding import numbers
from storage.repositories.repository import INSERTS, Repository
from storage.tables import answered_updates, updates

CHATS = 7_204_202
"""First key of the locks of chats, which last as long as a transaction; the second is of the chat's number."""

_RECORD = (updates.c.id, updates.c.chat, updates.c.body, updates.c.attempts)
_HELD = text(
    "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    " AND classid = :kind AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class SharedUpdates(Repository):
    """An update without an owner waits; one with an owner is that process's to answer, for as long as it lives."""

    async def take_chats(self, chats: Sequence[int]) -> None:
        """Wait until no other transaction decides who answers these chats. Nothing to wait for on SQLite."""
        if self._dialect != "postgresql":
            return
        for key in sorted({_key(chat) for chat in chats}):
            await self._connection.execute(select(func.pg_advisory_xact_lock(CHATS, key)))

    async def known(self, bot: int, update_ids: Sequence[int]) -> set[int]:
        """Those of the updates that wait, or were pushed and answered lately."""
        return set(await self._connection.scalars(_known(self._dialect), {"bot": bot, "ids": update_ids}))

    async def add(self, given: Sequence[UpdateRecord], *, now: datetime) -> None:
        """Write them down, for nobody yet."""
        rows = [{"id": one.id, "chat": one.chat, "body": one.body, "received": now} for one in given]
        await self._connection.execute(_added(self._dialect), rows)

    async def claim(self, chats: Sequence[int], owner: str) -> list[UpdateRecord]:
        """What waits in the chats is the owner's from now on, in their order; a chat that another has is left."""
        others = updates.alias("others")
        taken = select(others.c.id).where(others.c.chat == updates.c.chat, others.c.owner != owner)
        which = updates.c.chat.in_(self._numbers(chats)) & updates.c.owner.is_(None)
        change = update(updates).where(which, ~taken.correlate(updates).exists()).values(owner=owner)
        rows = await self._connection.execute(change.returning(*_RECORD))
        return sorted((UpdateRecord(*row) for row in rows), key=lambda one: one.id)

    async def answered(self, bot: int, update_ids: Sequence[int], *, now: datetime) -> None:
        """They are answered, and are known again if they are pushed once more."""
        await self._connection.execute(delete(updates).where(updates.c.id.in_(self._numbers(update_ids))))
        rows = [{"bot": bot, "id": number, "at": now} for number in update_ids]
        await self._connection.execute(self._insert(answered_updates).on_conflict_do_nothing(), rows)

    async def held(self, owner: str) -> list[tuple[str | None, int]]:
        """Owners with their chats, of what is not this owner's; None is what waits for one."""
        not_mine = updates.c.owner.is_(None) | (updates.c.owner != owner)
        rows = await self._connection.execute(select(updates.c.owner, updates.c.chat).where(not_mine).distinct())
        return [(row[0], row[1]) for row in rows]

    async def present(self) -> set[int]:
        """The keys of the processes that live, see `storage.presence`."""
        return await self._keys(PRESENT)

    async def is_pushed(self, bot: int) -> bool:
        """Whether a process that lives has Telegram push the bot's updates; nobody has on SQLite."""
        return self._dialect == "postgresql" and key_of(str(bot)) in await self._keys(PUSHED)

    async def let_go(self, owner: str) -> None:
        """What it has not answered waits for somebody."""
        await self._connection.execute(update(updates).where(updates.c.owner == owner).values(owner=None))

    async def take_from(self, owners: Sequence[str]) -> None:
        """What these had not answered waits again, and counts as tried once more."""
        tried = update(updates).where(updates.c.owner.in_(owners))
        await self._connection.execute(tried.values(owner=None, attempts=updates.c.attempts + 1))

    async def _keys(self, kind: int) -> set[int]:
        """The second keys of the locks of that kind that anybody holds, signed."""
        found = await self._connection.scalars(_HELD, {"kind": kind})
        return {number - 2**32 if number >= 2**31 else number for number in found}


@cache
def _known(dialect: str) -> CompoundSelect[int]:
    ids = numbers(dialect, "ids")
    waiting = select(updates.c.id).where(updates.c.id.in_(ids))
    answered = select(answered_updates.c.id).where(answered_updates.c.bot == bindparam("bot"))
    return union_all(waiting, answered.where(answered_updates.c.id.in_(ids)))


@cache
def _added(dialect: str) -> Executable:
    return INSERTS[dialect](updates).on_conflict_do_nothing()


def _key(chat: int) -> int:
    """Four bytes of a chat's number, signed."""
    return ((chat ^ (chat >> 31)) & 0xFFFFFFFF) - 2**31
