from __future__ import annotations

import random
import warnings
from math import isfinite
from typing import Any

import numpy as np
import pytest
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer

from bot.sources.seeds import read_seeds
from summarizer.ranking.classic import IncrementalKlSummarizer, SteadyLsaSummarizer
from summarizer.ranking.document import document, stemmer
from summarizer.ranking.lexrank import VectorLexRank
from summarizer.text.sentences import split

VOCABULARY = [f"word{number}" for number in range(60)]


class Spaced:
    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(sentence.split())


def invented(seed: int, sentences: int) -> ObjectDocumentModel:
    chance = random.Random(seed)
    lines = [
        " ".join([f"s{number}", *chance.choices(VOCABULARY, k=chance.randint(0, 15))]) for number in range(sentences)
    ]
    return ObjectDocumentModel([Paragraph(Sentence(line, Spaced()) for line in lines)])


def seeds() -> list[ObjectDocumentModel]:
    return [document(d.text, split(d.text, d.language or "en"), d.language or "en") for d in read_seeds()]


def ratings(summarizer: Any, parsed: ObjectDocumentModel) -> list[float]:
    seen: list[Any] = []

    def note_all(infos: list[Any]) -> list[Any]:
        seen.extend(infos)
        return infos

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        summarizer(parsed, note_all)
    return [float(info.rating) for info in sorted(seen, key=lambda info: info.order)]


def agree(ours: Any, theirs: Any, parsed: ObjectDocumentModel) -> bool:
    expected = ratings(theirs, parsed)
    return not all(map(isfinite, expected)) or bool(np.allclose(ratings(ours, parsed), expected, atol=1e-9))


@pytest.mark.parametrize("sentences", [1, 3, 10, 40, 90])
@pytest.mark.parametrize("seed", range(4))
def test_invented_texts_are_ranked_as_by_sumy(seed: int, sentences: int) -> None:
    parsed = invented(seed, sentences)
    assert agree(VectorLexRank(), LexRankSummarizer(), parsed)


def test_real_texts_are_ranked_as_by_sumy() -> None:
    documents = seeds()
    assert len(documents) > 10
    assert all(agree(VectorLexRank(stemmer("en")), LexRankSummarizer(stemmer("en")), parsed) for parsed in documents)


def test_stop_words_are_left_out_as_by_sumy() -> None:
    ours, theirs = VectorLexRank(), LexRankSummarizer()
    ours.stop_words = frozenset(VOCABULARY[:20])
    theirs.stop_words = VOCABULARY[:20]
    assert agree(ours, theirs, invented(5, 40))


def test_frequent_words_count_as_in_one_piece() -> None:
    whole, pieces = VectorLexRank(), VectorLexRank()
    pieces.block = 7
    parsed = invented(6, 90)
    assert ratings(pieces, parsed) == pytest.approx(ratings(whole, parsed))


@pytest.mark.parametrize("lines", [["a", "a"], ["a b", "c d"], ["", ""], ["a", "a b"], ["a b"] * 50])
def test_where_sumy_divides_by_nothing_every_rating_is_a_number(lines: list[str]) -> None:
    parsed = ObjectDocumentModel([Paragraph(Sentence(line, Spaced()) for line in lines)])
    given = ratings(VectorLexRank(), parsed)
    assert len(given) == len(lines)
    assert all(map(isfinite, given))


@pytest.mark.parametrize("seed", range(3))
def test_quicker_methods_choose_as_sumy_does(seed: int) -> None:
    parsed = invented(seed, 25)
    assert ratings(IncrementalKlSummarizer(), parsed) == ratings(KLSummarizer(), parsed)
    assert agree(SteadyLsaSummarizer(), LsaSummarizer(), parsed)
