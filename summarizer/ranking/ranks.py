"""From a method's summary to a number for each sentence."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from math import isfinite
from typing import Any

from summarizer.model import Span
from summarizer.ranking.document import document, stemmer
from summarizer.ranking.registry import RANKED, RANKED_BY, method_named

_DIGITS = 5


def rank(text: str, spans: Sequence[Span], language: str, method: str) -> tuple[float, ...]:
    """Return one finite score a sentence, higher for more worth keeping; those the method does not look at come last.

    ``method`` is a name in the registry. Raises UnknownMethod.
    """
    summarizer = method_named(method)(stemmer(language))
    looked_at = spans[: RANKED_BY.get(method, RANKED)]
    seen: list[Any] = []

    def note_all(infos: list[Any]) -> list[Any]:
        seen.extend(infos)
        return infos

    with warnings.catch_warnings():
        # sumy's methods warn about, or divide by, the nothing that tiny texts give them.
        warnings.simplefilter("ignore")
        summarizer(document(text, looked_at, language), note_all)
    # Rounding hides the last digits, in which two machines may differ.
    ratings = {info.order: round(float(info.rating), _DIGITS) for info in seen if isfinite(info.rating)}
    least = min(ratings.values(), default=0.0)
    return tuple(ratings.get(number, least - 1) for number in range(len(spans)))
