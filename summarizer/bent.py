"""A stored analysis bent to some words: a summary of any length is still a pick, of sentences that tell of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.budget import count_words
from summarizer.model import Analysis, Article
from summarizer.ranking.choosing import Choice, Piece
from summarizer.ranking.focus import focus_terms
from summarizer.ranking.worths import bent, beside_title, scaled
from summarizer.text.terms import terms

LOOKED_AT = 500
"""Sentences from the beginning that are bent; those after them keep what they are worth."""


def bend(article: Article, analysis: Analysis, words: Sequence[str]) -> Analysis:
    """Return the analysis of ``article`` with the picks and scores that ``words`` ask for; as it is if none occurs.

    Light enough for the process that talks to readers: a few milliseconds for thirty sentences.
    """
    language, spans = analysis.language, analysis.spans[:LOOKED_AT]
    texts = [article.text[start:end] for start, end in spans]
    found = [terms(text, language) for text in texts]
    topic = focus_terms("|".join(words), language)
    held = set().union(*found)
    if len(analysis.scores) != len(analysis.spans) or not any(held.issuperset(clause) for clause in topic):
        return analysis
    pieces = [
        Piece.of(text, sentence, count_words(text, language), language)
        for text, sentence in zip(texts, found, strict=True)
    ]
    worth = scaled(analysis.scores)
    values = bent(worth[: len(spans)], found, topic)
    values = beside_title(values, [piece.bag for piece in pieces], article.title, language)
    picks = tuple(_pick(pieces, values, size) for size in range(1, len(analysis.picks) + 1))
    return replace(analysis, scores=(*values, *worth[len(spans) :]), picks=picks)


def _pick(pieces: Sequence[Piece], values: Sequence[float], size: int) -> tuple[int, ...]:
    choice = Choice(pieces, values, size, None)
    choice.fill()
    return tuple(sorted(choice.kept)) or (max(range(len(pieces)), key=lambda place: values[place]),)
