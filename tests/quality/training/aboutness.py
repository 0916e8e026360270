"""Learn which entities an article is about from articles whose countries a newsroom marked."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from summarizer.entities.aboutness import ABOUT, FEATURES, WEIGHTS, features
from summarizer.entities.doubts import doubts_of
from summarizer.entities.gazetteer import gazetteer
from summarizer.entities.mentions import Mention, mentions
from summarizer.entities.reading import Reading
from summarizer.text.cleaning import clean

Rows = tuple[list[list[float]], list[float], list[str], int]
"""Features of every country named, whether its article is about it, its id, and how many subjects no word named."""

ROUNDS = 40
FIRMNESS = 1.0


def rows(record: dict[str, object], *, with_dateline: bool) -> Rows:
    """The countries that an article names, as the tagger sees them."""
    opening = f"{record['dateline']} " if with_dateline and record.get("dateline") else ""
    text = opening + str(record["body"])
    cleaned = clean(text, "en")
    sentences = [text[start:end] for start, end in cleaned.prose]
    reading = Reading.of(str(record["title"] or ""), sentences, cleaned.credits.place)
    named: dict[str, list[Mention]] = {}
    for mention in mentions(reading, gazetteer("en"), doubts_of("en")):
        named.setdefault(mention.id, []).append(mention)
    wanted = {f"country:{code}" for code in record["iso"]}  # type: ignore[attr-defined]
    found = {id: row for id, row in features(named, reading).items() if id.startswith("country:")}  # noqa: A001
    return list(found.values()), [float(id in wanted) for id in found], list(found), len(wanted - found.keys())  # noqa: A001


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


def score(found: Sequence[Rows], weights: np.ndarray) -> str:
    """Micro precision, recall and F of all countries, and of all but the United States."""
    line = []
    for left_out in ("", "country:US"):
        hit = extra = missed = 0
        for x, y, ids, unseen in found:
            about = np.array(x) @ weights > np.log(ABOUT / (1 - ABOUT)) if x else []
            missed += unseen
            for said, true, id in zip(about, y, ids, strict=True):  # noqa: A001
                if id != left_out:
                    hit += bool(said and true)
                    extra += bool(said and not true)
                    missed += bool(true and not said)
        line.append(
            f"P {hit / (hit + extra):.3f} R {hit / (hit + missed):.3f} F {2 * hit / (2 * hit + extra + missed):.3f}"
        )
    return " | but the US ".join(line)


def main(data: Path, limit: int, folds: int) -> None:
    """Cross-validate, then learn from all and write the weights."""
    with gzip.open(data / "topics" / "reuters.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = [one for one in records if one["body"]][: limit or None]
    both = [[rows(one, with_dateline=dated) for one in records] for dated in (True, False)]

    def learned(places: Sequence[int]) -> np.ndarray:
        chosen = [part[place] for part in both for place in places]
        x = np.array([row for one in chosen for row in one[0]])
        y = np.array([label for one in chosen for label in one[1]])
        return fit(x, y, np.ones(len(y)))

    for fold in range(folds):
        weights = learned([place for place in range(len(records)) if place % folds != fold])
        for name, part in zip(("with dateline", "without"), both, strict=True):
            print(f"  held out {fold + 1}, {name}: {score(part[fold::folds], weights)}")  # noqa: T201
    weights = learned(range(len(records)))
    body = {
        "origin": f"learned from {len(records)} articles of Reuters-21578, each with and without its dateline",
        "weights": dict(zip(FEATURES, (round(float(one), 4) for one in weights), strict=True)),
    }
    WEIGHTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
