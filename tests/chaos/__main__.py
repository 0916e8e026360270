"""``python -m tests.chaos``: the storm at full size, and what it left."""

from __future__ import annotations

import argparse
import sys

from tests.chaos.report import Plan
from tests.chaos.run import DATABASES


def main() -> int:
    """Print the counts; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--deliveries", type=int, default=5_000)
    parser.add_argument("--database", choices=sorted(DATABASES), action="append")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    broken = 0
    for name in given.database or sorted(DATABASES):
        report = DATABASES[name](Plan(given.kills, given.deliveries, given.seed))
        sys.stdout.write(f"{name}, seed {given.seed}\n{report}\n")
        broken += bool(report.broken)
        sys.stdout.writelines(f"BROKEN: {promise}\n" for promise in report.broken)
        sys.stdout.flush()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
