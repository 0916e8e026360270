"""What to keep of an analysis: how it opens, how it ends, and from between what neither of the two has said.

The opening states the position and the ending looks ahead, so each has a place of its own; what stands in the way may
be anywhere between, even beside the opening sentence, and is known by its cues and by saying something new.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from summarizer.model import Span
from summarizer.ranking.bearing import bearing
from summarizer.ranking.lead_centrality import centrality
from summarizer.ranking.structure import paragraphs, parts

NOVELTY = 1.0
OPENS_PARAGRAPH = 0.15
OPENS_ARTICLE = 0.7
HINDERS = 0.7
COMES = 0.4


def worth(text: str, spans: Sequence[Span], terms: Sequence[Sequence[str]], language: str) -> list[float]:
    """What each sentence of an analysis is worth, from 0 to about 1.5: by the whole text, its place and its cues."""
    groups = paragraphs(text, tuple(spans))
    opening = {group[0] for group in groups}
    sizes = [end - start for start, end in spans]
    ending = frozenset(_ending(groups, sizes, 3)) if len(groups) > 1 else frozenset()
    central = centrality(terms)
    least, most = min(central), max(central)
    return [
        (value - least) / ((most - least) or 1.0)
        + OPENS_PARAGRAPH * (place in opening)
        + OPENS_ARTICLE * (place == 0)
        + (
            COMES * bearing(text[start:end], language, "outlook")
            if place in ending
            else HINDERS * bearing(text[start:end], language, "hindrance")
        )
        for place, (value, (start, end)) in enumerate(zip(central, spans, strict=True))
    ]


def places(groups: Sequence[Sequence[int]], sizes: Sequence[int], count: int) -> list[list[int]]:
    """From where to keep one sentence each, in this order: the opening, the ending, between them, and parts of that.

    ``groups`` are paragraphs, ``sizes`` the length of each sentence in any unit. Pieces of the text of equal length
    where there are too few paragraphs to tell the opening from the ending.
    """
    if count < 2 or len(groups) < 3:
        return parts(groups, sizes, count)
    ending = _ending(groups, sizes, count)
    before = [list(group) for group in groups if group[0] < ending[0]]
    whole = list(chain(*before))
    if count == 2:
        return [whole, ending]
    # What the opening paragraph says besides the position may be the very obstacle that the text goes on about.
    rest = parts(before[1:] or before, sizes, count - 3) if count > 3 else []
    return [before[0], ending, whole, *rest]


def _ending(groups: Sequence[Sequence[int]], sizes: Sequence[int], count: int) -> list[int]:
    """The last paragraph, or the last few if it is short."""
    enough = sum(sizes) / (2 * count)
    ending: list[int] = []
    for group in reversed(groups[1:]):
        ending = [*group, *ending]
        if sum(sizes[place] for place in ending) >= enough:
            break
    return ending
