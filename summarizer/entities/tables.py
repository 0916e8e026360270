"""The gazetteer's tables: CSV files that a person who knows diplomacy can read and mend.

``data/<kind>/<language>.csv`` has a row for each entity; its first column is the entity's code, each further column a
kind of name, each cell any number of forms divided by ``;``. What a form may look like says `forms`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"

COLUMNS = {
    "countries": ("name", "official", "demonym", "capital", "metonym", "city", "region", "former"),
    "organisations": ("name", "short", "metonym", "former"),
    "places": ("name", "other", "demonym", "former"),
}
"""The kinds of names that each table has, in the order of its columns."""

PREFIXES = {"countries": "country", "organisations": "org", "places": "place"}
"""What an entity's id begins with, by its table: ``country:JP``, ``org:NATO``, ``place:kuril-islands``."""


class GazetteerError(ValueError):
    """A table that is not as it should be; says file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Name:
    """A form that an entity is known by in a language; ``kind`` is its column."""

    id: str
    kind: str
    form: str


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a table of countries of their own, as ISO 639-1 codes."""
    return tuple(sorted(path.stem for path in (FOLDER / "countries").glob("*.csv")))


def names(language: str) -> Iterator[Name]:
    """Every name in the tables of a language. Raises GazetteerError for a table that is not as it should be."""
    for table in COLUMNS:
        path = FOLDER / table / f"{language}.csv"
        if path.exists():
            yield from _read(path, table)


def _read(path: Path, table: str) -> Iterator[Name]:
    columns = COLUMNS[table]
    seen = set()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if tuple(next(rows, ())) != ("id", *columns):
            raise GazetteerError(f"{path.name} in {table}: the header is not id,{','.join(columns)}")
        for line, (code, *cells) in enumerate(rows, start=2):
            place = f"{path.name} in {table}, line {line}"
            if len(cells) != len(columns):
                raise GazetteerError(f"{place}: {len(cells) + 1} cells instead of {len(columns) + 1}")
            if code in seen:
                raise GazetteerError(f"{place}: {code} has a row already")
            seen.add(code)
            for kind, cell in zip(columns, cells, strict=True):
                yield from (Name(f"{PREFIXES[table]}:{code}", kind, _valid(form, place)) for form in _forms(cell))


def _forms(cell: str) -> list[str]:
    return [form for part in cell.split(";") if (form := part.strip())]


def _valid(form: str, place: str) -> str:
    if "*" in form[:-1] or (len(form.rstrip("*")) < 2 and form.isascii()):
        raise GazetteerError(f"{place}: {form!r} is no form; a star may only end one, after two letters or more")
    return form
