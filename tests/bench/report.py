"""The measured part of docs/quality.md, written anew between its two markers."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import charts, quality, speed

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"


def between(page: str, name: str, lines: Sequence[str]) -> str:
    """The page with ``lines`` between the markers of that name. Raises ValueError if they are not there."""
    block = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    body = "\n".join(lines)
    written, found = block.subn(lambda marks: f"{marks[1]}\n{body}\n\n{marks[2]}", page)
    if not found:
        raise ValueError(f"the page has no markers named {name}")
    return written


def main() -> None:
    """Measure everything on all articles, write the tables into the page and draw its pictures."""
    rows, times = quality.main(None), speed.main(2_000)
    page = PAGE.read_text(encoding="utf-8")
    page = between(page, "speed", speed.table(times))
    charts.speed(times, charts.FOLDER / "speed.png")
    if rows:
        page = between(page, "quality", quality.table(rows))
        charts.quality(rows, charts.FOLDER / "quality.png")
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"  written to {PAGE.name}\n")
