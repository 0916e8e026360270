from __future__ import annotations

from summarizer.ranking.choosing import Choice, Piece
from summarizer.text.terms import terms

TALKS = [
    "Japan opened talks with Russia in Geneva.",
    "He called them difficult and slow.",
    "The islands remain the main dispute between both capitals.",
    "Japan opened talks with Russia in Geneva today.",
    "“We will wait for an answer.",
    "But patience has an end.”",
]


def chosen(values: list[float], count: int, words: int | None = None, texts: list[str] = TALKS) -> list[int]:
    pieces = [Piece.of(text, terms(text, "en"), len(text.split()), "en") for text in texts]
    choice = Choice(pieces, values, count, words)
    choice.fill()
    return sorted(choice.kept)


def test_the_best_are_kept() -> None:
    assert chosen([3, 0, 2, 0, 0, 0], 2) == [0, 2]


def test_a_dangling_sentence_brings_the_one_before_it() -> None:
    assert chosen([2, 9, 1, 0, 0, 0], 2) == [0, 1]


def test_a_dangling_sentence_gives_way_where_its_antecedent_does_not_fit() -> None:
    assert chosen([1, 9, 2, 0, 0, 0], 1) == [2]
    assert chosen([1, 9, 2, 0, 0, 0], 6, words=9) == [2]


def test_a_repeat_is_left_out() -> None:
    assert chosen([3, -9, 1, 3, 0, 0], 2) == [0, 2]


def test_a_quotation_is_kept_whole_or_not_at_all() -> None:
    assert chosen([0, 0, 1, 0, 9, 9], 2) == [4, 5]
    assert chosen([0, 0, 1, 0, 9, 9], 1) == [2]


def test_words_are_filled_as_far_as_whole_sentences_go() -> None:
    assert chosen([3, 0, 2, 0, 0, 0], 6, words=7) == [0]
    assert chosen([3, 0, 2, 0, 0, 0], 6, words=16) == [0, 2]


def test_where_nothing_stands_alone_something_is_kept() -> None:
    assert chosen([1, 2], 1, texts=["But he left.", "And she stayed."]) == [0]
    assert chosen([1], 1, texts=["“But he left."]) == [0]


def test_a_question_gives_way_to_a_statement() -> None:
    asked = ["Will Japan sign?", "Envoys of both capitals met in Oslo."]
    assert chosen([1, 0.8], 1, texts=asked) == [1]
    assert chosen([1, 0.8], 2, texts=asked) == [0, 1]
