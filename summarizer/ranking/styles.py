"""What to keep when a style or a topic asks for it: the opening, the parts of the text, what the topic names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.budget import count_words
from summarizer.model import Article, Span
from summarizer.ranking.choosing import Choice, Piece
from summarizer.ranking.coverage import NOVELTY, places, worth
from summarizer.ranking.focus import focus_terms
from summarizer.ranking.structure import paragraphs
from summarizer.ranking.worths import bent, beside_title, scaled
from summarizer.text.terms import terms

LEAD_REACH = 3.0

STYLES = ("lead", "balanced", "coverage")


@dataclass(frozen=True, slots=True)
class View:
    """An article as the choice sees it: its sentences with their scores, a piece and the terms in order for each."""

    article: Article
    language: str
    spans: Sequence[Span]
    scores: Sequence[float]
    pieces: tuple[Piece, ...]
    terms: tuple[tuple[str, ...], ...]
    topic: tuple[tuple[str, ...], ...] = ()

    @staticmethod
    def of(
        article: Article, language: str, spans: Sequence[Span], scores: Sequence[float], topic: str | None = None
    ) -> View:
        """Look at each sentence once."""
        texts = [article.text[start:end] for start, end in spans]
        found = tuple(terms(text, language) for text in texts)
        pieces = tuple(
            Piece.of(text, words, count_words(text, language), language)
            for text, words in zip(texts, found, strict=True)
        )
        return View(article, language, spans, scores[: len(spans)], pieces, found, focus_terms(topic or "", language))


def choose(view: View, count: int, words: int | None, style: str | None) -> tuple[int, ...]:
    """The places of the sentences kept, ascending: at most ``count``, within ``words``, one at least."""
    total = len(view.pieces)
    if count >= total and words is not None and sum(piece.cost for piece in view.pieces) <= words:
        return tuple(sorted({piece.text: place for place, piece in reversed([*enumerate(view.pieces)])}.values()))
    values = _values(view, style)
    choice = Choice(view.pieces, values, count, words, NOVELTY if style == "coverage" else 0.0)
    if style == "coverage":
        _spread(view, choice, count, words)
    choice.fill()
    return tuple(sorted(choice.kept)) or (max(range(total), key=lambda place: (values[place], -place)),)


def _values(view: View, style: str | None) -> list[float]:
    """What each sentence is worth, from 0 to about 1: by its score, as the style and the topic bend it."""
    values = scaled(view.scores)
    if style == "lead":
        values = [0.3 * value + 2 ** (-place / LEAD_REACH) for place, value in enumerate(values)]
    elif style == "coverage":
        values = worth(view.article.text, view.spans, view.terms, view.language)
    bags = [piece.bag for piece in view.pieces]
    return beside_title(bent(values, view.terms, view.topic), bags, view.article.title, view.language)


def _spread(view: View, choice: Choice, count: int, words: int | None) -> None:
    """Keep the best sentence of each part of the text."""
    sizes = [piece.cost for piece in view.pieces]
    if words is not None:
        count = max(1, min(count, round(words * len(sizes) / max(1, sum(sizes)))))
    groups = paragraphs(view.article.text, tuple(view.spans))
    for part in places(groups, sizes, count):
        choice.keep_best(_untouched(part, groups, choice.kept) or part, 1)


def _untouched(part: Sequence[int], groups: Sequence[Sequence[int]], kept: set[int]) -> list[int]:
    """The sentences of a part in whose paragraph nothing is kept yet; the first one's stays open for what it adds."""
    touched = {place for group in groups[1:] for place in group if not kept.isdisjoint(group)}
    return [place for place in part if place not in touched]
