"""What admins are told without having asked: written down with what it reports, and sent after that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.services.troubles import Trouble
from storage.news import Kind
from storage.unit import Unit

HOUR = timedelta(hours=1)
"""How often a channel is told of one family of troubles."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the catalogue; ``trouble``, if there is one, fills its ``{problem}``.

    ``more`` of the same kind were not told of.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    trouble: Trouble | None = None
    more: int = 0

    def dump(self) -> str:
        """As `load` reads it."""
        trouble = self.trouble.dump() if self.trouble else None
        values = {"key": self.key, "values": dict(self.values), "trouble": trouble, "more": self.more}
        return json.dumps(values, default=str, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Notice:
        """The notice that `dump` wrote."""
        found = json.loads(text)
        trouble = Trouble.load(found["trouble"]) if found["trouble"] else None
        return cls(found["key"], found["values"], trouble, found.get("more", 0))


class Notices:
    """Owes notices to the ``admins``; ``wake`` is to be called after the commit.

    With ``channel``, they go to that chat in place of the admins, those of each family once an hour with a count.
    """

    def __init__(self, admins: Iterable[int], wake: Callable[[], None], channel: int | None = None) -> None:
        self.chats = [channel] if channel is not None else sorted(admins)
        self.wake = wake
        self._is_channel = channel is not None

    async def owe(self, unit: Unit, notice: Notice, *, now: datetime) -> None:
        """Write it down for every admin, in the transaction of what it reports."""
        await unit.notices.add(self.chats, notice.dump(), now=now)
        unit.news.tell(Kind.NOTICES)

    async def report(self, unit: Unit, family: str, notice: Notice, *, now: datetime) -> None:
        """As `owe`; a channel is told of the family once an hour."""
        before: int | None = 0
        if self._is_channel:
            before = await unit.alarms.ring(family, notice.dump(), now=now, quiet_since=now - HOUR)
        if before is not None:
            await self.owe(unit, replace(notice, more=before), now=now)
