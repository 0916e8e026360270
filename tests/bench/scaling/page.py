"""``python -m tests.bench scaling``: the tables and pictures of docs/scaling.md, written anew."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.report import between
from tests.bench.scaling import pictures
from tests.bench.scaling.constants import Habits, Measured, Published
from tests.bench.scaling.day import Day, simulate
from tests.bench.scaling.needs import distinct, first_to_break, needs

PAGE = Path(__file__).parents[3] / "docs" / "scaling.md"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)
RATES = (("28 a second", 28.0), ("1,000 a second, one sender and all that is sold", 1_000.0))


def main() -> None:
    """Write the page."""
    habits, published, costs = Habits(), Published(), Measured()
    page = PAGE.read_text(encoding="utf-8")
    page = between(page, "parts", _parts(habits, published, costs))
    page = between(page, "waits", _waits(habits))
    page = between(page, "order", _order(habits, published, costs))
    PAGE.write_text(page, encoding="utf-8")
    pictures.parts(habits, published, costs)
    pictures.waits(RATES, habits)
    pictures.one_day(500_000, RATES[:2], habits)
    sys.stdout.write(f"  written to {PAGE.name}\n")


def _parts(habits: Habits, published: Published, costs: Measured) -> list[str]:
    columns = [needs(size, habits, published, costs) for size in SIZES]
    head = ["part", "of", *(f"{size:,}" for size in SIZES)]
    rows = [
        [need.part, need.what, *(_share(column[place].of_one) for column in columns)]
        for place, need in enumerate(columns[0])
    ]
    topics = ["distinct topics", "", *(f"{distinct(size, habits):,.0f}" for size in SIZES)]
    return _table(head, [topics, *rows])


def _waits(habits: Habits) -> list[str]:
    rows = [[name, *(_time(simulate(size, rate, habits)) for size in SIZES)] for name, rate in RATES]
    return _table(["95 of 100 messages sent within", *(f"{size:,}" for size in SIZES)], rows)


def _order(habits: Habits, published: Published, costs: Measured) -> list[str]:
    return _table(
        ["what does not keep up", "from so many readers"],
        [[part, f"{float(f'{size:.1e}'):,.0f}"] for part, size in first_to_break(habits, published, costs)],
    )


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["", *(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))]


def _share(of_one: float) -> str:
    shown = f"{of_one:,.0f}" if of_one >= 10 else f"{of_one:.2g}"
    return f"**{shown}**" if of_one >= 1 else shown


def _time(day: Day) -> str:
    if not day.keeps_up:
        return "never"
    seconds = day.p95()
    if seconds < 60:
        return "a minute"
    return f"{seconds / 60:.0f} min" if seconds < 7_200 else f"{seconds / 3_600:.0f} h"
