"""The tables that are moved, each as a sheet of plain rows that can be read from either database.

All but one are read as they are. What the search knows of articles is kept differently: as tokens by SQLite's FTS5, as
vectors by PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, Text, cast, column, select, table

from storage.moving.plain import plain
from storage.search.postgres import article_terms, parts
from storage.search.sqlite import terms_of
from storage.tables import metadata

MANY = 2_000
FEW = 50
"""Rows that are held at once; few of those tables whose rows may have a megabyte each."""

LARGE = frozenset({"articles", "analyses", "article_terms", "fingerprints", "updates"})

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``table`` is PostgreSQL's. ``source`` and ``target`` read it; ``made`` gives its rows of one of the source's."""

    table: Table
    source: Select[Any]
    target: Select[Any]
    made: Callable[[Row], Sequence[Row]]

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @property
    def columns(self) -> list[str]:
        """Their names, in the order of a row."""
        return [one.name for one in self.table.columns]

    @property
    def is_numbered(self) -> bool:
        """Whether its rows are numbered as they come."""
        number = self.table.columns.get("id")
        return number is not None and self.table.autoincrement_column is number

    @property
    def at_once(self) -> int:
        """Rows of the source that are read at a time."""
        return FEW if self.name in LARGE else MANY


def sheets() -> list[Sheet]:
    """All that is moved, those that others refer to before these."""
    return [*map(_as_it_is, metadata.sorted_tables), _terms()]


def _as_it_is(table: Table) -> Sheet:
    def read(dialect: str) -> Select[Any]:
        return select(*(plain(one, dialect) for one in table.columns))

    return Sheet(table, read("sqlite"), read("postgresql"), lambda row: (row,))


def _terms() -> Sheet:
    index = table(article_terms.name, column("rowid"), column("terms"))
    stored = article_terms.c
    return Sheet(
        article_terms,
        select(index.c.rowid, index.c.terms),
        select(stored.article_id, stored.part, cast(stored.terms, Text)),
        lambda row: parts(row[0], terms_of(row[1])),
    )
