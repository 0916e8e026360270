"""Days and details in the words of each language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.texts.catalogue import translator
from bot.texts.days import day, weekday
from bot.texts.deeds import deed
from bot.texts.html import bare
from storage.records import AuditRecord

THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Tuesday, March 3"),
        ("fr", "mardi 3 mars"),
        ("es", "martes, 3 de marzo"),
        ("ru", "вторник, 3 марта"),
        ("ar", "الثلاثاء، 3 مارس"),
        ("zh", "3月3日星期二"),
        ("de", "Dienstag, 3. März"),
    ],
)
def test_day_of_these_weeks_is_written_out(language: str, said: str) -> None:
    assert weekday(THIRD, language) == said


@pytest.mark.parametrize(
    ("language", "said"), [("en", "March 3"), ("es", "3 de marzo"), ("zh", "3月3日"), ("ru", "3 марта")]
)
def test_day_of_this_year_is_written_out(language: str, said: str) -> None:
    assert day(THIRD, language) == said


@pytest.mark.parametrize(
    ("action", "detail", "said"),
    [
        (
            "articles.loaded",
            "1001–1003 loaded=3 known=1 refused=0",
            "1001–1003 · 3 loaded · 1 known already · 0 refused",
        ),
        ("articles.loaded", "loaded=0 known=1234 refused=0", "loaded many: 0 loaded · 1,234 known already · 0 refused"),
        ("article.deleted", "1012 digests=1", "deleted article 1012 · 1 digest"),
        ("article.deleted", "1012", "deleted article 1012"),
        ("archive.seeded", "articles=13", "filled the empty archive: 13 articles"),
        ("person.changed", "editor", "changed a role to: editor"),
        ("article.refused", "error.page.none", "was told: There is no article on that page"),
        ("articles.loaded", "3 stored, 0 known", "loaded many: 3 stored, 0 known"),
    ],
)
def test_detail_of_the_audit_is_put_into_words(action: str, detail: str, said: str) -> None:
    entry = AuditRecord(1, datetime(2026, 3, 3, tzinfo=UTC), 3, action, detail, allowed=True)
    assert said in bare(deed(translator("en"), entry))
