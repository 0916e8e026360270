"""The ranking methods by name."""

from __future__ import annotations

from typing import Any

from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from summarizer.errors import UnknownMethod
from summarizer.ranking.classic import SteadyLsaSummarizer
from summarizer.ranking.lead import LeadSummarizer
from summarizer.ranking.lead_centrality import LeadCentralitySummarizer

METHODS: dict[str, type[Any]] = {
    "lead-centrality": LeadCentralitySummarizer,
    "lead": LeadSummarizer,
    "lexrank": LexRankSummarizer,
    "textrank": TextRankSummarizer,
    "lsa": SteadyLsaSummarizer,
    "luhn": LuhnSummarizer,
}
"""Subclasses of sumy's ``AbstractSummarizer``, made with a stemmer and called with a document and a count."""

RANKED = 2_000
"""How many sentences a linear method looks at."""

RANKED_BY = {"lexrank": 200, "textrank": 200, "lsa": 200, "luhn": 500}
"""Fewer for the methods whose work grows with the square of the sentences or worse."""


def method_named(name: str) -> type[Any]:
    """Return the class of a method. Raises UnknownMethod."""
    try:
        return METHODS[name]
    except KeyError:
        raise UnknownMethod(name, tuple(METHODS)) from None
