"""The quality gate of briefs: floors on sets with references, above the first sentences, word for word."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from statistics import mean

import pytest

from summarizer.briefs.brief import brief
from summarizer.budget import Budget
from summarizer.ranking.standing import breaks_quotation
from tests.quality.briefed import EVENT, FIRST, UPDATE, WORDS, Task, tasks, texts
from tests.quality.labelled import MISSING

pytestmark = pytest.mark.slow

FLOORS = {(FIRST, "fr"): 16.4, (UPDATE, "fr"): 13.9, (EVENT, "en"): 51.0, (EVENT, "fr"): 55.0}

Key = tuple[str, str]


@cache
def reached() -> dict[Key, list[tuple[float, float]]]:
    """What briefs and first sentences reach; each brief is looked at on the way."""
    found = defaultdict(list)
    for task in labelled():
        kept = brief(task.sources, Budget(words=WORDS[task.kind]), seen=task.seen)
        known = {source.id: source.text for source in task.sources}
        for passage in kept.passages:
            sentence = passage.sentence
            assert known[passage.article][sentence.start : sentence.end] == sentence.text
            assert not breaks_quotation([sentence.text])
        assert sum(len(text.split()) for text in texts(kept)) <= WORDS[task.kind]
        found[task.kind, task.language].append((task.score(texts(kept)), task.score(task.leads())))
    return found


def labelled() -> list[Task]:
    try:
        return tasks()
    except FileNotFoundError:
        pytest.skip(MISSING)


def test_briefs_are_above_their_floors() -> None:
    scores = {key: mean(ours for ours, _ in pairs) for key, pairs in reached().items()}
    assert {key: scores[key] for key, floor in FLOORS.items() if scores[key] < floor} == {}


def test_no_language_is_under_its_first_sentences() -> None:
    behind = [key for key, pairs in reached().items() if mean(ours - lead for ours, lead in pairs) <= 0]
    assert behind == []
