"""Where the sentences of any text stand, prose or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from summarizer.model import Span
from summarizer.text import unspaced
from summarizer.text.lines import paragraphs
from summarizer.text.stops import stops

_BLANK = " \t\u00a0\u3000\u200b\u200e\u200f\u2060\ufeff"
_LEADING = "([…."
"""Signs alone that begin so were left out in front of what follows: ``(...) He left.``"""
_WORDLIKE = re.compile(r"\w")

MOST = 60_000
"""Sentences that are told apart, five books of them; more are a table or an attack, and the rest is not read."""


def boundaries(text: str, language: str, start: int = 0) -> tuple[Span, ...]:
    """Return the code-point offsets of every sentence from ``start`` on, in order, without white space around it.

    A line break ends a sentence unless it only keeps the line's width; a run of signs without a letter or digit is
    none. Only the first ``MOST`` are found. Linear in the text's length, also for text without any break. Raises
    nothing.
    """
    find = unspaced.spans if language in unspaced.LANGUAGES else stops(language).spans
    found = (span for line in paragraphs(text, start) for span in _tidied(text, find(text, *line)))
    return tuple(islice(found, MOST))


def _tidied(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Trim, and join or drop what holds no word."""
    held: Span | None = None
    early: int | None = None
    for span in spans:
        start, end = _trimmed(text, *span)
        if start >= end:
            continue
        if _WORDLIKE.search(text, start, end) is None:
            if text[start] in _LEADING:
                early = start if early is None else early
            else:
                held = held and (held[0], end)
            continue
        if held:
            yield held
        held = (start if early is None else early, end)
        early = None
    if held:
        yield held


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in _BLANK):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _BLANK):
        end -= 1
    return start, end
