"""What happened when, one sentence under its date, along a line that runs down the side where reading begins."""

from __future__ import annotations

from matplotlib.lines import Line2D

from bot.texts.charts.letters import legible
from bot.texts.charts.model import Events
from bot.texts.charts.painting import LINE, MARGIN, SMALL, TALLEST, TEXT, WIDTH, Canvas, pixels

INDENT = 44
"""Pixels from the line to the words."""

LINES = 3
"""Lines of a sentence; what is left is told by the message."""

GAP = 26
"""Pixels between two events."""


def paint(canvas: Canvas, chart: Events) -> None:
    """Title, then the events downwards, as many as there is room for."""
    canvas.heading(legible(chart.title, "—"), legible(chart.subtitle))
    room = WIDTH - 2 * MARGIN - INDENT
    dots: list[float] = []
    for day, sentence, origin in chart.rows:
        lines = canvas.wrapped(legible(sentence, "—"), TEXT, room, LINES)
        height = LINE * (pixels(SMALL) * 2 + pixels(TEXT) * len(lines)) + GAP
        if canvas.at + height > TALLEST - MARGIN:
            break
        dots.append(canvas.at + pixels(SMALL) * 0.6)
        canvas.line(legible(day), SMALL, canvas.colours.bar, indent=INDENT, weight="bold")
        for line in lines:
            canvas.line(line, TEXT, canvas.colours.ink, indent=INDENT)
        canvas.line(canvas.fitted(legible(origin), SMALL, room), SMALL, canvas.colours.faint, indent=INDENT)
        canvas.at += GAP
    _line(canvas, dots)


def _line(canvas: Canvas, dots: list[float]) -> None:
    side = (WIDTH - MARGIN - 10 if canvas.look.rtl else MARGIN + 10) / WIDTH
    places = [1 - dot / TALLEST for dot in dots]
    drawn = Line2D(
        [side] * len(places),
        places,
        color=canvas.colours.bar,
        linewidth=2,
        marker="o",
        markersize=8,
        transform=canvas.figure.transFigure,
    )
    canvas.figure.add_artist(drawn)
