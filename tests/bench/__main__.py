"""`make bench`: every benchmark, one after another; figures are for reading, no test asserts a time."""

from __future__ import annotations

import sys

from tests.bench import analysis, lexrank, sending, storage

BENCHES = {"analysis": analysis.main, "lexrank": lexrank.main, "sending": sending.main, "storage": storage.main}


def main() -> None:
    """Run those named on the command line, or all."""
    for name in sys.argv[1:] or BENCHES:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        BENCHES[name]()


if __name__ == "__main__":
    main()
