"""The ranking methods by name."""

from __future__ import annotations

from typing import Any

from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from summarizer.errors import UnknownMethod
from summarizer.ranking.classic import (
    CuedEdmundsonSummarizer,
    IncrementalKlSummarizer,
    QuickLuhnSummarizer,
    SteadyLsaSummarizer,
)
from summarizer.ranking.lead import LeadSummarizer
from summarizer.ranking.lead_centrality import LeadCentralitySummarizer
from summarizer.ranking.learned import SetSummarizer
from summarizer.ranking.lexrank import VectorLexRank

METHODS: dict[str, type[Any]] = {
    "sets": SetSummarizer,
    "lead-centrality": LeadCentralitySummarizer,
    "lead": LeadSummarizer,
    "lexrank": VectorLexRank,
    "textrank": TextRankSummarizer,
    "lsa": SteadyLsaSummarizer,
    "luhn": QuickLuhnSummarizer,
    "edmundson": CuedEdmundsonSummarizer,
    "kl": IncrementalKlSummarizer,
    "sumbasic": SumBasicSummarizer,
    "reduction": ReductionSummarizer,
}
"""Subclasses of sumy's ``AbstractSummarizer``, made with a stemmer and called with a document and a count."""

RANKED = 2_000
"""How many sentences a linear method looks at."""

RANKED_BY = {"textrank": 200, "lsa": 200, "luhn": 500, "kl": 250, "sumbasic": 300, "reduction": 200}
"""Fewer for the methods whose work grows with the square of the sentences or worse."""

CHARACTERS = 300_000
"""How much of a text a linear method looks at, the start of an endless sentence only; less in Chinese."""

WORDS = 60_000
WORDS_BY = {
    "textrank": 4_000,
    "lsa": 8_000,
    "luhn": 20_000,
    "kl": 4_000,
    "sumbasic": 6_000,
    "reduction": 2_500,
}
"""How many words: some compare each with each."""


def method_named(name: str) -> type[Any]:
    """Return the class of a method. Raises UnknownMethod."""
    try:
        return METHODS[name]
    except KeyError:
        raise UnknownMethod(name, tuple(METHODS)) from None
