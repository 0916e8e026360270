"""The pictures of docs/scaling.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.bench.scaling.constants import MINUTES, Habits, Measured, Published
from tests.bench.scaling.day import simulate
from tests.bench.scaling.needs import needs

FOLDER = Path(__file__).parents[3] / "docs" / "images" / "scaling"
SIZES = np.logspace(3, 8, 61)
STYLES = ("-", "--", ":", "-.")
LOOK: dict[Any, Any] = {
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9,
    "axes.grid": True,
    "grid.alpha": 0.3,
}


def parts(habits: Habits, published: Published, costs: Measured) -> Path:
    """How much of each part is needed, by the number of readers."""
    rows = [[need.of_one for need in needs(float(size), habits, published, costs)] for size in SIZES]
    names = [need.part for need in needs(1, habits, published, costs)]

    def draw(axes: Axes) -> None:
        for place, name in enumerate(names):
            axes.loglog(SIZES, [row[place] for row in rows], STYLES[place // 5], label=name, linewidth=1.4)
        axes.axhline(1, color="black", linewidth=1)
        axes.set(xlabel="readers", ylabel="needed, of what one has", ylim=(1e-4, 1e3))
        axes.legend(fontsize=7, ncols=2, loc="upper left")

    return _saved("parts.png", draw)


def waits(rates: Sequence[tuple[str, float]], habits: Habits) -> Path:
    """Within which time 95 of 100 messages are sent, by the number of readers."""

    def draw(axes: Axes) -> None:
        for place, (name, rate) in enumerate(rates):
            days = [max(1.0, simulate(float(size), rate, habits).p95()) for size in SIZES]
            axes.loglog(SIZES, days, STYLES[place % 4], label=name)
        for seconds, name in ((60, "a minute"), (3600, "an hour"), (86_400, "a day")):
            axes.axhline(seconds, color="grey", linewidth=0.6)
            axes.text(SIZES[0], seconds * 1.1, name, fontsize=7, color="grey")
        axes.set(xlabel="readers", ylabel="95 of 100 sent within, seconds")
        axes.legend(fontsize=7)

    return _saved("waits.png", draw)


def one_day(readers: float, rates: Sequence[tuple[str, float]], habits: Habits) -> Path:
    """What waits in the ledger through a day."""
    hours = np.arange(MINUTES) / 60

    def draw(axes: Axes) -> None:
        axes.plot(hours, simulate(readers, 1e9, habits).owed, color="grey", label="owed, a minute")
        for place, (name, rate) in enumerate(rates):
            axes.plot(hours, simulate(readers, rate, habits).left, STYLES[place % 4], label=f"left, {name}")
        axes.set(xlabel="hour (UTC)", ylabel="messages", xlim=(0, 24), ylim=(0, None))
        axes.legend(fontsize=7)

    return _saved("day.png", draw)


def _saved(name: str, draw: Callable[[Axes], None]) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(LOOK):
        figure = Figure(figsize=(6.4, 3.8), dpi=130, layout="constrained")
        draw(figure.subplots())
        figure.savefig(FOLDER / name, metadata={"Software": ""})
    return FOLDER / name
