"""The benchmarks' tables and pictures, from made-up figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import charts, quality, speed
from tests.bench.quality import METHODS, Row, cut
from tests.bench.report import between
from tests.bench.speed import Times

ROW = Row("isles", 7, "3 sentences", {method: (30.0 - at, 12.0, 25.5) for at, method in enumerate(METHODS)})
TIMES = [Times(10, 2.0, 4.0), Times(2_000, 150.0, None)]


def test_the_table_names_the_best_of_sumy() -> None:
    assert quality.table([ROW])[2:] == [
        "| isles | 7 | 3 sentences | 30.00/12.00/25.50 | 29.00/12.00/25.50 | 28.00/12.00/25.50 (lexrank) |"
    ]


def test_a_time_that_was_not_waited_for_is_a_dash() -> None:
    assert speed.table(TIMES)[2:] == ["| 10 | 2.0 ms | 4 ms | 2.0 |", "| 2,000 | 150.0 ms | – | – |"]


def test_the_last_sentence_is_cut_to_the_words_allowed() -> None:
    assert cut(["One two three.", "Four five.", "Six."], 4) == ["One two three.", "Four"]
    assert cut(["One two three.", "Four five."], None) == ["One two three.", "Four five."]


def test_only_what_stands_between_the_markers_is_written_anew() -> None:
    page = "Before\n<!-- a -->\nold\n<!-- /a -->\n<!-- b -->\nkept\n<!-- /b -->\n"
    assert between(page, "a", ["new", "rows"]) == page.replace("old", "\nnew\nrows\n")
    with pytest.raises(ValueError, match="named c"):
        between(page, "c", [])


def test_pictures_are_drawn_and_the_same_figures_draw_the_same(tmp_path: Path) -> None:
    for name in ("one", "two"):
        charts.quality([ROW, ROW], tmp_path / f"quality-{name}.png")
        charts.speed(TIMES, tmp_path / f"speed-{name}.png")
    for kind in ("quality", "speed"):
        drawn = (tmp_path / f"{kind}-one.png").read_bytes()
        assert drawn.startswith(b"\x89PNG")
        assert len(drawn) > 5_000
        assert drawn == (tmp_path / f"{kind}-two.png").read_bytes()
