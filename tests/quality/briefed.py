"""Labelled sets of articles on one event with what people wrote of them, and how near a brief comes to it."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import mean

from summarizer.briefs.model import Brief, Source
from summarizer.model import Article
from tests.quality.labelled import DATA, Record
from tests.quality.training.rouge import tokens

FIRST, UPDATE, EVENT = "first", "update", "event"
WORDS = {FIRST: 100, UPDATE: 100, EVENT: 250}
"""How many words people wrote."""


@dataclass(frozen=True)
class Task:
    """Articles to be briefed on; ``group`` is the same for sets that may not be learned from and measured together."""

    group: str
    kind: str
    language: str
    sources: Sequence[Source]
    seen: Sequence[Source]
    wanted: Sequence[str]

    def score(self, texts: Sequence[str]) -> float:
        """Recall of pairs of words for sets of 100 words, F1 of words for events, in percent."""
        size = 1 if self.kind == EVENT else 2
        said = _runs(" ".join(texts), self.language, size)
        return 100 * mean(self._one(said, _runs(wanted, self.language, size)) for wanted in self.wanted)

    def _one(self, said: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> float:
        shared, recalled = (said & wanted).total(), max(1, wanted.total())
        return 2 * shared / (said.total() + recalled) if self.kind == EVENT else shared / recalled

    def leads(self) -> list[str]:
        """First sentences of all articles, then the second ones, up to the budget, the last one cut."""
        split = [re.split(r"(?<=[.!?؟।])\s+", source.text) for source in self.sources]
        words = [word for row in zip_longest(*split) for text in row if text for word in text.split()]
        return [" ".join(words[: WORDS[self.kind]])]


def texts(brief: Brief) -> list[str]:
    """The sentences of a brief."""
    return [passage.sentence.text for passage in brief.passages]


def tasks() -> list[Task]:
    """All labelled sets. Raises FileNotFoundError where the data are not at hand."""
    found = []
    for record in _records("multiling2011"):
        sources = _sources(record["docs"], record["lang"], record["id"])
        found.append(Task(str(record["event"]), EVENT, record["lang"], sources, (), record["summaries"]))
    for record in _records("rpm2_fr_update"):
        known: list[Source] = []
        for key in sorted(record["sets"]):
            one = record["sets"][key]
            sources = _sources(one["docs"], record["lang"], record["id"] + key)
            kind = UPDATE if known else FIRST
            found.append(Task(record["id"], kind, record["lang"], sources, tuple(known), one["summaries"]))
            known += sources
    return found


def _records(name: str) -> list[Record]:
    with gzip.open(DATA / "briefs" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _sources(docs: Sequence[Record], language: str, name: str) -> list[Source]:
    return [
        Source.read(f"{name}:{at}", Article(one["text"], one.get("title"), language)) for at, one in enumerate(docs)
    ]


def _runs(text: str, language: str, size: int) -> Counter[tuple[str, ...]]:
    words = tokens(text, language)
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))
