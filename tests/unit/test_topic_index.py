from __future__ import annotations

import random
import time

import pytest

from summarizer.text.terms import terms
from summarizer.topics.index import TopicIndex, TopicMatch
from summarizer.topics.query import parse

TEXT = "The foreign minister spoke about peace talks over the Kuril Islands."


def found(index: TopicIndex, text: str, language: str = "en") -> list[int]:
    return [match.id for match in index.match(language, terms(text, language))]


@pytest.mark.parametrize(
    ("topic", "matches"),
    [
        ("kuril", True),
        ("island MINISTERS", True),
        ('"peace talk"', True),
        ('"talks peace"', False),
        ("kuril sakhalin", False),
        (".*", None),
        ("kur.l", False),
        ('"islands the"', False),
    ],
)
def test_every_clause_must_occur(topic: str, matches: bool | None) -> None:
    index = TopicIndex()
    if matches is None:
        with pytest.raises(Exception, match="needs a word"):
            parse(topic)
        return
    index.add(1, parse(topic))
    assert found(index, TEXT) == ([1] if matches else [])


def test_a_match_says_because_of_what() -> None:
    index = TopicIndex()
    index.add(7, parse("“Peace talks” kuril"))
    assert index.match("en", terms(TEXT, "en")) == [TopicMatch(7, ("kuril", '"peace talks"'))]


def test_a_topic_is_matched_in_the_language_of_each_article() -> None:
    index = TopicIndex()
    index.add(1, parse("переговоры"))
    assert found(index, "Ход переговоров неясен.", "ru") == [1]
    assert found(index, "Ход переговоров неясен.", "en") == []
    index.add(2, parse("ход"))
    assert found(index, "Ход переговоров неясен.", "ru") == [1, 2]


def test_a_removed_topic_is_silent() -> None:
    index = TopicIndex()
    index.add(1, parse("kuril"))
    index.add(2, parse("kuril"))
    assert found(index, TEXT) == [1, 2]
    index.remove(1)
    index.remove(1)
    assert found(index, TEXT) == [2]
    assert len(index) == 1


def test_a_topic_of_the_same_number_is_replaced() -> None:
    index = TopicIndex()
    index.add(1, parse("kuril"))
    index.add(1, parse("sakhalin"))
    assert found(index, TEXT) == []
    assert len(index) == 1


def test_an_empty_article_matches_nothing() -> None:
    index = TopicIndex()
    index.add(1, parse("kuril"))
    assert index.match("en", ()) == []


def test_matching_looks_at_candidates_only() -> None:
    choose = random.Random(5)
    index = TopicIndex()
    for number in range(20_000):
        index.add(number, parse(f"word{choose.randrange(10_000)} the"))
    index.add(20_000, parse("the kuril"))
    words = terms(TEXT, "en")
    assert [match.id for match in index.match("en", words)] == [20_000]
    began = time.perf_counter()
    for _ in range(20):
        index.match("en", words)
    assert (time.perf_counter() - began) / 20 < 0.005
