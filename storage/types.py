"""Column types that behave the same on both databases: times in UTC, text that both can hold, numbers for keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

from storage.errors import StorageError
from storage.letters import storable

Key = BigInteger().with_variant(Integer, "sqlite")
"""A row's number. SQLite numbers rows by itself only in a column declared INTEGER."""


class NaiveTime(StorageError, ValueError, DontWrapMixin):
    """A time without its zone was given, so that nobody can tell which moment it means."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware when given, kept in UTC, aware and in UTC when read.

    Raises ``NaiveTime`` for a time without a zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NaiveTime(f"{value.isoformat()} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class AnyText(TypeDecorator[str]):
    """Text that came from outside, whatever it holds; see ``storable`` for what is replaced."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return storable(value) if isinstance(value, str) else value


class Names(TypeDecorator[tuple[str, ...]]):
    """Names of people or outlets, kept one a line."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return "\n".join(storable(" ".join(name.split())) for name in value) or None if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value.split("\n")) if value else ()
