"""What English words are rare, and which ones headlines take up: from news articles that have no summary."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.ranking.page import Page, raw_words, unit
from summarizer.ranking.weights import Lexicon

FILES = ("stories/allsides", "stories/basil", "stories/ecbplus", "quotes/polnear", "topics/reuters")
ROUND_UPS = "training/en_neus"
KNOWN_IN = 5
"""Articles with references that a word must stand in to be in the lexicon."""

LEXICON = 6_000
DOUBT = 3.0


@dataclass
class Headlines:
    """Counts over articles: how many hold a unit, in how many headlines it stands, in how many it would by chance."""

    total: int = 0
    held: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    foretold: Counter[str] = field(default_factory=Counter)

    def add(self, headline: str, body: str) -> None:
        """Count one article."""
        units = set(map(unit, raw_words(body)))
        named = units & set(map(unit, raw_words(headline)))
        self.total += 1
        self.held.update(units)
        if named:
            self.taken.update(named)
            self.foretold.update(dict.fromkeys(units, len(named) / len(units)))

    def lexicon(self, pages: Iterable[Page]) -> Lexicon:
        """The commonest units of the pages, with their rarity there and here, and their odds of being in a headline."""
        vocabularies = [page.vocabulary for page in pages]
        seen = Counter(word for vocabulary in vocabularies for word in vocabulary)
        total = self.total + len(vocabularies)
        kept = [word for word, count in seen.most_common(LEXICON) if count >= KNOWN_IN]
        rarity = {word: math.log((total + 1) / (seen[word] + self.held[word] + 0.5)) for word in kept}
        odds = {word: math.log((self.taken[word] + DOUBT) / (self.foretold[word] + DOUBT)) for word in kept}
        return Lexicon({word: (rarity[word], odds[word], 0.0) for word in kept}, math.log((total + 1) / 3))


def read_headlines(data: Path) -> Headlines:
    """Count all articles that are at hand."""
    found = Headlines()
    for name in FILES:
        for record in _records(data, name):
            body = record.get("body") or record.get("text") or ""
            title = record.get("title") or ""
            if name.startswith("quotes"):
                title, _, body = body.partition("\n")
            if body:
                found.add(title, body)
    for record in _records(data, ROUND_UPS):
        found.add(record["summaries"][0], " ".join(one["text"] for one in record["docs"]))
    return found


def _records(data: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
