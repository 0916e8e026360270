"""Several counts over the same time, each as bars in a field of its own: one may be a thousand times another."""

from __future__ import annotations

from bot.texts.charts.letters import legible
from bot.texts.charts.model import Panels
from bot.texts.charts.painting import MARGIN, TEXT, Canvas, count_axis, pixels, time_axis

HEIGHT, LEFT = 300, 170
APART = 24


def paint(canvas: Canvas, chart: Panels) -> None:
    """Title, then a name and bars for each; the days stand below the last."""
    canvas.heading(legible(chart.title, "—"), legible(chart.subtitle))
    colours = canvas.colours
    for place, (name, values) in enumerate(chart.series):
        canvas.line(legible(name, f"{place + 1}."), TEXT, colours.ink, weight="bold")
        axes = canvas.axes(HEIGHT, LEFT, MARGIN)
        axes.bar(range(len(values)), values, 0.8, color=colours.series[place])
        axes.grid(visible=True, axis="y", color=colours.grid, linewidth=1.5)
        count_axis(axes, max(1, *values) * 1.08)
        is_last = place == len(chart.series) - 1
        time_axis(axes, len(values), chart.ticks if is_last else ())
        canvas.at += pixels(TEXT) + APART
