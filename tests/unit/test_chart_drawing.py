"""What is really drawn: sizes, colours, the words on the canvas, and the direction that they are read in."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import imread
from matplotlib.text import Annotation, Text

from bot.texts.charts import bars, lines, ranks
from bot.texts.charts.calendar import ticks
from bot.texts.charts.colours import DARK, LIGHT
from bot.texts.charts.drawing import draw
from bot.texts.charts.letters import families, legible
from bot.texts.charts.model import MARKS, Bars, Chart, Lines, Look, Mark, Ranks
from bot.texts.charts.painting import SMALL, WIDTH, Canvas

TICKS = [(0, "1 Mar"), (6, "7 Mar")]
VALUES = (1, 0, 2, 3, 9, 4, 0, 5, 5, 1)
BARS = Bars("Japan", "March", TICKS, VALUES, [Mark(4, 1, "Talks open"), Mark(4, 2, "Talks end"), Mark(7, 3, "日本語")])
LINES = Lines("Compared", "March", TICKS, [("Japan · 30", VALUES), ("Россия · 12", VALUES[::-1])])
RANKS = Ranks("Ties of Japan", "March", [("Russia", 9), ("Chile", 3)])
PAINTERS: dict[type, Any] = {Bars: bars.paint, Lines: lines.paint, Ranks: ranks.paint}
EACH = pytest.mark.parametrize("chart", [BARS, LINES, RANKS], ids=["bars", "lines", "ranks"])


def canvas_of(chart: Chart, look: Look) -> Canvas:
    with mpl.rc_context({"font.family": families(str(chart)), "text.parse_math": False}):
        canvas = Canvas(look)
        PAINTERS[type(chart)](canvas, chart)
        canvas.canvas.draw()
    return canvas


def texts(canvas: Canvas) -> list[Text]:
    return [one for one in canvas.figure.findobj(Text) if isinstance(one, Text) and one.get_text().strip()]


def pixels(png: bytes) -> Any:
    return (imread(BytesIO(png), format="png")[:, :, :3] * 255).round().astype(int)


def share(png: bytes, colour: str) -> float:
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return float(np.all(pixels(png) == wanted, axis=2).mean())


@EACH
def test_a_picture_is_as_wide_as_a_phone_shows_it(chart: Chart) -> None:
    shape = pixels(draw(chart, Look())).shape
    assert shape[1] == WIDTH
    assert 300 < shape[0] < 2 * WIDTH


@EACH
@pytest.mark.parametrize(("look", "colours"), [(Look(), LIGHT), (Look(dark=True), DARK)], ids=["light", "dark"])
def test_light_and_dark_are_drawn_in_their_colours(chart: Chart, look: Look, colours: Any) -> None:
    png = draw(chart, look)
    assert share(png, colours.ground) > 0.5
    assert share(png, colours.series[0] if isinstance(chart, Lines) else colours.bar) > 0.005


@EACH
@pytest.mark.parametrize("rtl", [False, True])
def test_no_letter_is_too_small_or_beyond_the_edge(chart: Chart, rtl: bool) -> None:
    canvas = canvas_of(chart, Look(rtl=rtl))
    for text in texts(canvas):
        assert float(text.get_fontsize()) >= SMALL
        box = text.get_window_extent()
        assert 0 <= box.x0 < box.x1 <= WIDTH, text.get_text()


def test_bars_are_as_high_as_their_counts() -> None:
    axes = canvas_of(BARS, Look()).figure.axes[0]
    assert [patch.get_height() for patch in axes.patches] == list(VALUES)  # type: ignore[attr-defined]
    assert axes.get_ylim()[0] == 0


def test_badges_of_one_bar_stand_above_each_other() -> None:
    canvas = canvas_of(BARS, Look())
    boxes = {one.get_text(): one.get_window_extent() for one in texts(canvas) if isinstance(one, Annotation)}
    assert set(boxes) == {"9", "1", "2", "3"}
    assert boxes["9"].y1 < boxes["1"].y0 < boxes["1"].y1 < boxes["2"].y0
    assert boxes["1"].x0 == pytest.approx(boxes["2"].x0, abs=2)
    top = canvas.figure.axes[0].get_window_extent().y1
    assert boxes["2"].y1 <= top + 8


def test_each_story_stands_under_the_chart_with_its_badge() -> None:
    said = [one.get_text() for one in texts(canvas_of(BARS, Look()))]
    assert {"Talks open", "Talks end", "日本語"} <= set(said)


def test_arabic_begins_at_the_right() -> None:
    arabic = replace(BARS, title="اليابان وروسيا", subtitle="مقالات في اليوم")
    left, right = (canvas_of(arabic, Look(rtl=rtl)) for rtl in (False, True))
    [title] = [one for one in texts(right) if "اليابان" in one.get_text()]
    assert title.get_text().startswith(MARKS[True])
    assert title.get_window_extent().x1 > WIDTH * 0.9
    [title] = [one for one in texts(left) if "اليابان" in one.get_text()]
    assert title.get_window_extent().x0 < WIDTH * 0.1


def test_arabic_letters_are_joined() -> None:
    def ink(words: str) -> float:
        return Canvas(Look()).width(words, 40)

    # Joined, letters are narrower than each by itself; a zero-width non-joiner keeps them apart.
    assert ink("سلام") < 0.9 * ink("\u200c".join("سلام"))


def test_ranks_grow_from_the_side_where_reading_begins() -> None:
    for rtl in (False, True):
        axes = canvas_of(RANKS, Look(rtl=rtl)).figure.axes[0]
        longest, shortest = axes.patches[0].get_window_extent(), axes.patches[1].get_window_extent()
        side = "x1" if rtl else "x0"
        assert getattr(longest, side) == pytest.approx(getattr(shortest, side))
        assert longest.width > shortest.width


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
@pytest.mark.parametrize(("unit", "days"), [("day", 1), ("week", 7), ("month", 31), ("year", 366)])
def test_labels_of_time_leave_room_between_them(language: str, unit: str, days: int) -> None:
    starts = [datetime(2024, 9, 22, tzinfo=UTC) + place * days * timedelta(days=1) for place in range(36)]
    canvas = canvas_of(replace(BARS, values=[1] * 36, marks=(), ticks=ticks(language, unit, starts)), Look())
    boxes = [label.get_window_extent() for label in canvas.figure.axes[0].get_xticklabels()]
    assert len(boxes) > 2
    assert all(one.x1 + 12 < other.x0 for one, other in pairwise(boxes))


def test_lines_differ_in_more_than_their_colour() -> None:
    drawn = canvas_of(LINES, Look()).figure.axes[0].lines
    assert len({one.get_marker() for one in drawn}) == len({one.get_linestyle() for one in drawn}) == 2
    assert [np.asarray(one.get_ydata()).tolist() for one in drawn] == [list(VALUES), list(VALUES[::-1])]


def test_a_dollar_sign_begins_no_formula() -> None:
    assert draw(replace(BARS, title="From $5 to $6 _x_^2", marks=[Mark(0, 1, "\\frac{$1}{$2")]), Look())


def test_a_long_title_is_cut_after_two_lines() -> None:
    canvas = canvas_of(replace(BARS, title="word " * 100), Look())
    title = [one for one in texts(canvas) if "word" in one.get_text()]
    assert len(title) == 2
    assert title[1].get_text().endswith("…")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Россия, 中国, 한국 и قمة", "Россия, 中国, 한국 и قمة"),
        ("Talks 🕊 resume", "Talks  resume"),
        ("शिखर सम्मेलन", "2."),
        ("🕊", "2."),
    ],
)
def test_what_no_font_has_is_left_out(words: str, shown: str) -> None:
    assert legible(words, "2.") == shown


def test_the_eastern_font_is_opened_only_for_its_letters() -> None:
    assert len(families("Japan, Россия, اليابان")) == 1
    assert len(families("日本")) == 2


def test_the_main_process_does_not_load_matplotlib() -> None:
    code = "import sys, bot.app, bot.handlers.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
