"""How many articles of a language hold a word, counted once and frozen, so that an article weighs the same for ever.

Counted by `tests.quality.training.background`; each file names its origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from summarizer.text.stopwords import stopwords
from summarizer.text.terms import terms

FOLDER = Path(__file__).parent / "data" / "background"
BY_CHARACTER = frozenset({"zh", "ja"})
"""Languages whose terms are single characters: two together stand for a word."""
_UNSEEN = 0.5
_POWER = 0.9


@dataclass(frozen=True, slots=True)
class Background:
    """``counts``: in how many of ``articles`` a term stands; ``stops``: terms that say nothing of a subject."""

    articles: int
    counts: Mapping[str, int]
    stops: frozenset[str]

    def rarity(self, term: str) -> float:
        """How much a term tells; the same for every term where nothing was counted."""
        return float(log((self.articles + 1) / (self.counts.get(term, 0) + _UNSEEN)) ** _POWER)


@cache
def background(language: str) -> Background:
    """Return what is known of a language by its ISO 639-1 code; of most, only its function words."""
    stops = frozenset(term for word in stopwords(language) for term in terms(word, language)[:1])
    file = FOLDER / f"{language}.txt"
    if not (language.isascii() and language.isalpha() and file.is_file()):
        return Background(1, {}, stops)
    with file.open(encoding="utf-8") as lines:
        articles = int(next(lines).split()[1])
        pairs = (line.rsplit(" ", 1) for line in lines)
        return Background(articles, {term: int(count) for term, count in pairs}, stops)
