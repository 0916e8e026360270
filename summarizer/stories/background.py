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
    """How much a term tells: the ``counted`` ones, and all the ``others``; ``stops`` say nothing of a subject."""

    counted: Mapping[str, float]
    others: float
    stops: frozenset[str]

    def rarity(self, term: str) -> float:
        """How much a term tells; the same for every term where nothing was counted."""
        return self.counted.get(term, self.others)


@cache
def background(language: str) -> Background:
    """Return what is known of a language by its ISO 639-1 code; of most, only its function words."""
    stops = frozenset(term for word in stopwords(language) for term in terms(word, language)[:1])
    file = FOLDER / f"{language}.txt"
    if not (language.isascii() and language.isalpha() and file.is_file()):
        return Background({}, _rarity(0, 1), stops)
    with file.open(encoding="utf-8") as lines:
        articles = int(next(lines).split()[1])
        pairs = (line.rsplit(" ", 1) for line in lines)
        counted = {term: _rarity(int(count), articles) for term, count in pairs}
        return Background(counted, _rarity(0, articles), stops)


def _rarity(count: int, articles: int) -> float:
    return float(log((articles + 1) / (count + _UNSEEN)) ** _POWER)
