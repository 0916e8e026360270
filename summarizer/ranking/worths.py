"""What a sentence is worth: its score, more of it near a topic, less where it only repeats the title."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.ranking.focus import Words, relevance, urgency
from summarizer.text.terms import terms

TOPIC_WEIGHT = 0.35
URGENT_WEIGHT = 1.0
SAME_AS_TITLE = 0.8


def scaled(scores: Sequence[float]) -> list[float]:
    """The scores, the least of them 0 and the most 1."""
    least, most = min(scores), max(scores)
    return [(score - least) / ((most - least) or 1.0) for score in scores]


def bent(values: Sequence[float], sentences: Sequence[Sequence[str]], topic: Sequence[Words]) -> list[float]:
    """The values raised by how near each sentence, given as terms, is to the topic; most where few speak of it."""
    if not topic:
        return list(values)
    weight = TOPIC_WEIGHT + URGENT_WEIGHT * urgency(sentences, topic)
    return [value + weight * near for value, near in zip(values, relevance(sentences, topic), strict=True)]


def beside_title(
    values: Sequence[float], bags: Sequence[frozenset[str]], title: str | None, language: str
) -> list[float]:
    """The values, without any worth where a sentence's terms are mostly the title's."""
    told = frozenset(terms(title or "", language))
    return [value - 2 * (bool(told) and _same(told, bag)) for value, bag in zip(values, bags, strict=True)]


def _same(title: frozenset[str], sentence: frozenset[str]) -> bool:
    return len(title & sentence) > SAME_AS_TITLE * max(len(title), len(sentence))
