"""Who says what in an article, in languages that set words apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.model import Entity, Span
from summarizer.quotes.clitics import apart
from summarizer.quotes.frames import Frame, frame
from summarizer.quotes.marks import Quoted, crossing, quoted
from summarizer.quotes.model import Quote
from summarizer.quotes.report import LEFT_OUT
from summarizer.quotes.reports import Reports
from summarizer.quotes.speakers import Speakers
from summarizer.quotes.spoken import spoken
from summarizer.quotes.tokens import QUOTE, SIGN, Token, tokens

DASHES = frozenset("—–―")

TAIL = 12
"""Tokens of "said X" that stand in a sentence of their own behind a question or an exclamation."""


def find(text: str, spans: Sequence[Span], language: str, entities: Sequence[Entity]) -> Iterator[Quote]:
    """The quotations of an article in the order of its sentences."""
    words = frame(language)
    small = words.articles | words.within | words.stops | words.joins
    names = {word.lower() for one in entities for written in one.evidence for word in written.split()} - small
    speakers = Speakers(text, words, names)
    carried: Quote | None = None
    for row, is_new in _rows(text, spans, language, words):
        found = list(_quotes(text, row, words, speakers, names, None if is_new else carried))
        first = row[1] if len(row) > 1 and row[0].low in DASHES else row[0]
        if carried and first.kind == QUOTE and _is_free(first, found) and _is_alone(first, row):
            found.insert(0, _same(carried, text, (first.start, first.end)))
        yield from found
        speakers.heard(row)
        carried = next((one for one in reversed(found) if one.direct or words.drops_subject), None)


def _rows(text: str, spans: Sequence[Span], language: str, words: Frame) -> Iterator[tuple[list[Token], bool]]:
    """Sentences as tokens, none cut within a quotation, and whether one begins a paragraph."""
    stretches = spoken(text, quoted(text), words)
    number = end = 0
    held: list[Token] = []
    held_new = True
    for first, last in crossing(tuple(spans), stretches):
        start, close = spans[first][0], spans[last][1]
        inside: list[Quoted] = []
        while number < len(stretches) and stretches[number].start < close:
            if stretches[number].start >= start:
                inside.append(stretches[number])
            number += 1
        row = apart(tokens(text, start, close, inside), language, words)
        is_new = "\n" in text[end:start] or not end
        end = close
        if not row:
            continue
        if held and not is_new and _is_tail(text, held, row, words):
            held = [*held, *row]
            continue
        if held:
            yield held, held_new
        held, held_new = row, is_new
    if held:
        yield held, held_new


def _is_tail(text: str, held: Sequence[Token], row: Sequence[Token], words: Frame) -> bool:
    """Whether a sentence says no more than whose the question or exclamation before it was."""
    last = held[-1]
    if last.kind != QUOTE or text[last.end - 2 : last.end - 1] not in ("?", "!", "…", "؟"):
        return False
    if any(token.kind == QUOTE for token in row) or len(row) > TAIL:
        return False
    return any(token.low in words.say | words.report for token in row[:5])


def _quotes(
    text: str, row: Sequence[Token], words: Frame, speakers: Speakers, names: set[str], before: Quote | None
) -> Iterator[Quote]:
    for report in Reports(row, words, names).find():
        span = speakers.span(report.speaker, row)
        if report.speaker.pronoun == LEFT_OUT:
            span = before.speaker_span if before else None
        if span is None:
            continue
        verb = text[row[report.verb].start : row[report.verb].end] if report.verb >= 0 else ""
        start, end = report.said
        yield Quote(text[span[0] : span[1]], span, verb, text[start:end], start, end, report.direct)


def _is_free(first: Token, found: Sequence[Quote]) -> bool:
    """Whether the quotation that a sentence begins with is of nobody so far."""
    return not any(one.start <= first.start < one.end for one in found)


def _is_alone(quotation: Token, row: Sequence[Token]) -> bool:
    return all(token.kind == SIGN for token in row if token is not quotation)


def _same(one: Quote, text: str, span: Span) -> Quote:
    return Quote(one.speaker, one.speaker_span, one.verb, text[span[0] : span[1]], *span, direct=True)
