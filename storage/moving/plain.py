"""Rows as they are stored, the same from both databases, and what a table's rows come to.

A row is a tuple of numbers, strings, truth values, bytes, moments in UTC and None. Its digest is SHA-256 of how Python
writes that tuple; a table's is the sum of its rows', whose order therefore does not matter: the two databases sort
strings differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Text, cast, type_coerce

from storage.types import AnyText, Names

_ROUND = 1 << 256


@dataclass(slots=True)
class Tally:
    """How many rows there were, and what they come to."""

    count: int = 0
    digest: int = 0

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Count these too."""
        for row in rows:
            written = repr(tuple(row)).encode("utf-8", "surrogatepass")
            self.digest = (self.digest + int.from_bytes(sha256(written).digest(), "big")) % _ROUND
            self.count += 1

    @property
    def short(self) -> str:
        """The beginning of the digest, for people to compare."""
        return f"{self.digest:064x}"[:12]


def plain(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """A column as it is stored: JSON as its text, lists of names as theirs."""
    if isinstance(column.type, JSON):
        stored = type_coerce(column, Text) if dialect == "sqlite" else cast(column, Text)
        return stored.label(column.name)
    if isinstance(column.type, AnyText | Names):
        return type_coerce(column, Text).label(column.name)
    return column
