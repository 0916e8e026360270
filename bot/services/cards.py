"""From an extract to what its message shows; used for answers and for digests alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.services.articles import Extract
from bot.texts.cards import Card, context_card, largest, summary_card
from bot.texts.catalogue import Translator
from bot.texts.html import ELLIPSIS, Markup
from bot.texts.passages import Line, Passage
from bot.texts.reasons import because
from summarizer.model import Summary
from summarizer.ranking.explain import reasons

ENOUGH_OF_IT = 0.25
"""Share of a sentence from which a title that stands in it word for word would be read twice."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a digest came: the topic as its reader wrote it, and the words of the article that made it hold."""

    label: str
    because: Sequence[str] = ()


def summary_text(t: Translator, extract: Extract, sentences: int, reason: Reason | None = None) -> tuple[Markup, int]:
    """The summary as a message, and how many sentences it really holds: fewer where the message would be too long."""
    card, fitting = largest(
        t, lambda count: _card(extract, extract.of_length(count), reason), _most(extract, sentences)
    )
    return summary_card(t, card), fitting


def context_text(t: Translator, extract: Extract, sentences: int, reason: Reason | None = None) -> Markup:
    """Each kept sentence between the one before it and the one after it; where these meet, they are one passage."""
    summary = extract.of_length(_most(extract, sentences))
    return context_card(t, _card(extract, summary, reason), _passages(t, extract, summary))


def _most(extract: Extract, sentences: int) -> int:
    return min(sentences, len(extract.analysis.spans))


def _card(extract: Extract, summary: Summary, reason: Reason | None) -> Card:
    lines = [sentence.text for sentence in summary.sentences]
    return card_of(extract, lines, reason, titled=not _is_said_below(extract, lines), total=summary.total)


def card_of(
    extract: Extract,
    lines: Sequence[str],
    reason: Reason | None,
    told_on: datetime | None = None,
    *,
    titled: bool = True,
    total: int | None = None,
) -> Card:
    """The card of these sentences; ``told_on``: when the reader was told of the story before."""
    return Card(
        title=extract.title if titled else None,
        lines=lines,
        total=len(extract.analysis.spans) if total is None else total,
        outlet=extract.outlet,
        published=extract.published,
        link=extract.link,
        place=extract.place,
        dated=extract.dated,
        authors=extract.authors,
        article_id=extract.article_id,
        reason=reason.label if reason else None,
        because=reason.because if reason else (),
        also=extract.story.outlets,
        corrected=extract.story.corrected,
        told_on=told_on,
    )


def _is_said_below(extract: Extract, lines: Sequence[str]) -> bool:
    """Whether the title was made of one of the kept sentences, and says enough of it."""
    title = " ".join((extract.title or "").removesuffix(ELLIPSIS).split())
    kept = [" ".join(line.split()) for line in lines]
    return any(title in sentence and len(title) > ENOUGH_OF_IT * len(sentence) for sentence in kept)


def _passages(t: Translator, extract: Extract, summary: Summary) -> list[Passage]:
    spans = extract.analysis.spans
    kept = {sentence.index for sentence in summary.sentences}
    found = reasons(extract.text, spans, kept, summary.language, extract.title)
    shown = sorted({near for at in kept for near in (at - 1, at, at + 1) if 0 <= near < len(spans)})
    passages: list[list[Line]] = []
    for before, at in pairwise([-2, *shown]):
        if at != before + 1:
            passages.append([])
        why = because(t, found[at]) if at in kept else ""
        passages[-1].append(Line(extract.text[slice(*spans[at])], at in kept, why))
    return [*passages]
