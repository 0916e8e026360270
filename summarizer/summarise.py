"""A summary to order: of a length, by a method, bent toward a topic, in a style. The command line's way in.

The chat picks from stored analyses with ``extract``; this looks at the text again, as a topic or a style asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.analysis import DEFAULT_METHOD, LONGEST_PICK, analyse, best, explains
from summarizer.budget import Budget, count_words
from summarizer.errors import UnknownStyle
from summarizer.extract import extract
from summarizer.model import Analysis, Article, Sentence, Span, Summary
from summarizer.ranking.focus import focus_terms
from summarizer.ranking.sets import CONSIDERED, SetRanking, within
from summarizer.ranking.styles import STYLES, View, choose
from summarizer.ranking.weights import learned
from summarizer.text.language import language_of
from summarizer.text.sentences import split

LOOKED_AT = 2_000
"""Sentences from the beginning that are weighed; more only where more are to be kept. No method ranks further."""

BY_SETS = 150
"""Words up to which all sets within a budget are weighed; more words are filled sentence by sentence."""


def summarise(
    article: Article,
    budget: Budget,
    *,
    method: str = DEFAULT_METHOD,
    topic: str | None = None,
    style: str | None = None,
) -> Summary:
    """Return whole sentences of an article within ``budget``, in its order; never fewer than one.

    ``topic`` is any text; its words bend the choice and filter nothing. ``style`` is one of `STYLES`; without it the
    text's own structure tells. Raises NothingToSummarise, UnknownMethod and UnknownStyle.
    """
    if style is not None and style not in STYLES:
        raise UnknownStyle(style, STYLES)
    if method == DEFAULT_METHOD and topic is None and style is None and budget.words is None:
        return _by_default(article, budget)
    analysis = analyse(article, method, longest=min(budget.sentences or LONGEST_PICK, LONGEST_PICK))
    spans = analysis.spans
    count = budget.most_sentences(len(spans))
    if topic is not None and not _occurs(topic, analysis):
        topic = None
    unbent = topic is None and style is None
    if unbent and (method != DEFAULT_METHOD or budget.words is None):
        # Whoever names a method wants to see what it does by itself.
        return extract(article.text, analysis, sentences=count, words=budget.words)
    chosen = _by_sets(article, analysis, budget.words, count) if unbent or (style == "balanced" and not topic) else ()
    if not chosen:
        chosen = _by_values(article, analysis, count, budget.words, topic, style)
    return _summary(article, analysis.language, spans, chosen)


def _by_default(article: Article, budget: Budget) -> Summary:
    language = language_of(article)
    spans = split(article.text, language)
    count = budget.most_sentences(len(spans))
    if count > LONGEST_PICK:
        return extract(article.text, analyse(article), sentences=count)
    return _summary(article, language, spans, best(article, spans, language, count))


def _summary(article: Article, language: str, spans: Sequence[Span], chosen: Iterable[int]) -> Summary:
    kept = (Sentence(article.text[slice(*spans[place])], *spans[place], place) for place in chosen)
    return Summary(language, tuple(kept), len(spans))


def _occurs(topic: str, analysis: Analysis) -> bool:
    """Whether the article holds any of the topic's words; one that it does not hold bends nothing."""
    held = set(analysis.terms)
    return any(held.issuperset(words) for words in focus_terms(topic, analysis.language))


def _by_sets(article: Article, analysis: Analysis, words: int | None, count: int) -> tuple[int, ...]:
    """The best whole set; empty where sets are not weighed: an analysis, a large budget, no set that fits."""
    if (
        words is None
        or words > BY_SETS
        or not learned(analysis.language)
        or explains(article.text, analysis.spans, analysis.language)
    ):
        return ()
    texts = [article.text[start:end] for start, end in analysis.spans[:CONSIDERED]]
    ranking = SetRanking(texts, analysis.language, article.title)
    return within(ranking, lambda place: count_words(texts[place], analysis.language), words, count)


def _by_values(
    article: Article, analysis: Analysis, count: int, words: int | None, topic: str | None, style: str | None
) -> tuple[int, ...]:
    """Sentence by sentence, as style and topic bend their values."""
    spans = analysis.spans
    if count == len(spans) and words is None:
        return tuple(range(count))
    if style is None and not topic and explains(article.text, spans, analysis.language):
        style = "coverage"
    most = max(LOOKED_AT, count if words is None else min(count, words))
    view = View.of(article, analysis.language, spans[:most], analysis.scores, topic)
    return choose(view, count, words, style)
