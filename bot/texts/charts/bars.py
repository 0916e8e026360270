"""Counts over time as bars, with badges on those in which a large story was told."""

from __future__ import annotations

from matplotlib.axes import Axes

from bot.texts.charts.letters import legible
from bot.texts.charts.model import Bars
from bot.texts.charts.painting import MARGIN, SMALL, TEXT, WIDTH, Canvas, count_axis, pixels, time_axis

HEIGHT, LEFT = 560, 110
BADGE = 54
"""Pixels from one badge to the next above it."""

ABOVE = 60
"""Pixels above a bar for its count."""


def paint(canvas: Canvas, chart: Bars) -> None:
    """Title, bars, badges, and what the badges stand for."""
    canvas.heading(legible(chart.title, "—"), legible(chart.subtitle))
    axes = canvas.axes(HEIGHT, LEFT, MARGIN)
    colours = canvas.colours
    axes.bar(range(len(chart.values)), chart.values, 0.8, color=colours.bar)
    axes.grid(visible=True, axis="y", color=colours.grid, linewidth=1.5)
    most = max(chart.values, default=0)
    stacked = max((_below(chart, place) + 1 for place in range(len(chart.marks))), default=0)
    count_axis(axes, max(most, 1) / (1 - (ABOVE + stacked * BADGE) / HEIGHT))
    time_axis(axes, len(chart.values), chart.ticks)
    peak = list(chart.values).index(most)
    _over(axes, str(most), peak, most, 8, color=colours.ink, weight="bold", size=SMALL, va="bottom")
    for place, mark in enumerate(chart.marks):
        box = {"boxstyle": "circle,pad=0.25", "facecolor": colours.badge, "edgecolor": "none"}
        offset = ABOVE / 2 + (ABOVE / 2 if mark.piece == peak else 0) + _below(chart, place) * BADGE
        style = {"color": colours.on_badge, "weight": "bold", "size": SMALL, "va": "center"}
        _over(axes, str(mark.number), mark.piece, chart.values[mark.piece], offset, bbox=box, **style)
    canvas.at += pixels(SMALL) + 40
    for mark in chart.marks:
        _legend(canvas, str(mark.number), legible(mark.words))


def _below(chart: Bars, place: int) -> int:
    """How many badges stand under this one on the same bar."""
    return sum(mark.piece == chart.marks[place].piece for mark in chart.marks[:place])


def _over(axes: Axes, words: str, piece: int, value: int, offset: float, **style: object) -> None:
    axes.annotate(words, (piece, value), (0, offset), textcoords="offset pixels", ha="center", **style)  # type: ignore[arg-type]


def _legend(canvas: Canvas, number: str, words: str) -> None:
    if not words:
        return
    colours, room = canvas.colours, WIDTH - 2 * MARGIN - 56
    top = canvas.at
    canvas.line(number, TEXT, colours.badge, weight="bold")
    canvas.at = top
    for line in canvas.wrapped(words, TEXT, room, 2):
        canvas.line(line, TEXT, colours.ink, indent=56, own=True)
    canvas.at += 10
