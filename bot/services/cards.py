"""From an extract to what its message shows; used for answers and for digests alike."""

from __future__ import annotations

from bot.services.articles import Extract
from bot.texts.cards import Card, Neighbourhood, context_card, largest, summary_card
from bot.texts.catalogue import Translator
from bot.texts.html import Markup
from summarizer.model import Summary

DEFAULT_SENTENCES = 3


def summary_text(t: Translator, extract: Extract, sentences: int, reason: str | None = None) -> tuple[Markup, int]:
    """The summary as a message, and how many sentences it really holds: fewer where the message would be too long."""
    card, fitting = largest(
        t, lambda count: _card(extract, extract.of_length(count), reason), _most(extract, sentences)
    )
    return summary_card(t, card), fitting


def context_text(t: Translator, extract: Extract, sentences: int, reason: str | None = None) -> Markup:
    """Each kept sentence between the one before it and the one after it."""
    summary = extract.of_length(_most(extract, sentences))
    places = [_neighbourhood(extract, sentence.index) for sentence in summary.sentences]
    return context_card(t, _card(extract, summary, reason), places)


def _most(extract: Extract, sentences: int) -> int:
    return min(sentences, len(extract.analysis.spans))


def _card(extract: Extract, summary: Summary, reason: str | None) -> Card:
    return Card(
        title=extract.title,
        lines=[sentence.text for sentence in summary.sentences],
        total=summary.total,
        outlet=extract.outlet,
        published=extract.published,
        link=extract.link,
        article_id=extract.article_id,
        reason=reason,
    )


def _neighbourhood(extract: Extract, index: int) -> Neighbourhood:
    spans = extract.analysis.spans

    def at(place: int) -> str:
        if not 0 <= place < len(spans):
            return ""
        start, end = spans[place]
        return extract.text[start:end]

    return Neighbourhood(at(index - 1), at(index), at(index + 1))
