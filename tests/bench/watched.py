"""The real program with a watch on its event loop: each time it is held is a line in a file."""

from __future__ import annotations

import os
import selectors
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, thread_time

FILE = "BENCH_HOLDS"
"""The variable that names the file."""

WORTH = 0.005
"""Seconds from which a hold is written down."""


@dataclass(frozen=True, slots=True)
class Hold:
    """From ``at``, by the system's monotonic clock, nothing else went on for ``seconds``; the loop worked for ``cpu``.

    The difference it waited, for a processor or for the interpreter's lock.
    """

    at: float
    seconds: float
    cpu: float


class Watched(selectors.DefaultSelector):
    """Tells how long the loop was away between two looks at its sockets."""

    def __init__(self) -> None:
        super().__init__()
        self._file = os.open(os.environ[FILE], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._since: tuple[float, float] | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """As its base, with the time since the last one noted."""
        if self._since is not None:
            at, cpu = self._since
            seconds = monotonic() - at
            if seconds >= WORTH:
                os.write(self._file, f"{at} {seconds} {thread_time() - cpu}\n".encode())
        found = super().select(timeout)
        self._since = monotonic(), thread_time()
        return found


def holds(path: Path) -> list[Hold]:
    """What was written down so far."""
    lines = [line.split() for line in path.read_text().splitlines()]
    return [Hold(*map(float, line)) for line in lines if len(line) == 3]


if __name__ == "__main__":
    from bot.__main__ import main

    selectors.DefaultSelector = Watched  # type: ignore[misc]
    sys.exit(main())
