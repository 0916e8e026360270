"""What of a text is its article, and what stands around it: byline, dateline, captions, links, repeats.

Precision before completeness: what is not certainly furniture counts as prose, for a lost sentence cannot be
summarised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.model import Credits, Span
from summarizer.text.boilerplate import boilerplate, stuck
from summarizer.text.boundaries import boundaries
from summarizer.text.bylines import byline
from summarizer.text.captions import caption, credited
from summarizer.text.datelines import dateline, later_dateline
from summarizer.text.trailers import source, trailer, without_source

_LOOKED_AT = 200_000
_LOOKED_AT_SENTENCES = 5_000
_LAST = 8
"""How many sentences from the end a note about the authors may stand."""
_HEAD = 2
"""Before which sentence a picture's credit belongs to a caption, not to the paragraph above it."""
_SAME = 30
"""A sentence this long is not said twice on purpose."""
_NOTE = re.compile(r"\s*\(?(?:Editors?['’]?s?['’]? [Nn]otes?|EDITOR['’]S NOTE)\b")
_ABOUT_AUTHOR = re.compile(
    r"(?:(?:He|She|They|[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,3}),? (?:is|are|was|has|have|served|writes|wrote"
    r"|teaches|lives|hosts|covers)\b"
    r"|(?:The|His|Her|Their|All) (?:opinions?|views?|latest|new|book|books|most recent)\b|(?:You can"
    r" )?[Ff]ollow |This (?:is|article|story|essay|post|piece)\b)"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's prose and what was said around it.

    ``prose``: the sentences, as offsets into the text as given, in order.
    """

    prose: tuple[Span, ...]
    credits: Credits


def clean(text: str, language: str) -> Cleaned:
    """Tell a text's prose from its furniture. Text that is all furniture is taken as it is. Raises nothing.

    Only the first 200,000 characters, of them the first 5,000 sentences, and the last few sentences are looked at; the
    rest of a book has no bylines.
    """
    start = len(text) - len(text.lstrip("\ufeff\u200b \t\r\n"))
    head = byline(text, start)
    begin = head.end
    note = _NOTE.match(text, begin)
    filed = dateline(text, begin)
    if filed is None:
        later = later_dateline(text, begin, note is not None)
        filed = dateline(text, later) if later else None
    begin = filed.end if filed else begin
    spans = boundaries(text, language, begin)
    prose = tuple(_prose(text, spans, bool(note) and filed is None))
    outlet = filed.outlet if filed else None
    outlet = outlet or next(filter(None, (source(text[a:b]) for a, b in reversed(spans[-_LAST:]))), None)
    if not prose:
        prose = boundaries(text, language, 0)
    place, dated = (filed.place, filed.dated) if filed else (None, None)
    return Cleaned(prose, Credits(place, dated, outlet, head.authors))


def _prose(text: str, spans: tuple[Span, ...], noted: bool) -> Iterator[Span]:
    """Leave out furniture and what was said before."""
    seen: set[str] = set()
    held: Span | None = None
    for number, (start, end) in enumerate(spans):
        last = len(spans) - number <= _LAST
        if (start < _LOOKED_AT and number < _LOOKED_AT_SENTENCES) or last:
            noted = noted and (number == 0 or _ABOUT_AUTHOR.match(text, start, end) is not None)
            if number <= _HEAD and credited(text[start:end]):
                held = None
            start, end = (end, end) if noted else _cut(text, start, end, last and number > 0)
        if start < end and not _said(text[start:end], seen):
            if held:
                yield held
            held = (start, end)
    if held:
        yield held


def _cut(text: str, start: int, end: int, last: bool) -> Span:
    """What of a sentence is prose; an empty span if nothing is."""
    start += stuck(text[start:end])
    start += credited(text[start:end])
    sentence = text[start:end]
    if boilerplate(sentence) or trailer(sentence, last) or caption(sentence):
        return start, start
    return start, start + len(without_source(sentence).rstrip()) if last else end


def _said(sentence: str, seen: set[str]) -> bool:
    """Whether a sentence stood in the text before; remembers it."""
    if len(sentence) < _SAME:
        return False
    same = " ".join(sentence.split()).lower()
    if same in seen:
        return True
    seen.add(same)
    return False
