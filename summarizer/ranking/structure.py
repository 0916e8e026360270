"""What kind of text it is: news that says the most important first, or an analysis whose parts weigh the same.

News agencies write short paragraphs, quote, and open with the event; who explains a situation writes long paragraphs in
an even voice, and the beginning is only the first of several parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from summarizer.model import Span

LONG_PARAGRAPH = 3
"""Sentences in the middle one of an analysis's paragraphs, at least; news has one or two."""

LONG_IN_CHARACTERS = 350
FEWEST_PARAGRAPHS = 3
QUOTED = 0.15
"""Share of sentences with a quotation from which on a text is a report."""

_QUOTE = re.compile('["“”„«»「」]')


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


def is_analysis(text: str, spans: Sequence[Span], dense: bool = False) -> bool:
    """Tell an analysis from news; ``dense`` for scripts that say as much in a third of the characters."""
    grouped = paragraphs(text, spans)
    if len(grouped) < FEWEST_PARAGRAPHS:
        return False
    quoted = sum(1 for start, end in spans if _QUOTE.search(text, start, end)) / len(spans)
    size = median(spans[places[-1]][1] - spans[places[0]][0] for places in grouped)
    return (
        quoted <= QUOTED
        and median(map(len, grouped)) >= LONG_PARAGRAPH
        and size >= LONG_IN_CHARACTERS / (3 if dense else 1)
    )


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
