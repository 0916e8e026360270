"""Where the articles of one story give different figures: pairs of sentences that say the same of other numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.model import Span
from summarizer.stories.figures import figures
from summarizer.text.stopwords import stopwords
from summarizer.text.terms import terms

ALIKE = 0.6
"""How much of the shorter sentence's words must stand in the other one."""
FEWEST = 4
"""Words that must be shared: of fewer, any two sentences may have as many."""
SENTENCES = 60
"""Of each article, the first with a figure."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a story as it was told by an outlet; ``spans`` are its sentences."""

    id: int
    outlet: str | None
    text: str
    spans: Sequence[Span]
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an article, word for word: ``text == article.text[start:end]``; ``figures`` in ASCII digits."""

    article: int
    outlet: str | None
    text: str
    start: int
    end: int
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences of two articles about the same, each with a figure that the other has not."""

    one: Said
    other: Said


@dataclass(frozen=True, slots=True)
class _Sentence:
    said: Said
    words: frozenset[str]
    figures: frozenset[str]


def differences(articles: Sequence[Told], most: int = 5) -> list[Difference]:
    """Return at most ``most`` differences between the articles, the sentences that share most first.

    A sentence stands in one of them only. Articles in different languages are not compared.
    """
    found = []
    for one, other in combinations([(told.language, _sentences(told)) for told in articles], 2):
        if one[0] == other[0]:
            found += [
                (likeness, ours, theirs)
                for ours in one[1]
                for theirs in other[1]
                if (likeness := _likeness(ours, theirs)) >= ALIKE
            ]
    found.sort(key=lambda pair: -pair[0])
    chosen: list[Difference] = []
    used: set[tuple[int, int]] = set()
    for _, ours, theirs in found:
        places = {(side.said.article, side.said.start) for side in (ours, theirs)}
        if len(chosen) < most and not places & used:
            chosen.append(Difference(ours.said, theirs.said))
            used |= places
    return chosen


def _sentences(told: Told) -> list[_Sentence]:
    stops = {term for word in stopwords(told.language) for term in terms(word, told.language)}
    found = []
    for start, end in told.spans:
        text = told.text[start:end]
        numbers = tuple(figures(text, shortest=1))
        if numbers:
            words = {term for term in terms(text, told.language) if not any(sign.isdigit() for sign in term)} - stops
            said = Said(told.id, told.outlet, text, start, end, numbers)
            found.append(_Sentence(said, frozenset(words), frozenset(numbers)))
        if len(found) == SENTENCES:
            break
    return found


def _likeness(one: _Sentence, other: _Sentence) -> float:
    """Share of the shorter's words; 0 where there are too few, or where no figure stands against another."""
    shared = len(one.words & other.words)
    clash = one.figures - other.figures and other.figures - one.figures
    return shared / min(len(one.words), len(other.words)) if clash and shared >= FEWEST else 0.0
