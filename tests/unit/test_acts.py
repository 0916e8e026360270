"""Diplomatic acts: where they stand, and whether they are said not to have happened."""

from __future__ import annotations

import pytest

from summarizer.model import Article
from summarizer.tagging import tagged


def reports(title: str, text: str) -> list[tuple[str, int, str, str]]:
    found = tagged(Article(text, title=title, language="en")).acts
    return [(one.id, one.sentence, one.evidence, one.mark) for one in found]


def test_an_act_stands_in_its_own_sentence_and_shows_its_own_words() -> None:
    text = "Nobody was surprised. Japan summoned the Russian ambassador. Talks will go on."
    assert reports("Talks", text) == [("summons", 1, "summoned the Russian ambassador", "")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("It has not recalled its ambassador.", "negated"),
        ("Warsaw may recall its ambassador.", "threatened"),
        ("Nothing happened, they said no. Warsaw recalled its ambassador.", ""),
    ],
)
def test_a_marker_counts_within_its_sentence(text: str, mark: str) -> None:
    assert [one[3] for one in reports("Poland", text)] == [mark]


def test_no_act_reaches_across_two_sentences() -> None:
    assert reports("Poland", "Warsaw recalled. The ambassador slept.") == []


def test_what_was_remembered_is_no_recall() -> None:
    assert reports("Poland", "He recalled that the ambassador said nothing.") == []


def test_a_phrase_may_hold_the_word_that_opens_a_clause() -> None:
    assert [one[0] for one in reports("Poland", "Warsaw warned Minsk that it would act.")] == ["warning"]


def test_to_reject_sanctions_is_to_have_them() -> None:
    assert [one[::3] for one in reports("Poland", "Warsaw rejects the sanctions.")] == [("sanctions", "")]
    assert [one[::3] for one in reports("Poland", "Warsaw rejects a ceasefire.")] == [("ceasefire", "negated")]


def test_an_act_of_a_script_without_spaces_is_found_in_every_sentence() -> None:
    text = "日本召回大使。双方没有召回大使。"
    found = tagged(Article(text, language="zh")).acts
    assert [(one.sentence, one.evidence, one.mark) for one in found] == [
        (0, "召回大使", ""),
        (1, "召回大使", "negated"),
    ]
