"""The finding of quotations: pure, and run off the event loop."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.services.briefs.topical import on_topic
from bot.services.said.model import Text
from bot.texts.briefs import SENTENCE_LIMIT
from storage.records import QuoteRecord
from summarizer.model import Span
from summarizer.quotes.model import Quote
from summarizer.serial import read
from summarizer.topics.query import Query

VERSION = 4
"""Raised with every change that finds other quotations or other speakers: articles are then read again."""


def heard(texts: Sequence[Text]) -> dict[int, list[QuoteRecord]]:
    """What is said in each article by those of whom it is certain who they are, by its number."""
    return {one.id: _heard(one) for one in texts}


def places(texts: Sequence[Text], topic: Query) -> dict[int, frozenset[int]]:
    """In which sentences each article speaks of the topic, by its number."""
    return {one.id: on_topic(read(one.body), one.text, topic.root) for one in texts}


def whole(quote: Quote, spans: Sequence[Span]) -> Span:
    """What is shown of a quotation: the words alone where they are given word for word, else their sentence.

    "To secure a treaty" says little without who was ready to. Of a sentence longer than is shown it is the stretch
    with the speaker and what was said.
    """
    if quote.direct or not spans:
        return quote.start, quote.end
    first = max(0, bisect_right(spans, quote.start, key=lambda span: span[0]) - 1)
    last = min(len(spans) - 1, bisect_left(spans, quote.end, key=lambda span: span[1]))
    start, end = min(quote.start, spans[first][0]), max(quote.end, spans[last][1])
    if end - start <= SENTENCE_LIMIT:
        return start, end
    # A pronoun's speaker stands in another sentence.
    inside = (place for place in quote.speaker_span if start <= place <= end)
    places = (quote.start, quote.end, *inside)
    return min(places), max(places)


def _heard(one: Text) -> list[QuoteRecord]:
    # The worker alone loads the names of a language.
    from summarizer.quotes import quotes
    from summarizer.quotes.voices import voices

    analysis = read(one.body)
    found = quotes(one.text, analysis.spans, analysis.language, analysis.entities)
    speakers = voices(one.text, analysis.language, analysis.entities, found)
    starts = [start for start, _ in analysis.spans]
    return [
        QuoteRecord(
            " ".join(quote.speaker.split()),
            voice.name,
            voice.ids,
            " ".join(quote.verb.split()),
            quote.direct,
            *whole(quote, analysis.spans),
            max(0, bisect_right(starts, quote.start) - 1),
        )
        for quote, voice in zip(found, speakers, strict=True)
        if voice.name or voice.ids
    ]
