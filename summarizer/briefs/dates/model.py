"""What a date in a text is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
FINENESS = (DAY, WEEK, MONTH, YEAR)
"""How finely a date is named, the finest first."""


@dataclass(frozen=True, slots=True)
class Named:
    """A date as a text names it: ``text[start:end]``.

    ``day`` is the first day that is meant, None for one that no calendar has, such as 31 February. ``fineness``: how
    much is meant from there on. ``relative``: it was reckoned from the day of publication.
    """

    start: int
    end: int
    day: date | None
    fineness: str = DAY
    relative: bool = False
