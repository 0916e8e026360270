"""What admins may write as an article's title, outlet, date and language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadDate, BadLanguage, CommuniqueError, DateOutOfRange, EditTooLong, EmptyEdit
from bot.services.edits import edited
from storage.records import Edit

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
FOUND = Edit("Talks resume", "Kyodo", datetime(2026, 5, 1, tzinfo=UTC), "en")


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC)),
        (" 2024-02-29  14:30 ", datetime(2024, 2, 29, 14, 30, tzinfo=UTC)),
        ("2024-02-29T14:30+09:00", datetime(2024, 2, 29, 5, 30, tzinfo=UTC)),
        ("1855-02-07", datetime(1855, 2, 7, tzinfo=UTC)),
        ("-", None),
    ],
)
def test_a_date_is_read_as_utc(said: str, moment: datetime | None) -> None:
    assert edited(FOUND, "date", said, NOW).published == moment


@pytest.mark.parametrize(
    ("field", "said", "error"),
    [
        ("date", "2023-02-29", BadDate),
        ("date", "yesterday", BadDate),
        ("date", "0001-01-01T00:00+09:00", BadDate),
        ("date", "0224-02-29", DateOutOfRange),
        ("date", (NOW + timedelta(days=2)).date().isoformat(), DateOutOfRange),
        ("language", "Klingon", BadLanguage),
        ("language", "xx", BadLanguage),
        ("title", " \n ", EmptyEdit),
        ("title", "x" * 301, EditTooLong),
        ("outlet", "x" * 121, EditTooLong),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, said: str, error: type[CommuniqueError]) -> None:
    with pytest.raises(error):
        edited(FOUND, field, said, NOW)


@pytest.mark.parametrize("said", ["ru", "RU", "Russian", "русский", "russe", "俄语"])
def test_a_language_goes_by_its_code_and_its_names(said: str) -> None:
    assert edited(FOUND, "language", said, NOW).language == "ru"


def test_a_dash_stands_for_what_the_text_says() -> None:
    assert edited(FOUND, "title", "-", NOW).title == ""
    assert edited(FOUND, "outlet", "-", NOW).outlet is None
    assert edited(FOUND, "language", "-", NOW).language == ""


def test_other_fields_stay() -> None:
    changed = edited(FOUND, "outlet", "  Oslo   Gazette ", NOW)
    assert changed == Edit(FOUND.title, "Oslo Gazette", FOUND.published, FOUND.language)
