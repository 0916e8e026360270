"""How much each sentence of an article has to do with a topic that somebody names in a few words.

The words are alternatives, never a filter: an article without any of them is summarised as if no topic was named. A
word counts by its rarity among the article's sentences, and less where it only stands in a sentence beside; words that
keep company with the topic's own in this article count too (Rocchio 1971, pseudo-relevance feedback).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import log, sqrt

from summarizer.text.folding import fold
from summarizer.text.terms import stem

MOST_CHARACTERS = 20_000
MOST_WORDS = 500
BESIDE = 0.5
COMPANY = 1.5
_PARTS = re.compile(r"[|,;\n\"“”„«»「」『』]+|\bOR\b|\bAND\b|\bNOT\b")

Words = tuple[str, ...]


def focus_terms(topic: str, language: str) -> tuple[Words, ...]:
    """Return the alternatives in any text: what stands between ``|``, commas or quotation marks, as terms.

    Whatever is typed is read as well as it can be; nothing is raised, and a text without a word gives nothing.
    """
    parts = (fold(part) for part in _PARTS.split(topic[:MOST_CHARACTERS]))
    found = (tuple(stem(word, language) for word in part[:20]) for part in parts if part)
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def relevance(sentences: Sequence[Sequence[str]], topic: Sequence[Words]) -> list[float]:
    """Return for each sentence, given as terms, how near it is to the topic: 0 to 1, the nearest one 1.

    All zeros if no word of the topic occurs.
    """
    own = _direct([set(sentence) for sentence in sentences], topic)
    if not any(own):
        return [0.0] * len(sentences)
    company = _company(sentences, own)
    near = [
        value + COMPANY * along + BESIDE * max(own[place - 1] if place else 0.0, *own[place + 1 : place + 2], 0.0)
        for place, (value, along) in enumerate(zip(own, company, strict=True))
    ]
    most = max(near)
    return [value / most for value in near]


def urgency(sentences: Sequence[Sequence[str]], topic: Sequence[Words]) -> float:
    """How much a topic should bend the choice, 0 to 1: most where few sentences speak of it, so that one is kept."""
    wanted = {word for clause in topic for word in clause}
    hit = sum(1 for sentence in sentences if not wanted.isdisjoint(sentence))
    return max(0.0, 1 - 2 * hit / len(sentences)) if hit else 0.0


def _direct(bags: Sequence[set[str]], topic: Sequence[Words]) -> list[float]:
    spread = Counter(word for bag in bags for word in sorted(bag))
    weights = {word: log(1 + len(bags) / spread[word]) for clause in topic for word in clause if spread[word]}
    values = [
        sum(sum(weights.get(word, 0.0) for word in clause if word in bag) / len(clause) for clause in topic)
        for bag in bags
    ]
    most = max(values, default=0.0) or 1.0
    return [value / most for value in values]


def _company(sentences: Sequence[Sequence[str]], own: Sequence[float]) -> list[float]:
    """The cosine of each sentence with what the sentences on the topic say together."""
    spread = Counter(chain.from_iterable(map(dict.fromkeys, sentences)))
    total = len(sentences)
    rarity = {word: log(1 + total / held) for word, held in spread.items()}
    vectors = [{word: count * rarity[word] for word, count in Counter(sentence).items()} for sentence in sentences]
    lengths = [sqrt(sum(weight * weight for weight in vector.values())) or 1.0 for vector in vectors]
    profile: dict[str, float] = {}
    for vector, value, length in zip(vectors, own, lengths, strict=True):
        for word, weight in vector.items() if value else ():
            profile[word] = profile.get(word, 0.0) + value * weight / length
    whole = sqrt(sum(weight * weight for weight in profile.values())) or 1.0
    return [
        sum(weight * profile[word] for word, weight in vector.items() if word in profile) / whole / length
        for vector, length in zip(vectors, lengths, strict=True)
    ]
