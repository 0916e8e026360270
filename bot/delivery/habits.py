"""How a sender works, as the settings have it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.telegram.turns import A_SECOND

IN_FLIGHT = 8
"""Most messages on their way at once: so many can be of unknown fate when the process is killed."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a sender works: places in flight, alerts an hour before they are put together (0: no limit), and the seconds
    that a reader rests for each message.

    ``drops``: whether what was on its way when the program died is given up, so that nobody gets anything twice.
    """

    in_flight: int = IN_FLIGHT
    most_alerts: int = 0
    drops: bool = False
    name: str = ""
    rest: float = A_SECOND
