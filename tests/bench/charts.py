"""The two pictures of docs/quality.md, drawn from figures of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from tests.bench.quality import LEAD, OURS, Row
from tests.bench.speed import Times

FOLDER = Path(__file__).parents[2] / "docs" / "images"
BLUE, GREY, ORANGE = "#1f5fa8", "#8a8f98", "#d9822b"
SIZE = (6.4, 4.2)


def quality(rows: Sequence[Row], path: Path) -> None:
    """ROUGE-1 of ours, of the opening sentences and of the best of sumy's, a group of bars a set."""
    figure, axes = _figure()
    names = [f"{row.name}\n{row.budget}" for row in rows]
    series = (
        ("Communiqué", BLUE, [row.scores[OURS][0] for row in rows]),
        ("opening sentences", GREY, [row.scores[LEAD][0] for row in rows]),
        ("best of sumy's", ORANGE, [row.scores[row.best_of_sumy][0] for row in rows]),
    )
    for place, (label, colour, values) in enumerate(series):
        axes.barh([row + 0.27 * (1 - place) for row in range(len(rows))], values, 0.25, label=label, color=colour)
    axes.set_yticks(range(len(rows)), names, fontsize=7)
    axes.invert_yaxis()
    axes.set_xlabel("ROUGE-1 F1, percent")
    axes.legend(frameon=False, fontsize=8, loc="upper center", bbox_to_anchor=(0.5, 1.12), ncols=3)
    _save(figure, path)


def speed(times: Sequence[Times], path: Path) -> None:
    """Milliseconds against sentences, both axes logarithmic."""
    figure, axes = _figure()
    known = [(one.sentences, one.sumy) for one in times if one.sumy is not None]
    axes.loglog([one.sentences for one in times], [one.ours for one in times], "o-", color=BLUE, label="Communiqué")
    axes.loglog([size for size, _ in known], [spent for _, spent in known], "s--", color=ORANGE, label="sumy's LexRank")
    axes.set_xlabel("sentences of the article")
    axes.set_ylabel("milliseconds for a summary of three")
    axes.grid(visible=True, which="major", color="#e4e6ea")
    axes.legend(frameon=False)
    _save(figure, path)


def _figure() -> tuple[Figure, mpl.axes.Axes]:
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Figure, path: Path) -> None:
    # Without the date and version that matplotlib writes, the same figures give the same file.
    figure.savefig(path, dpi=150, metadata={"Software": None})
