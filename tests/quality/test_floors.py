"""The quality gate: on labelled articles the default may not fall under these floors, nor under the opening."""

from __future__ import annotations

from statistics import mean

import pytest

from summarizer.budget import Budget
from summarizer.model import Article, Summary
from summarizer.ranking.standing import breaks_quotation, dangles
from summarizer.summarise import summarise
from tests.quality.labelled import MISSING, Record, records, rouge, scorer

pytestmark = pytest.mark.slow

SAMPLE = 80
FLOORS = {
    "cnn_val": (31.0, 1.9),
    "summeval": (42.8, 1.3),
    "realsumm": (44.2, 2.4),
    "dm_train100": (37.4, 1.8),
    "newsroom60": (26.0, -0.8),
}
"""ROUGE-1 of three sentences, and by how much it must be above that of the first three."""


def sample(name: str) -> list[Record]:
    """The first articles of a labelled set; skips where the data are not at hand."""
    try:
        return records(name, SAMPLE)
    except FileNotFoundError:
        pytest.skip(MISSING)


def summary(record: Record, method: str) -> Summary:
    return summarise(Article(record["text"], language=record["lang"]), Budget(sentences=3), method=method)


def reached(articles: list[Record], method: str) -> float:
    kept = [[sentence.text for sentence in summary(one, method).sentences] for one in articles]
    return mean(rouge(scorer("en"), one["summary"], texts)[0] for one, texts in zip(articles, kept, strict=True))


@pytest.mark.parametrize("name", FLOORS)
def test_the_default_is_above_its_floor_and_above_the_opening(name: str) -> None:
    articles = sample(name)
    ours, lead = reached(articles, "sets"), reached(articles, "lead")
    floor, above = FLOORS[name]
    assert ours >= floor
    assert ours - lead >= above


def test_summaries_stand_alone_and_word_for_word() -> None:
    faults = 0
    articles = sample("cnn_val")
    for record in articles:
        kept = summary(record, "sets").sentences
        assert all(record["text"][one.start : one.end] == one.text for one in kept)
        places = {one.index for one in kept}
        points_back = any(dangles(one.text, "en") and one.index and one.index - 1 not in places for one in kept)
        faults += points_back or breaks_quotation([one.text for one in kept])
    assert faults <= len(articles) // 50
