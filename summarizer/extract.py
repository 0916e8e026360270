"""A summary of any length out of an analysis: a pick, not a computation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice

from summarizer.budget import DEFAULT_SENTENCES, count_words
from summarizer.model import Analysis, Sentence, Span, Summary


def extract(text: str, analysis: Analysis, *, sentences: int | None = None, words: int | None = None) -> Summary:
    """Return the best whole sentences of ``text``, in its order; never fewer than one.

    ``sentences`` is how many (3 if neither is given), ``words`` how many words they may have together; with both, both
    hold. A first sentence longer than ``words`` is kept whole. ``text`` is the one that was analysed.
    """
    if words is None:
        chosen = _best(text, analysis, DEFAULT_SENTENCES if sentences is None else sentences)
    else:
        chosen = _within(text, analysis, words, len(analysis.spans) if sentences is None else sentences)
    kept = (Sentence(text[slice(*analysis.spans[number])], *analysis.spans[number], number) for number in chosen)
    return Summary(analysis.language, tuple(kept), len(analysis.spans))


def distinct(text: str, spans: Sequence[Span], places: Iterable[int]) -> Iterator[int]:
    """Yield the places of ``places`` whose sentence, as it stands, is that of no place before."""
    seen: set[str] = set()
    for place in places:
        sentence = text[slice(*spans[place])]
        if sentence not in seen:
            seen.add(sentence)
            yield place


def _best(text: str, analysis: Analysis, count: int) -> Iterable[int]:
    total = len(analysis.spans)
    count = max(1, min(count, total))
    if count <= len(analysis.picks):
        return analysis.picks[count - 1]
    if count == total:
        return distinct(text, analysis.spans, range(total))
    ranked = sorted(range(total), key=lambda number: (-analysis.scores[number], number))
    return sorted(islice(distinct(text, analysis.spans, ranked), count))


def _within(text: str, analysis: Analysis, words: int, sentences: int) -> list[int]:
    """The longest pick that fits, then what else of the best fits beside it."""
    chosen: list[int] = []
    left = words
    for pick in reversed(analysis.picks[: max(1, sentences)]):
        cost = sum(_words(text, analysis, number) for number in pick)
        if cost <= words:
            chosen, left = list(pick), words - cost
            break
    for number in distinct(text, analysis.spans, (*chosen, *_others(analysis, chosen, words))):
        if number in chosen:
            continue
        if len(chosen) >= sentences:
            break
        cost = _words(text, analysis, number)
        if cost <= left:
            chosen.append(number)
            left -= cost
    return sorted(chosen) or list(analysis.picks[0])


def _others(analysis: Analysis, chosen: list[int], words: int) -> Iterator[int]:
    # No more sentences than words can fit, whatever their length.
    ranked = nsmallest(
        max(words, len(analysis.picks)),
        range(len(analysis.scores)),
        key=lambda number: (-analysis.scores[number], number),
    )
    return (number for number in ranked if number not in chosen)


def _words(text: str, analysis: Analysis, number: int) -> int:
    return count_words(text[slice(*analysis.spans[number])], analysis.language)
