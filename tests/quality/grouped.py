"""The articles that are grouped by the event they report, their fingerprints, and how well a grouping fits."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from summarizer.model import Article
from summarizer.stories.fingerprint import Fingerprint, fingerprint
from summarizer.stories.index import StoryIndex
from summarizer.tagging import facts
from tests.quality.labelled import DATA, Record

MOST = 1_500
GROUPED = ("ecbplus", "basil", "allsides")
ORDER = 3


@dataclass(frozen=True)
class Grouped:
    """An article's fingerprint and the event that it was filed under by hand."""

    held: Fingerprint
    event: str


@dataclass(frozen=True)
class Pair:
    """Two articles, and whether somebody found that they report the same event."""

    one: Fingerprint
    other: Fingerprint
    is_same: bool


def read(name: str, limit: int | None = None) -> list[Record]:
    """Records of a labelled file, ``folder/name``. Raises FileNotFoundError where the data are not at hand."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, limit)]


def known(title: str, text: str, language: str) -> Fingerprint:
    """The fingerprint of a text, as the program takes it."""
    article = Article(text, title, language)
    return fingerprint(article, facts(article))


@cache
def grouped(name: str, limit: int = MOST) -> tuple[Grouped, ...]:
    """The first articles of a set, in the random order in which they arrive."""
    records = read(f"stories/{name}", limit)
    random.Random(ORDER).shuffle(records)
    return tuple(Grouped(known(one["title"], one["body"], one["lang"]), one["story"]) for one in records)


@cache
def unmeasured() -> tuple[Grouped, ...]:
    """As many articles of allsides that come after the measured ones, to learn from."""
    records = read("stories/allsides", 2 * MOST)[MOST:]
    random.Random(ORDER).shuffle(records)
    return tuple(Grouped(known(one["title"], one["body"], one["lang"]), one["story"]) for one in records)


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of Russian articles that were judged."""
    judged = [one for one in read("stories/samestory_pairs") if one["lang"] == "ru" and one["label"] in ("OK", "BAD")]
    return tuple(Pair(_side(one["a"]), _side(one["b"]), one["label"] == "OK") for one in judged)


def _side(one: Record) -> Fingerprint:
    return known(one["title"], one["text"], "ru")


def placed(articles: Sequence[Grouped], index: StoryIndex) -> float:
    """B-cubed F of the stories in which an index places articles, one after another."""
    return b_cubed(
        [index.place(place, one.held).story for place, one in enumerate(articles)], [a.event for a in articles]
    )


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """F1 of precision and recall over each article's own group (Bagga and Baldwin 1998)."""
    sides: tuple[dict[Hashable, set[int]], ...] = (defaultdict(set), defaultdict(set))
    for place, names in enumerate(zip(found, gold, strict=True)):
        for side, name in zip(sides, names, strict=True):
            side[name].add(place)
    precision = recall = 0.0
    for ours, theirs in zip(found, gold, strict=True):
        shared = len(sides[0][ours] & sides[1][theirs])
        precision += shared / len(sides[0][ours]) / len(gold)
        recall += shared / len(sides[1][theirs]) / len(gold)
    return 2 * precision * recall / (precision + recall)
