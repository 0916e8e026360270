"""A canvas in pixels, counted from its top left corner as on a screen, and how text is fitted on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.texts.charts.colours import DARK, LIGHT
from bot.texts.charts.letters import families
from bot.texts.charts.model import MARKS, Chart, Look

WIDTH, MARGIN, TALLEST = 1080, 48, 2400
"""Pixels."""

DPI = 150
TITLE, TEXT, SMALL = 21.0, 15.5, 14.0
"""Points; a phone shows the picture at about a third of its size, so that the smallest letters are ten pixels high."""

LINE = 1.4
ASCENT = 0.95
"""Of the size of letters, how far below its top their line stands, in whatever font."""

TITLE_LINES = 2

FAST = {"compress_level": 3}
"""Twice the work would make a chart little smaller."""


class Canvas:
    """A picture that grows downwards: ``at`` is where the next thing begins."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.colours = DARK if look.dark else LIGHT
        self.figure = Figure(figsize=(WIDTH / DPI, TALLEST / DPI), dpi=DPI, facecolor=self.colours.ground)
        self.canvas: Any = FigureCanvasAgg(self.figure)
        self.at = float(MARGIN)

    def heading(self, title: str, subtitle: str) -> None:
        """The title on at most two lines, and what stands under it."""
        room = WIDTH - 2 * MARGIN
        for line in self.wrapped(title, TITLE, room, TITLE_LINES, weight="bold"):
            self.line(line, TITLE, self.colours.ink, weight="bold")
        self.line(self.fitted(subtitle, TEXT, room), TEXT, self.colours.faint)
        self.at += 20

    def line(
        self,
        words: str,
        size: float,
        colour: str,
        *,
        indent: float = 0,
        weight: str = "normal",
        own: bool = False,
    ) -> Text:
        """A line at the side where reading begins; ``own``: in the direction of its own first letter."""
        side = MARGIN + indent
        rtl = self.look.rtl
        place = (WIDTH - side if rtl else side) / WIDTH, 1 - (self.at + pixels(size) * ASCENT) / TALLEST
        marked = words if own else MARKS[rtl] + words
        drawn = self.figure.text(*place, marked, size=size, color=colour, weight=weight, va="baseline")
        drawn.set_horizontalalignment("right" if rtl else "left")
        self.at += pixels(size) * LINE
        return drawn

    def axes(self, height: float, left: float, right: float) -> Axes:
        """An empty field of that height between two margins; only its horizontal grid is drawn."""
        box = (left / WIDTH, 1 - (self.at + height) / TALLEST, (WIDTH - left - right) / WIDTH, height / TALLEST)
        axes = self.figure.add_axes(box, facecolor=self.colours.ground)
        axes.spines[:].set_visible(False)
        axes.tick_params(colors=self.colours.faint, labelsize=SMALL, length=0, pad=10)
        axes.set_axisbelow(True)
        self.at += height
        return axes

    def width(self, words: str, size: float, weight: str = "normal") -> float:
        """Pixels from the first letter to the last."""
        font = FontProperties(size=size, weight=weight)
        return float(self.canvas.get_renderer().get_text_width_height_descent(words, font, ismath=False)[0])

    def fitted(self, words: str, size: float, room: float, weight: str = "normal") -> str:
        """The words themselves, or as many letters of them as fit, and an ellipsis."""
        if self.width(words, size, weight) <= room:
            return words
        low, high = 0, len(words)
        while low < high - 1:
            middle = (low + high) // 2
            fits = self.width(words[:middle].rstrip() + "…", size, weight) <= room
            low, high = (middle, high) if fits else (low, middle)
        return words[:low].rstrip() + "…"

    def wrapped(self, words: str, size: float, room: float, lines: int, weight: str = "normal") -> list[str]:
        """The words on at most so many lines, broken between words, or anywhere where there are none."""
        found: list[str] = []
        while words and len(found) < lines - 1 and self.width(words, size, weight) > room:
            fits = self.fitted(words, size, room, weight).removesuffix("…")
            space = fits.rfind(" ")
            fits = fits[:space] if space > 0 and words[len(fits) : len(fits) + 1].strip() else fits
            found.append(fits.strip())
            words = words[len(fits) :].strip()
        return [*found, self.fitted(words, size, room, weight)] if words else found

    def png(self) -> bytes:
        """What was drawn so far, and a margin below."""
        inches = (self.at + MARGIN) / DPI
        area = mpl.transforms.Bbox([[0, TALLEST / DPI - inches], [WIDTH / DPI, TALLEST / DPI]])
        out = BytesIO()
        self.figure.savefig(
            out, format="png", bbox_inches=area, pad_inches=0, metadata={"Software": None}, pil_kwargs=FAST
        )
        return out.getvalue()


def painted(paint: Callable[[Canvas, Any], None], chart: Chart, look: Look) -> bytes:
    """The picture that a painter makes of a chart."""
    # Whoever asks may write a dollar sign: it does not begin a formula.
    # Letters of that size need no help to fall on pixels, which takes a third of the time.
    plain: Any = {"text.parse_math": False, "text.hinting": "none"}
    with mpl.rc_context({**plain, "font.family": families(_words(chart))}):
        canvas = Canvas(look)
        paint(canvas, chart)
        return canvas.png()


def pixels(points: float) -> float:
    """The height of letters of that size."""
    return points * DPI / 72


def count_axis(axes: Axes, most: float) -> None:
    """An axis of whole numbers from zero, with a line across at each."""
    axes.set_ylim(0, most)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))


def time_axis(axes: Axes, pieces: int, ticks: Sequence[tuple[int, str]]) -> None:
    """The pieces side by side, with words under some of them."""
    axes.set_xlim(-0.6, pieces - 0.4)
    axes.set_xticks([place for place, _ in ticks], [words for _, words in ticks])


def _words(chart: Chart) -> str:
    return str(chart)
