"""The finding of quotations: pure, and run off the event loop."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bot.services.said.model import Text
from storage.records import QuoteRecord

VERSION = 1
"""Raised with every change that finds other quotations or other speakers: articles are then read again."""


def heard(texts: Sequence[Text]) -> dict[int, list[QuoteRecord]]:
    """What is said in each article by those of whom it is certain who they are, by its number."""
    return {one.id: _heard(one) for one in texts}


def _heard(one: Text) -> list[QuoteRecord]:
    # The worker alone loads the names of a language.
    from summarizer.quotes import quotes
    from summarizer.quotes.voices import voices
    from summarizer.serial import load

    analysis = load(one.body)
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
            quote.start,
            quote.end,
            max(0, bisect_right(starts, quote.start) - 1),
        )
        for quote, voice in zip(found, speakers, strict=True)
        if voice.name or voice.ids
    ]
