"""Who says what in an article, in languages that set words apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.model import Entity, Span
from summarizer.quotes.frames import Frame, frame
from summarizer.quotes.marks import Quoted, crossing, quoted
from summarizer.quotes.model import Quote
from summarizer.quotes.reports import Report, Reports
from summarizer.quotes.speakers import Speakers
from summarizer.quotes.tokens import SIGN, Token, tokens


def find(text: str, spans: tuple[Span, ...], language: str, entities: Sequence[Entity]) -> Iterator[Quote]:
    """The quotations of an article in the order of its sentences."""
    words = frame(language)
    names = {word.lower() for one in entities for written in one.evidence for word in written.split()}
    speakers = Speakers(text, words, names)
    number = 0
    stretches = quoted(text)
    carried: Quote | None = None
    end = 0
    for first, last in crossing(spans, stretches):
        start, close = spans[first][0], spans[last][1]
        held: list[Quoted] = []
        while number < len(stretches) and stretches[number].start < close:
            if stretches[number].start >= start:
                held.append(stretches[number])
            number += 1
        row = tokens(text, start, close, held)
        is_new = "\n" in text[end:start]
        found = list(_quotes(text, row, words, speakers, names))
        goes_on = carried and row and _goes_on(row, held, found, is_new)
        if goes_on and carried:
            one = held[0]
            found.insert(0, _same(carried, text, (one.start, one.end)))
        yield from found
        speakers.heard(row)
        last_direct = next((one for one in reversed(found) if one.direct), None)
        carried = last_direct
        end = close


def _quotes(text: str, row: Sequence[Token], words: Frame, speakers: Speakers, names: set[str]) -> Iterator[Quote]:
    for report in Reports(row, words, names).find():
        span = speakers.span(report.speaker, row)
        if span is None:
            continue
        verb = text[row[report.verb].start : row[report.verb].end] if report.verb >= 0 else ""
        start, end = report.said
        yield Quote(text[span[0] : span[1]], span, verb, text[start:end], start, end, report.direct)


def _goes_on(row: Sequence[Token], held: Sequence[Quoted], found: Sequence[Quote], is_new: bool) -> bool:
    """Whether a sentence begins with a quotation of nobody, so that it is of whoever was quoted before."""
    if not held or row[0].start != held[0].start or any(one.start <= held[0].start for one in found):
        return False
    alone = all(token.kind == SIGN for token in row[1:])
    return alone


def _same(one: Quote, text: str, span: Span) -> Quote:
    return Quote(one.speaker, one.speaker_span, one.verb, text[span[0] : span[1]], *span, direct=True)
