from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import QueryError
from summarizer.text.terms import LANGUAGES
from summarizer.topics.query import LIMIT, parse


@pytest.mark.parametrize(
    "text",
    ['kuril "peace treaty"', '"Peace  Treaty" KURIL', "kuril «peace treaty» kuril", "„peace treaty“, Kuril's peace"],
)
def test_wordings_of_one_demand_have_one_canonical_form(text: str) -> None:
    assert parse(text).canonical == 'kuril "peace treaty"'
    assert parse(text) == parse('"peace treaty" kuril')


def test_a_phrase_is_not_its_words() -> None:
    assert parse('"peace treaty"') != parse("peace treaty")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("日本", "日本"), ("Franco-German", '"franco german"'), ('"Kuril"', "kuril"), ("U.N.", "un")],
)
def test_a_word_is_written_in_its_standard_way(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ('""', "empty"),
        ("😀 !?", "empty"),
        ('"peace treaty', "quote"),
        ("peace” treaty", "quote"),
        ("a" * (LIMIT + 1), "long"),
        ("word " * 1000, "long"),
        ("\ufdfa" * 50, "long"),
    ],
)
def test_what_cannot_be_understood_says_why(text: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.code == code


def test_alternatives_are_the_distinct_stems() -> None:
    assert parse('island "peace talks"').alternatives(["en", "zh", "ja"]) == [
        [("island",)],
        [("peac", "talk"), ("peace", "talks")],
    ]


def test_alternatives_cover_every_clause_in_all_languages() -> None:
    query = parse('остров "мирный договор"')
    assert [len(clause[0]) for clause in query.alternatives(LANGUAGES)] == [len(clause) for clause in query.clauses]


@given(st.text(max_size=60) | st.text(alphabet="ab İßﬁё日\"«.-\u0301\u200d'sA", max_size=60))
def test_the_canonical_form_reads_back_as_itself(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(query.canonical) == query
    assert parse(query.canonical).canonical == query.canonical
