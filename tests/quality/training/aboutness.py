"""Learn which entities an article is about from articles whose countries a newsroom marked."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from summarizer.entities.aboutness import ABOUT, KINDS, WEIGHTS
from summarizer.entities.doubts import doubts_of
from summarizer.entities.gazetteer import gazetteer
from summarizer.entities.mentions import Mention, mentions
from summarizer.entities.reading import Reading
from summarizer.entities.standing import FEATURES, is_dated, standing
from summarizer.text.cleaning import clean

ROUNDS = 40
FIRMNESS = 1.0
EMPHASIS = {"with dateline": 1.2, "without dateline": 1.5}
"""What a subject weighs beside what is only mentioned, so that as many are missed as are taken for one."""

RARE = 10
"""Articles that a country needs to be scored."""

GONE = frozenset({"YU", "CS", "AN"})
"""States that are no more, whose names are those of their heirs in the gazetteer."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article as the tagger sees it: the standing of each country named, and the ``subjects`` that were marked."""

    kind: str
    rows: dict[str, list[float]]
    subjects: frozenset[str]


def read(record: dict[str, object], *, with_dateline: bool) -> Read:
    """Tag an article, with its dateline or without."""
    opening = f"{record['dateline']} " if with_dateline and record.get("dateline") else ""
    text = opening + str(record["body"])
    cleaned = clean(text, "en")
    sentences = [text[start:end] for start, end in cleaned.prose]
    reading = Reading.of(str(record["title"] or ""), sentences, cleaned.credits.place)
    named: dict[str, list[Mention]] = {}
    for mention in mentions(reading, gazetteer("en"), doubts_of("en")):
        if mention.id.startswith("country:"):
            named.setdefault(mention.id, []).append(mention)
    subjects = frozenset(f"country:{code}" for code in record["iso"] if code not in GONE)  # type: ignore[attr-defined]
    return Read(KINDS[is_dated(named)], standing(named, reading), subjects)


def learn(articles: Sequence[Read]) -> dict[str, np.ndarray]:
    """The weights for each kind of article."""
    found = {}
    for kind in KINDS.values():
        chosen = [one for one in articles if one.kind == kind]
        x = np.array([row for one in chosen for row in one.rows.values()])
        y = np.array([float(id in one.subjects) for one in chosen for id in one.rows])  # noqa: A001
        found[kind] = fit(x, y, np.where(y > 0, EMPHASIS[kind], 1.0))
    return found


def fit(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """A logistic regression by Newton's method, held together by a small ridge."""
    found = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (weights * (p - y)) + FIRMNESS * found
        bend = (x * (weights * p * (1 - p))[:, None]).T @ x + FIRMNESS * np.eye(x.shape[1])
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    return found


def subjects(one: Read, weights: dict[str, np.ndarray]) -> set[str]:
    """What an article is about by the weights."""
    least = np.log(ABOUT / (1 - ABOUT))
    return {id for id, row in one.rows.items() if np.array(row) @ weights[one.kind] > least}  # noqa: A001


def score(articles: Sequence[Read], found: Sequence[set[str]]) -> str:
    """Precision, recall and F of all countries, F of all but the United States, and the mean F of a country."""
    hit: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for one, said in zip(articles, found, strict=True):
        hit.update(said & one.subjects)
        extra.update(said - one.subjects)
        missed.update(one.subjects - said)
    common = [id for id in hit | missed if hit[id] + missed[id] >= RARE]  # noqa: A001

    def f(ids: Sequence[str]) -> float:
        right, false, unseen = (sum(side[id] for id in ids) for side in (hit, extra, missed))  # noqa: A001
        return 2 * right / (2 * right + false + unseen)

    p, r = (hit.total() / (hit + side).total() for side in (extra, missed))
    others = [id for id in common if id != "country:US"]  # noqa: A001
    mean = sum(f([id]) for id in common) / len(common)  # noqa: A001
    return f"P {p:.3f} R {r:.3f} F {f(common):.3f}, but the US {f(others):.3f}, mean of countries {mean:.3f}"


def main(data: Path, limit: int = 0, folds: int = 2) -> None:
    """Cross-validate, then learn from all and write the weights."""
    with gzip.open(data / "topics" / "reuters.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = [one for one in records if one["body"]][: limit or None]
    both = [[read(one, with_dateline=dated) for one in records] for dated in (True, False)]
    held = [
        learn([one for part in both for place, one in enumerate(part) if place % folds != fold])
        for fold in range(folds)
    ]
    for name, part in zip(("with dateline", "without"), both, strict=True):
        found = [subjects(one, held[place % folds]) for place, one in enumerate(part)]
        print(f"held out, {name}: {score(part, found)}")  # noqa: T201
    weights = learn([one for part in both for one in part])
    body = {
        "origin": f"learned from {len(records)} articles of Reuters-21578, each with and without its dateline",
        "weights": {
            kind: dict(zip(FEATURES, (round(float(one), 4) for one in found), strict=True))
            for kind, found in weights.items()
        },
    }
    WEIGHTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with topics/")
    parser.add_argument("--limit", type=int, default=0, help="learn from the first so many articles only")
    parser.add_argument("--folds", type=int, default=2, help="into how many parts to cross-validate")
    main(**vars(parser.parse_args()))
