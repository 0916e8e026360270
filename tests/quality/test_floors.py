"""The quality gate: on labelled articles the default may not fall under these floors, nor under the opening."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from rouge_score import rouge_scorer

from summarizer.budget import Budget
from summarizer.model import Article, Summary
from summarizer.ranking.standing import breaks_quotation, dangles
from summarizer.summarise import summarise

pytestmark = pytest.mark.slow

DATA = Path(os.environ.get("COMMUNIQUE_LABELLED_DATA", Path(__file__).parents[3] / "shared" / "data"))
SAMPLE = 80
FLOORS = {"cnn_val": (31.0, 1.5), "summeval": (42.0, 0.5), "realsumm": (43.0, 1.5), "dm_train100": (37.0, 1.5)}
"""ROUGE-1 of three sentences, and by how much it must be above that of the first three."""

Record = dict[str, Any]


def records(name: str) -> list[Record]:
    """The first articles of a labelled set; skips where the data are not at hand."""
    path = DATA / "summaries" / f"{name}.jsonl.gz"
    if not path.is_file():
        pytest.skip("the labelled articles are not beside the checkout; set COMMUNIQUE_LABELLED_DATA")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(SAMPLE), lines, strict=False)]


def summary(record: Record, method: str) -> Summary:
    return summarise(Article(record["text"], language=record["lang"]), Budget(sentences=3), method=method)


def rouge(record: Record, found: Summary, scorer: rouge_scorer.RougeScorer) -> float:
    text = "\n".join(sentence.text for sentence in found.sentences)
    return 100 * float(scorer.score(record["summary"], text)["rouge1"].fmeasure)


@pytest.mark.parametrize("name", FLOORS)
def test_the_default_is_above_its_floor_and_above_the_opening(name: str) -> None:
    scorer = rouge_scorer.RougeScorer(["rouge1"], use_stemmer=True)
    articles = records(name)
    ours = mean(rouge(one, summary(one, "sets"), scorer) for one in articles)
    lead = mean(rouge(one, summary(one, "lead"), scorer) for one in articles)
    floor, above = FLOORS[name]
    assert ours >= floor
    assert ours - lead >= above


def test_summaries_stand_alone_and_word_for_word() -> None:
    faults = 0
    articles = records("cnn_val")
    for record in articles:
        kept = summary(record, "sets").sentences
        assert all(record["text"][one.start : one.end] == one.text for one in kept)
        places = {one.index for one in kept}
        points_back = any(dangles(one.text, "en") and one.index and one.index - 1 not in places for one in kept)
        faults += points_back or breaks_quotation([one.text for one in kept])
    assert faults <= len(articles) // 50
