"""Column types by themselves, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from storage.letters import storable
from storage.types import NaiveTime, UtcDateTime

DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]


@given(some.text(some.characters(exclude_categories=()), max_size=40))
def test_storable_text_is_utf8_without_nul_and_as_long(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    assert b"\x00" not in kept.encode()
    assert all(before == after for before, after in zip(text, kept, strict=True) if after != "\ufffd")


def test_ordinary_text_is_not_touched() -> None:
    text = "Стол 會談 محادثات 🕊 \u200f\r\n\t"
    assert storable(text) == text


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_moment_survives_the_way_to_the_database_and_back(dialect: Dialect) -> None:
    moment = datetime(2024, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=9)))
    kind = UtcDateTime()
    back = kind.process_result_value(kind.process_bind_param(moment, dialect), dialect)
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC


def test_naive_time_is_refused() -> None:
    with pytest.raises(NaiveTime, match="2024-03-01T08:00:00"):
        UtcDateTime().process_bind_param(datetime(2024, 3, 1, 8), DIALECTS[0])  # noqa: DTZ001
