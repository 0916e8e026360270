"""`make bench`: every benchmark, one after another; figures are for reading, no test asserts a time.

``python -m tests.bench NAME ...`` runs those named; ``report`` measures quality on all articles and writes the tables
and pictures of docs/quality.md, ``desk`` asks a large archive for everything that readers may ask, ``arrival`` has a
million follows: some minutes each. ``scaling`` works out the page of that name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.bench import (
    analysis,
    arrival,
    briefs,
    desk,
    fanout,
    feeds,
    hostile,
    lexrank,
    loading,
    matching,
    quality,
    report,
    sending,
    speed,
    storage,
    stories,
    workers,
)
from tests.bench.scaling import page as scaling

BENCHES: dict[str, Callable[[], object]] = {
    "analysis": analysis.main,
    "speed": speed.main,
    "hostile": hostile.main,
    "lexrank": lexrank.main,
    "quality": quality.main,
    "matching": matching.main,
    "fanout": fanout.main,
    "sending": sending.main,
    "feeds": feeds.main,
    "storage": storage.main,
    "loading": loading.main,
    "stories": stories.main,
    "briefs": briefs.main,
    "workers": workers.main,
}
ON_DEMAND: dict[str, Callable[[], object]] = {
    "report": report.main,
    "desk": desk.main,
    "arrival": arrival.main,
    "scaling": scaling.main,
}


def main() -> None:
    """Run those named on the command line, or all but those on demand."""
    known = {**BENCHES, **ON_DEMAND}
    unknown = [name for name in sys.argv[1:] if name not in known]
    if unknown:
        sys.exit(f"no benchmark is called {unknown[0]}; there are {', '.join(known)}")
    for name in sys.argv[1:] or BENCHES:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        known[name]()


if __name__ == "__main__":
    main()
