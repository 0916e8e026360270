"""Names by their counts, as bars that begin at the side where reading begins."""

from __future__ import annotations

from bot.texts.charts.letters import legible
from bot.texts.charts.model import MARKS, Ranks
from bot.texts.charts.painting import MARGIN, TEXT, Canvas

ROW = 84
"""Pixels from one bar to the next."""

WIDEST = 420
"""Pixels of the longest name that is shown whole."""


def paint(canvas: Canvas, chart: Ranks) -> None:
    """Title, then a row for each name."""
    canvas.heading(legible(chart.title, "—"), legible(chart.subtitle))
    names = [canvas.fitted(legible(name, f"{place}."), TEXT, WIDEST) for place, (name, _) in enumerate(chart.rows, 1)]
    counts = [count for _, count in chart.rows]
    margin = MARGIN + max(canvas.width(name, TEXT) for name in names) + 20
    beyond = MARGIN + canvas.width(str(max(counts)), TEXT, "bold") + 16
    rtl, colours = canvas.look.rtl, canvas.colours
    axes = canvas.axes(ROW * len(names), *((beyond, margin) if rtl else (margin, beyond)))
    axes.barh(range(len(names)), counts, 0.62, color=colours.bar)
    axes.set_xlim((max(counts), 0) if rtl else (0, max(counts)))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xticks([])
    axes.yaxis.set_ticks_position("right" if rtl else "left")
    axes.set_yticks(range(len(names)), [MARKS[rtl] + name for name in names], size=TEXT, color=colours.ink)
    side = -10 if rtl else 10
    for place, count in enumerate(counts):
        style = {"size": TEXT, "weight": "bold", "color": colours.ink, "va": "center", "annotation_clip": False}
        ha = "right" if rtl else "left"
        axes.annotate(str(count), (count, place), (side, 0), textcoords="offset pixels", ha=ha, **style)  # type: ignore[arg-type]
    canvas.at += 8
