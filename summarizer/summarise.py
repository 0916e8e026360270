"""A summary to order: of a length, by a method, bent toward a topic, in a style. The command line's way in.

The chat picks from stored analyses with ``extract``; this looks at the text again, as a topic or a style asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.analysis import DEFAULT_METHOD, analyse
from summarizer.budget import Budget, count_words
from summarizer.errors import UnknownStyle
from summarizer.extract import extract
from summarizer.model import Analysis, Article, Sentence, Span, Summary
from summarizer.ranking.choosing import Choice, Piece
from summarizer.ranking.focus import focus_terms, relevance, urgency
from summarizer.ranking.lead_centrality import centrality
from summarizer.ranking.structure import is_analysis, paragraphs, parts
from summarizer.text.terms import terms

TOPIC_WEIGHT = 0.35
URGENT_WEIGHT = 1.0
NOVELTY = 1.0
LEAD_REACH = 3.0
OPENS_PARAGRAPH = 0.15
OPENS_ARTICLE = 0.35
SAME_AS_TITLE = 0.8

LOOKED_AT = 2_000
"""Sentences from the beginning that are weighed; more only where more are to be kept. No method ranks further."""

STYLES = ("lead", "balanced", "coverage")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An analysed article as the choice sees it: its sentences, a piece and the terms in order for each."""

    article: Article
    analysis: Analysis
    spans: tuple[Span, ...]
    pieces: tuple[Piece, ...]
    terms: tuple[tuple[str, ...], ...]
    topic: tuple[tuple[str, ...], ...] = ()


def summarise(
    article: Article,
    budget: Budget,
    *,
    method: str = DEFAULT_METHOD,
    topic: str | None = None,
    style: str | None = None,
) -> Summary:
    """Return whole sentences of an article within ``budget``, in its order; never fewer than one.

    ``topic`` is any text; its words bend the choice and filter nothing. ``style`` is one of ``STYLES``; without it the
    text's own structure tells. Raises NothingToSummarise, UnknownMethod and UnknownStyle.
    """
    if style is not None and style not in STYLES:
        raise UnknownStyle(style, STYLES)
    analysis = analyse(article, method)
    spans = analysis.spans
    count = budget.most_sentences(len(spans))
    if method != DEFAULT_METHOD and topic is None and style is None:
        # Whoever names a method wants to see what it does by itself.
        return extract(article.text, analysis, sentences=count, words=budget.words)
    if count == len(spans) and budget.words is None:
        chosen = list(range(count))
    else:
        most = max(LOOKED_AT, count if budget.words is None else min(count, budget.words))
        chosen = _choose(prepare(article, analysis, topic, most), count, budget.words, style)
    kept = (Sentence(article.text[slice(*spans[place])], *spans[place], place) for place in chosen)
    return Summary(analysis.language, tuple(kept), len(spans))


def prepare(article: Article, analysis: Analysis, topic: str | None = None, most: int = LOOKED_AT) -> Prepared:
    """Look at each of the first ``most`` sentences of an analysed article once."""
    language, spans = analysis.language, analysis.spans[:most]
    texts = [article.text[start:end] for start, end in spans]
    found = tuple(terms(text, language) for text in texts)
    pieces = tuple(
        Piece.of(text, words, count_words(text, language), language) for text, words in zip(texts, found, strict=True)
    )
    return Prepared(article, analysis, spans, pieces, found, focus_terms(topic or "", language))


def _choose(prepared: Prepared, count: int, words: int | None, style: str | None) -> list[int]:
    """The one place where it is decided what is kept."""
    total = len(prepared.pieces)
    if count >= total and words is not None and sum(piece.cost for piece in prepared.pieces) <= words:
        return list(range(total))
    if style is None and not prepared.topic and _explains(prepared):
        style = "coverage"
    values = _values(prepared, style)
    choice = Choice(prepared.pieces, values, count, words, NOVELTY if style == "coverage" else 0.0)
    if style == "coverage":
        _spread(prepared, choice, values, count, words)
    choice.fill()
    return sorted(choice.kept) or [max(range(total), key=lambda place: (values[place], -place))]


def _explains(prepared: Prepared) -> bool:
    dense = prepared.analysis.language in ("zh", "ja")
    return is_analysis(prepared.article.text, prepared.spans, dense)


def _values(prepared: Prepared, style: str | None) -> list[float]:
    """What each sentence is worth, from 0 to about 1: by its method, as the style and the topic bend it."""
    values = _scaled(prepared.analysis.scores[: len(prepared.pieces)])
    if style == "lead":
        values = [0.3 * value + 2 ** (-place / LEAD_REACH) for place, value in enumerate(values)]
    elif style == "coverage":
        opening = {group[0] for group in paragraphs(prepared.article.text, prepared.spans)}
        central = _scaled(centrality(prepared.terms))
        values = [value + OPENS_PARAGRAPH * (place in opening) for place, value in enumerate(central)]
        values[0] += OPENS_ARTICLE
    if prepared.topic:
        weight = TOPIC_WEIGHT + URGENT_WEIGHT * urgency(prepared.terms, prepared.topic)
        near = relevance(prepared.terms, prepared.topic)
        values = [value + weight * nearness for value, nearness in zip(values, near, strict=True)]
    title = frozenset(terms(prepared.article.title or "", prepared.analysis.language))
    return [
        value - 2 * (bool(title) and _same(title, piece.bag))
        for value, piece in zip(values, prepared.pieces, strict=True)
    ]


def _spread(prepared: Prepared, choice: Choice, values: Sequence[float], count: int, words: int | None) -> None:
    """Keep the best sentence of each part of the text."""
    sizes = [piece.cost for piece in prepared.pieces]
    if words is not None:
        count = max(1, min(count, round(words * len(sizes) / max(1, sum(sizes)))))
    groups = paragraphs(prepared.article.text, prepared.spans)
    divided = parts(groups, sizes, count)
    for part in sorted(divided, key=lambda part: -max(values[place] for place in part)):
        choice.keep_best(part, 1)


def _same(title: frozenset[str], sentence: frozenset[str]) -> bool:
    return len(title & sentence) > SAME_AS_TITLE * max(len(title), len(sentence))


def _scaled(scores: Sequence[float]) -> list[float]:
    least, most = min(scores), max(scores)
    return [(score - least) / ((most - least) or 1.0) for score in scores]
