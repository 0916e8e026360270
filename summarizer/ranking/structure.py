"""What kind of text it is: news that says the most important first, or an analysis whose parts weigh the same.

News agencies write short paragraphs, quote, date what happened, and open with it; who explains a situation writes long
paragraphs in an even voice and weighs what hinders and what may come; the beginning is only the first of several parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import median

from summarizer.model import Span
from summarizer.ranking.bearing import KINDS, bearing, knows
from summarizer.text.unspaced import LANGUAGES as UNSPACED

LONG_PARAGRAPH = 3
"""Sentences in the paragraph that an analysis's middle sentence stands in, at least; news has one or two."""

LONG_IN_CHARACTERS = 350
FEWEST_PARAGRAPHS = 3
QUOTED = 0.15
"""Share of sentences with a quotation from which on a text is a report."""

DATED = 0.25
"""Share of sentences with a figure from which on long paragraphs alone do not make an analysis."""

SHORT_PARAGRAPH = 2
SHORT_IN_CHARACTERS = 180
ARGUED = 0.2
"""Share of sentences with a cue of an argument below which a text explains nothing, however long its paragraphs."""

MORE_ARGUED = 0.2
"""In shorter paragraphs the share of sentences with such a cue is above that of sentences with figures by this much."""

LOOKED_AT = 200
DENSE = 3
"""How many characters of an alphabet say what one of a script without spaces says."""

_QUOTE = re.compile('["“”„«»「」]')
_FIGURE = re.compile(r"\d")


def paragraphs(text: str, spans: Sequence[Span]) -> list[list[int]]:
    """Return the places of the sentences, grouped by the lines of the text they stand in."""
    grouped: list[list[int]] = []
    reached = 0
    for place, (start, end) in enumerate(spans):
        if not grouped or text.find("\n", reached, start) >= 0:
            grouped.append([])
        grouped[-1].append(place)
        reached = end
    return grouped


def is_analysis(text: str, spans: Sequence[Span], language: str) -> bool:
    """Tell an analysis from news, by its paragraphs, its quotations, its figures and the cues of an argument."""
    spans = spans[:LOOKED_AT]
    grouped = paragraphs(text, spans)
    sentences = [text[start:end] for start, end in spans]
    if len(grouped) < FEWEST_PARAGRAPHS or _share(sentences, _QUOTE.search) > QUOTED:
        return False
    dated = _share(sentences, _FIGURE.search)
    argued = _share(sentences, lambda sentence: any(bearing(sentence, language, kind) for kind in KINDS))
    if knows(language) and argued < ARGUED:
        return False
    length, size = _usual(grouped, spans, language)
    if length >= LONG_PARAGRAPH and size >= LONG_IN_CHARACTERS and dated <= DATED:
        return True
    return length >= SHORT_PARAGRAPH and size >= SHORT_IN_CHARACTERS and argued - dated >= MORE_ARGUED


def _usual(grouped: Sequence[Sequence[int]], spans: Sequence[Span], language: str) -> tuple[float, float]:
    """Sentences and characters of the paragraph that the middle sentence stands in: headings hardly count."""
    sizes = [spans[places[-1]][1] - spans[places[0]][0] for places in grouped for _ in places]
    return median(len(places) for places in grouped for _ in places), median(sizes) * (
        DENSE if language in UNSPACED else 1
    )


def _share(sentences: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(1 for sentence in sentences if test(sentence)) / len(sentences)


def parts(groups: Sequence[Sequence[int]], sizes: Sequence[int], count: int) -> list[list[int]]:
    """Split a text into ``count`` pieces in order, about as long as each other, between paragraphs where that does.

    ``sizes`` is the length of each sentence in any unit.
    """
    units = list(groups) if len(groups) >= count else [[place] for places in groups for place in places]
    count = min(count, len(units))
    total = sum(sizes)
    split: list[list[int]] = [[]]
    reached = 0.0
    for number, unit in enumerate(units):
        size = sum(sizes[place] for place in unit)
        due = reached + size / 2 > total * len(split) / count
        must = len(units) - number <= count - len(split)
        if split[-1] and len(split) < count and (due or must):
            split.append([])
        split[-1].extend(unit)
        reached += size
    return split
