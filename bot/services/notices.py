"""What admins are told without having asked: written down with what it reports, and sent after that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.services.troubles import Trouble
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the catalogue; ``trouble``, if there is one, fills its ``{problem}``."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    trouble: Trouble | None = None

    def dump(self) -> str:
        """As `load` reads it."""
        trouble = self.trouble.dump() if self.trouble else None
        values = {"key": self.key, "values": dict(self.values), "trouble": trouble}
        return json.dumps(values, default=str, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Notice:
        """The notice that `dump` wrote."""
        found = json.loads(text)
        return cls(found["key"], found["values"], Trouble.load(found["trouble"]) if found["trouble"] else None)


class Notices:
    """Owes notices to the ``admins``; ``wake`` is to be called after the commit."""

    def __init__(self, admins: Iterable[int], wake: Callable[[], None]) -> None:
        self._admins = sorted(admins)
        self.wake = wake

    async def owe(self, unit: Unit, notice: Notice, *, now: datetime) -> None:
        """Write it down for every admin, in the transaction of what it reports."""
        await unit.notices.add(self._admins, notice.dump(), now=now)
