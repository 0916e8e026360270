"""What all tables share: the registry, how constraints are named, and the two kinds of key columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData

from storage.types import Key

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def key() -> Column[int]:
    """A row's number."""
    return Column("id", Key, primary_key=True)


def owner(table: str, **options: Any) -> ForeignKey:
    """The row that this one goes with."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE", **options)
