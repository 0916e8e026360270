"""A summary to order: of a length, by a method, bent toward a topic, in a style. The command line's way in.

The chat picks from stored analyses with ``extract``; this looks at the text again, as a topic or a style asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.analysis import DEFAULT_METHOD, LONGEST_PICK, VERSION, best, explains, judged
from summarizer.budget import Budget, count_words
from summarizer.errors import UnknownStyle
from summarizer.extract import distinct, extract
from summarizer.model import Analysis, Article, Sentence, Span, Summary
from summarizer.ranking.focus import focus_terms
from summarizer.ranking.registry import method_named
from summarizer.ranking.sets import CONSIDERED, SetRanking, within
from summarizer.ranking.styles import STYLES, View, choose
from summarizer.ranking.weights import learned
from summarizer.text.language import language_of
from summarizer.text.sentences import split
from summarizer.text.terms import terms

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
    method_named(method)
    language = language_of(article)
    if topic is not None and not _occurs(topic, article, language):
        topic = None
    spans = split(article.text, language)
    count = budget.most_sentences(len(spans))
    unbent = topic is None and style is None
    if method != DEFAULT_METHOD and unbent:
        # Whoever names a method wants to see what it does by itself.
        return _extracted(article, spans, language, method, count, budget.words)
    if unbent and budget.words is None:
        if count > LONGEST_PICK:
            return _extracted(article, spans, language, method, count, None)
        return _summary(article, language, spans, best(article, spans, language, count))
    chosen: tuple[int, ...] = ()
    if unbent or (style == "balanced" and not topic):
        chosen = _by_sets(article, spans, language, budget.words, count)
    if not chosen:
        scores, _ = judged(article, spans, language, method, 0)
        chosen = _by_values(article, spans, language, scores, (count, budget.words), (topic, style))
    return _summary(article, language, spans, chosen)


def _extracted(
    article: Article, spans: tuple[Span, ...], language: str, method: str, count: int, words: int | None
) -> Summary:
    scores, picks = judged(article, spans, language, method, min(count, LONGEST_PICK))
    found = Analysis(language, spans, scores, picks, (), method, VERSION)
    return extract(article.text, found, sentences=count, words=words)


def _summary(article: Article, language: str, spans: Sequence[Span], chosen: Iterable[int]) -> Summary:
    kept = (Sentence(article.text[slice(*spans[place])], *spans[place], place) for place in chosen)
    return Summary(language, tuple(kept), len(spans))


def _occurs(topic: str, article: Article, language: str) -> bool:
    """Whether the article holds any of the topic's words; one that it does not hold bends nothing."""
    held = {*terms(article.title or "", language), *terms(article.text, language)}
    return any(held.issuperset(words) for words in focus_terms(topic, language))


def _by_sets(article: Article, spans: Sequence[Span], language: str, words: int | None, count: int) -> tuple[int, ...]:
    """The best whole set; empty where sets are not weighed: an analysis, a large budget, no set that fits."""
    if words is None or words > BY_SETS or not learned(language) or explains(article.text, spans, language):
        return ()
    texts = [article.text[start:end] for start, end in spans[:CONSIDERED]]
    ranking = SetRanking(texts, language, article.title)
    return within(ranking, lambda place: count_words(texts[place], language), words, count)


def _by_values(
    article: Article,
    spans: Sequence[Span],
    language: str,
    scores: Sequence[float],
    budget: tuple[int, int | None],
    bent: tuple[str | None, str | None],
) -> tuple[int, ...]:
    """Sentence by sentence, as style and topic bend their values."""
    (count, words), (topic, style) = budget, bent
    if count == len(spans) and words is None:
        return tuple(distinct(article.text, spans, range(count)))
    if style is None and not topic and explains(article.text, spans, language):
        style = "coverage"
    most = max(LOOKED_AT, count if words is None else min(count, words))
    view = View.of(article, language, spans[:most], scores, topic)
    return choose(view, count, words, style)
