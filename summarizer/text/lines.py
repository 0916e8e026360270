"""Which line breaks of a text end something, and which only keep a line within the width of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.model import Span

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BROKEN = 45
"""A line shorter than this was not broken for its length."""
_SHORT = 15
"""A line no longer than this goes on with a small letter only by chance."""
_WIDEST = 100
_TITLE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|Amb|Rev|Hon|St|Sr|Sra|vs|No|Art)\.|,"
    r"|\b(?:the|of|and|to|in|for|a|an|by|with|on|at))$"
)
_ITEM = re.compile(r"\s*(?:[•·*▪►>|#–—-]\s|\d{1,3}[.)]\s|\(?[a-z]\)\s|[IVX]{1,5}[.)]\s|\|)")
_CREDITED = re.compile(r"(?:REUTERS|AFP|AP Photo|Getty Images)(?:/[\w.'’ -]{1,40})?$")
"""A picture's line ends so, however long it is."""
_COLUMNS = re.compile(r"\t|\S {3,}\S|\|")


def paragraphs(text: str, start: int) -> Iterator[Span]:
    """Yield the runs of text that sentences may stretch over: a line each, or several that were broken for width.

    A break is for width if a small letter follows, or if the line is about as long as its neighbours and so are most.
    """
    held: Span | None = None
    width = 0
    previous = 0
    for found in _LINE.finditer(text, start):
        line = found.span()
        if held is None:
            held, width, previous = line, 0, line[0]
            continue
        length = held[1] - previous
        width = max(width, length) if length <= _WIDEST else 0
        # A short line goes on behind an abbreviation only: a text of nothing else is not looked at any closer.
        if (length > _SHORT or text.find(".", previous, held[1]) >= 0) and _goes_on(
            text, (previous, held[1]), line, width
        ):
            held = (held[0], line[1])
        else:
            yield held
            held, width = line, 0
        previous = line[0]
    if held:
        yield held


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    between = text[line[1] : following[0]]
    if between not in ("\n", "\r\n", "\r", "\u2028") or _ITEM.match(text, *following):
        return False
    tail, head = text[max(line[1] - 12, line[0]) : line[1]].rstrip(), text[following[0] : following[0] + 80].lstrip()
    if not tail or not head or _COLUMNS.search(text, max(line[1] - _WIDEST, line[0]), line[1]):
        return False
    if _CREDITED.search(text, max(line[1] - 60, line[0]), line[1]):
        return False
    length = line[1] - line[0]
    if tail[-1] in '.!?…:;。！？؟"”»':
        return (_TITLE.search(tail) is not None and tail[-1] == ".") or (
            _BROKEN < length <= _WIDEST and width > 0 and _wrapped(text, line, following)
        )
    if head[0].islower() and length > _SHORT:
        return True
    return _BROKEN < length <= _WIDEST and _wrapped(text, line, following)


def _wrapped(text: str, line: Span, following: Span) -> bool:
    """Whether the next line's first word would have made this line longer than lines here are."""
    length = line[1] - line[0]
    word = re.match(r"\S*", text[following[0] : following[0] + 60].lstrip()).group()  # type: ignore[union-attr]
    return (
        length <= _WIDEST
        and length + 1 + len(word) > max(_BROKEN + 10, min(following[1] - following[0], _WIDEST) - 4)
        and length >= 55
    )
