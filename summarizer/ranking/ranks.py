"""From a method's summary to a number for each sentence."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import isfinite
from typing import Any

from sumy.models.dom import ObjectDocumentModel

from summarizer.model import Span
from summarizer.ranking.document import document, stemmer
from summarizer.ranking.registry import CHARACTERS, RANKED, RANKED_BY, WORDS, WORDS_BY, method_named
from summarizer.text.stopwords import stopwords
from summarizer.text.words import MAX_CHARACTERS

DENSE = {"zh": 4, "ja": 8}
"""By how much less of a text is looked at: a character is a word or half of one, and dear to part from the next."""

_DIGITS = 5


def rank(text: str, spans: Sequence[Span], language: str, method: str, title: str | None = None) -> tuple[float, ...]:
    """Return one finite score a sentence, higher for more worth keeping; those the method does not look at come last.

    ``method`` is a name in the registry. Raises UnknownMethod.
    """
    summarizer = method_named(method)(stemmer(language))
    summarizer.stop_words = stopwords(language)
    seen: list[Any] = []

    def note_all(infos: list[Any]) -> list[Any]:
        seen.extend(infos)
        return infos

    with warnings.catch_warnings():
        # sumy's methods warn about, or divide by, the nothing that tiny texts give them.
        warnings.simplefilter("ignore")
        summarizer(_looked_at(text, spans, language, method, title), note_all)
    # Rounding hides the last digits, in which two machines may differ.
    ratings = {info.order: round(float(info.rating), _DIGITS) for info in seen if isfinite(info.rating)}
    least = min(ratings.values(), default=0.0)
    return tuple(ratings.get(number, least - 1) for number in range(len(spans)))


def _looked_at(text: str, spans: Sequence[Span], language: str, method: str, title: str | None) -> ObjectDocumentModel:
    opening = spans[: RANKED_BY.get(method, RANKED)]
    most = CHARACTERS // DENSE.get(language, 1)
    opening = opening[: _within(most, (min(end - start, MAX_CHARACTERS) for start, end in opening))]
    found = document(text, opening, language, title)
    fitting = _within(WORDS_BY.get(method, WORDS), (len(sentence.words) for sentence in found.sentences))
    return found if fitting == len(opening) else document(text, opening[:fitting], language, title)


def _within(limit: int, sizes: Iterable[int]) -> int:
    """How many sizes fit together; one at least."""
    return max(1, sum(1 for reached in accumulate(sizes) if reached <= limit))
