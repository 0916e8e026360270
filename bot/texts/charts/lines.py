"""Counts of several topics over the same time, as lines that differ in colour, in their points and in their strokes."""

from __future__ import annotations

from matplotlib.lines import Line2D

from bot.texts.charts.letters import legible
from bot.texts.charts.model import Lines
from bot.texts.charts.painting import MARGIN, TALLEST, TEXT, WIDTH, Canvas, count_axis, time_axis

HEIGHT, LEFT, SAMPLE = 560, 110, 96
SHAPES = (("o", "-"), ("s", "--"), ("^", "-."), ("D", ":"))
MOST_POINTS = 40
"""Above that many the points would hide the line."""


def paint(canvas: Canvas, chart: Lines) -> None:
    """Title, names with a sample of their line, and the lines."""
    canvas.heading(legible(chart.title, "—"), legible(chart.subtitle))
    colours = canvas.colours
    for place, (name, _) in enumerate(chart.series):
        _named(canvas, place, legible(f"{place + 1}. {name}", f"{place + 1}."))
    canvas.at += 24
    axes = canvas.axes(HEIGHT, LEFT, MARGIN)
    axes.grid(visible=True, axis="y", color=colours.grid, linewidth=1.5)
    pieces = len(chart.series[0][1])
    for place, (_, values) in enumerate(chart.series):
        point, stroke = SHAPES[place]
        point = point if pieces <= MOST_POINTS else ""
        axes.plot(values, color=colours.series[place], marker=point, ls=stroke, lw=4, ms=9, clip_on=False)
    count_axis(axes, max(1, *(max(values) for _, values in chart.series)) * 1.08)
    time_axis(axes, pieces, chart.ticks)
    canvas.at += 40


def _named(canvas: Canvas, place: int, words: str) -> None:
    top, rtl = canvas.at, canvas.look.rtl
    room = WIDTH - 2 * MARGIN - SAMPLE
    canvas.line(canvas.fitted(words, TEXT, room), TEXT, canvas.colours.ink, indent=SAMPLE)
    y = 1 - (top + 22) / TALLEST
    ends = [WIDTH - MARGIN - SAMPLE + 24, WIDTH - MARGIN] if rtl else [MARGIN, MARGIN + SAMPLE - 24]
    point, stroke = SHAPES[place]
    xs = [end / WIDTH for end in (ends[0], sum(ends) / 2, ends[1])]
    sample = Line2D(xs, [y] * 3, color=canvas.colours.series[place], marker=point, ls=stroke, lw=4, ms=9, markevery=[1])
    canvas.figure.add_artist(sample)
    canvas.at += 4
