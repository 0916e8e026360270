from __future__ import annotations

import pytest

from summarizer.topics.lookalikes import unmixed
from summarizer.topics.query import parse, parse_canonical


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("J\u0430pan", "Japan"),
        ("R\u03bfme \u0441hina", "Rome china"),
        ("\u041cосkва", "Москва"),
        ("Москва и Tokyo", "Москва и Tokyo"),
        ("Ж-japan", "Ж-japan"),
        ("Жjapan", "Жjapan"),
        ("日本 x", "日本 x"),
        ("捡e\u050f䀂ł", "捡\u0435\u050f䀂ł"),
        # Unicode's tables give letters of some scripts no name.
        ("\U00017000", "\U00017000"),
        ("a\U00017000", "a\U00017000"),
    ],
)
def test_a_word_is_written_in_one_alphabet(given: str, expected: str) -> None:
    assert unmixed(given) == expected
    assert len(unmixed(given)) == len(given)


def test_a_topic_with_a_foreign_letter_is_the_one_that_it_looks_like() -> None:
    assert parse("j\u0430pan ~ russi\u0430").canonical == parse("japan ~ russia").canonical


def test_a_word_among_chinese_signs_means_the_same_when_its_canonical_form_is_read_again() -> None:
    query = parse("捡e\u050f䀂ł琢")
    assert parse_canonical(query.canonical) == query
