"""`communique gazetteer`: the tables of names as a page that opens in any browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cli import Subparsers

PAGE = Path(__file__).with_name("gazetteer.html")


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("gazetteer", help="write the tables of names as one page for a browser")
    parser.add_argument("--language", metavar="CODE", help="the tables of this language only, such as fr")
    parser.add_argument("--output", metavar="FILE", type=Path, help="where to write it; else standard output")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page; 0, or 2 with one line on standard error for an unknown language or a file that cannot be made."""
    from summarizer.entities.tables import languages

    wanted = [options.language] if options.language else list(languages())
    if not set(wanted) <= set(languages()):
        known = ", ".join(languages())
        print(f"communique: there is no table for the language {wanted[0]!r}; there are {known}", file=sys.stderr)
        return 2
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(sections="\n".join(map(_language, wanted)))
    if options.output is None:
        sys.stdout.buffer.write(page.encode())
        return 0
    try:
        options.output.write_text(page, encoding="utf-8")
    except OSError as error:
        print(f"communique: {options.output} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _language(language: str) -> str:
    from babel import Locale

    shown = Locale.parse(language).get_display_name("en")
    direction = "rtl" if language in ("ar", "fa", "he", "ur") else "ltr"
    return "\n".join(
        f'<details><summary>{escape(f"{shown}: {table}")}</summary><div class="table">'
        f'<table lang="{language}" dir="{direction}">{"".join(rows)}</table></div></details>'
        for table, rows in _tables(language)
    )


def _tables(language: str) -> Iterator[tuple[str, list[str]]]:
    """Each table with its heading and its rows, an entity to a row."""
    from summarizer.entities.tables import COLUMNS, PREFIXES, names

    kinds_of = {prefix: table for table, prefix in PREFIXES.items()}
    for prefix, found in groupby(names(language), key=lambda name: name.id.partition(":")[0]):
        columns = COLUMNS[kinds_of[prefix]]
        heading = "".join(f"<th>{column}</th>" for column in ("id", *columns))
        rows = [f"<thead><tr>{heading}</tr></thead><tbody>"]
        for id, forms in groupby(found, key=lambda name: name.id):  # noqa: A001
            cells: dict[str, list[str]] = {column: [] for column in columns}
            for name in forms:
                cells[name.kind].append(name.form)
            body = "".join(f"<td>{escape(', '.join(cell))}</td>" for cell in cells.values())
            rows.append(f"<tr><td>{escape(id)}</td>{body}</tr>")
        yield kinds_of[prefix], [*rows, "</tbody>"]
