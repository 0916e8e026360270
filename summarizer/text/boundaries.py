"""Where the sentences of a text stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.model import Span
from summarizer.text import rules, trained

TRAINED_CHARACTERS = 200_000
"""From here on a text is split by rule: the trained splitter takes half a second a million characters."""

_WINDOW = 20_000
_DENSE = 8
"""Fewer characters than this for each full stop are no prose, and the trained splitter weighs every stop."""
_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\u00a0\u3000\u200b\u200e\u200f\u2060\ufeff"
_WORDLIKE = re.compile(r"\w")
_UNSPACED = frozenset(("ja", "zh"))


def boundaries(text: str, language: str, start: int = 0) -> tuple[Span, ...]:
    """Return the code-point offsets of every sentence from ``start`` on, in order, without white space around it.

    A line break always ends a sentence; a run of signs without a letter or digit is none. Linear in the text's length,
    also for text without any break. Raises nothing.
    """
    careful = trained.splitter(language) or rules.splitter(language)
    quick = rules.splitter(language)
    return tuple(
        span
        for line in _LINE.finditer(text, start)
        for span in _tidied(text, _in_line(text, line.span(), careful, quick), language in _UNSPACED)
    )


def _in_line(text: str, line: Span, careful: rules.Splitter, quick: rules.Splitter) -> Iterator[Span]:
    """Split a line window by window; the last sentence of a window is open until the next one shows its end."""
    start, end = line
    opened = start
    while start < end:
        stop = min(start + _WINDOW, end)
        piece = text[start:stop]
        prose = start < TRAINED_CHARACTERS and len(piece) > _DENSE * sum(map(piece.count, ".!?"))
        found = [(start + a, start + b) for a, b in (careful if prose else quick)(piece)]
        if stop == end or not found:
            closed, following = found or [(start, stop)], stop
        else:
            closed, following = found[:-1], found[-1][0] if len(found) > 1 else stop
        for a, b in closed:
            yield min(opened, a), b
            opened = following
        start = following


def _tidied(text: str, spans: Iterator[Span], unspaced: bool) -> Iterator[Span]:
    """Trim; join what touches (``U.S.'s``) unless the script has no spaces; join or drop what holds no word."""
    held: Span | None = None
    for span in spans:
        start, end = _trimmed(text, *span)
        if start >= end:
            continue
        wordless = _WORDLIKE.search(text, start, end) is None
        if held and (wordless or (start <= held[1] and not unspaced)):
            held = (held[0], end)
        elif not wordless:
            if held:
                yield held
            held = (start, end)
    if held:
        yield held


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in _BLANK):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _BLANK):
        end -= 1
    return start, end
