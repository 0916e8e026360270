"""Whose turn it is: one reader's backlog must not delay another's first message."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from bot.telegram.pace import Spread
from bot.telegram.turns import BURST

LATELY = 60.0
"""Seconds for which a reader who was served comes after those who were not."""

REMEMBERED = 500
"""Readers of whom that is remembered."""


class Fairness:
    """Remembers whom it served last. ``rest``: seconds a message that a reader can be sent in the long run."""

    def __init__(self, rest: float) -> None:
        self._rest = rest
        self._served: OrderedDict[int, tuple[float, Spread]] = OrderedDict()

    def served(self, reader_id: int, at: float) -> None:
        """The reader was sent something, at this time in seconds."""
        _, pace = self._served.get(reader_id, (at, None))
        pace = pace or Spread(self._rest, BURST)
        pace.take(at)
        self._served[reader_id] = at, pace
        self._served.move_to_end(reader_id)
        while len(self._served) > REMEMBERED:
            self._served.popitem(last=False)

    def rounds(self, now: float) -> Iterator[list[int]]:
        """Whom to pass over: first those served lately, and for places that are left only those who have had enough."""
        while self._served and now - next(iter(self._served.values()))[0] >= LATELY:
            self._served.popitem(last=False)
        lately = list(self._served)
        yield lately
        if lately:
            yield [reader for reader, (_, pace) in self._served.items() if pace.free_at() > now]

    def free_at(self, now: float) -> float:
        """When the first of those who have had enough may be served again; infinite if there are none."""
        busy = [free for _, pace in self._served.values() if (free := pace.free_at()) > now]
        return min(busy, default=float("inf"))
