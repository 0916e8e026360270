"""ROUGE-1 and ROUGE-2 of many sets of sentences at once; the same tokens as the scorer, and the same figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cache

import numpy as np
import snowballstemmer
from nltk.stem.porter import PorterStemmer
from numpy.typing import NDArray

from summarizer.ranking.page import Floats
from summarizer.ranking.set_features import Sets

LANGUAGES = {"fr": "french", "ru": "russian", "ar": "arabic"}
_porter = PorterStemmer()


@cache
def _stem(word: str, language: str) -> str:
    if language == "en":
        return str(_porter.stem(word)) if len(word) > 3 else word
    return str(snowballstemmer.stemmer(LANGUAGES[language]).stemWord(word)) if language in LANGUAGES else word


def tokens(text: str, language: str) -> list[str]:
    """Words as ROUGE counts them: stemmed, in small letters; Chinese by the character."""
    pattern = {"en": r"[a-z0-9]+", "zh": r"\w"}.get(language, r"\w+")
    return [_stem(word, language) for word in re.findall(pattern, text.lower())]


class Reference:
    """A reference summary against the sentences of its article."""

    def __init__(self, reference: str, sentences: list[str], language: str) -> None:
        wanted = tokens(reference, language)
        each = [tokens(sentence, language) for sentence in sentences]
        self._lengths = np.array([len(one) for one in each])
        self._total = len(wanted)
        self._words = _table(each, wanted)
        self._pairs = _table(
            [list(zip(one, one[1:], strict=False)) for one in each], list(zip(wanted, wanted[1:], strict=False))
        )

    def score(self, sets: Sets) -> Floats:
        """ROUGE-1 plus ROUGE-2 F1 of each set."""
        length = self._lengths[sets].sum(1)
        one = 2 * _hits(*self._words, sets) / np.maximum(length + self._total, 1)
        two = 2 * _hits(*self._pairs, sets) / np.maximum(length + self._total - 2, 1)
        return np.asarray(one + two)


def _table(
    each: Sequence[Sequence[Hashable]], wanted: Sequence[Hashable]
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    counts = Counter(wanted)
    place = {item: column for column, item in enumerate(counts)}
    table = np.zeros((len(each), len(place)), dtype=np.int16)
    for row, items in enumerate(each):
        for item in items:
            if item in place:
                table[row, place[item]] += 1
    return table, np.array(list(counts.values()), dtype=np.int16)


def _hits(table: NDArray[np.int16], most: NDArray[np.int16], sets: Sets) -> NDArray[np.int64]:
    return np.asarray(np.minimum(table[sets].sum(1), most).sum(1))
