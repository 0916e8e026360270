"""Updates: what Telegram has handed over and nobody has answered yet, and where to go on asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, delete, select, update

from storage.records import UpdateRecord
from storage.repositories.repository import INSERTS
from storage.repositories.shared_updates import SharedUpdates
from storage.tables import offsets, updates

_RECORD = (updates.c.id, updates.c.chat, updates.c.body, updates.c.attempts)

REPEATED = 10_000
"""Numbers before the next one that were given already: more are never given at a time."""


_NEXT = select(offsets.c.next).where(offsets.c.bot == bindparam("number"))
_DONE = delete(updates).where(updates.c.id.in_(bindparam("numbers", expanding=True)))
"""Made once, as they are said with every update."""


@cache
def _go_on(dialect: str) -> Executable:
    insert = INSERTS[dialect](offsets)
    return insert.on_conflict_do_update(index_elements=["bot"], set_={"next": insert.excluded.next})


class Updates(SharedUpdates):
    """Kept from before Telegram is told that they came until they are answered, and no longer."""

    async def next(self, bot: int) -> int | None:
        """The number from which Telegram is to give updates; None: it was never asked."""
        return await self._connection.scalar(_NEXT, {"number": bot})

    async def keep(self, bot: int, given: Sequence[UpdateRecord], *, now: datetime) -> list[UpdateRecord]:
        """Writes down those that are new, in the order given, and from where to go on; gives them.

        After a week of silence Telegram goes on from any number, lower ones too: only the last `REPEATED` are known,
        and what was pushed lately, which Telegram gives again where it had not heard that it was taken.
        """
        following = await self.next(bot)
        later = [one for one in given if following is None or not following - REPEATED <= one.id < following]
        if not later:
            return []
        known = await self.known(bot, [one.id for one in later])
        new = [one for one in later if one.id not in known]
        if new:
            await self.add(new, now=now)
        await self.go_on(bot, max(one.id for one in later) + 1)
        return new

    async def go_on(self, bot: int, following: int) -> None:
        """From that number Telegram is to give updates."""
        await self._connection.execute(_go_on(self._dialect), {"bot": bot, "next": following})

    async def is_given(self, bot: int, update_id: int) -> bool:
        """Whether the update was among those that Telegram was asked for: it may come again where it pushes them."""
        known = await self.next(bot)
        return known is not None and known - REPEATED <= update_id < known

    async def left(self) -> list[UpdateRecord]:
        """Those that nobody has answered, the oldest first."""
        return [UpdateRecord(*row) for row in await self._connection.execute(select(*_RECORD).order_by(updates.c.id))]

    async def begin(self, update_ids: Sequence[int]) -> None:
        """They are tried: counted, so that one that ends the program is not tried for ever."""
        change = update(updates).where(updates.c.id.in_(self._numbers(update_ids)))
        await self._connection.execute(change.values(attempts=updates.c.attempts + 1))

    async def done(self, update_ids: Sequence[int]) -> None:
        """They are answered: nothing is kept of them."""
        await self._connection.execute(_DONE, {"numbers": list(update_ids)})
