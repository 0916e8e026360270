from __future__ import annotations

import pytest

from summarizer.stories.likeness import MEMBERS, joined
from summarizer.stories.names import names
from summarizer.stories.weekdays import apart, same, weekdays
from summarizer.text.terms import terms


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Envoys met on Wednesday.", 2),
        ("fr", "Les envoyés se sont vus mercredi.", 2),
        ("ru", "Послы встретились в среду.", 2),
        ("pl", "Posłowie spotkali się w środę.", 2),
        ("ar", "التقى المبعوثون يوم الأربعاء", 2),
    ],
)
def test_the_day_of_a_report_is_known(language: str, text: str, day: int) -> None:
    assert weekdays(terms(text, language), language) == 1 << day


def test_days_are_apart_unless_they_touch() -> None:
    monday, tuesday, thursday, sunday = (1 << day for day in (0, 1, 3, 6))
    assert apart(monday, thursday)
    assert not apart(monday, tuesday)
    assert not apart(monday, sunday)
    assert not apart(monday, 0)
    assert same(monday | thursday, thursday)
    assert not apart(monday | thursday, thursday)


def test_names_are_what_has_a_capital_within_a_sentence() -> None:
    found = names("Talks in Vienna", "Envoys came. Yesterday the minister Anna Weiss left. Nobody asked Iran.", "en")
    assert found == set(terms("Vienna Anna Weiss Iran", "en"))


def test_a_story_that_is_like_an_article_in_one_report_only_is_less_likely_its_story() -> None:
    assert joined([2.0], 1) > joined([2.0], 2) > joined([2.0], MEMBERS)
    assert joined([2.0], MEMBERS) == joined([2.0], MEMBERS + 5)
    assert joined([2.0, 1.0], 2) > joined([2.0, -1.0], 2)
