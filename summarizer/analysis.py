"""What is worked out once for an article. Heavy: it loads the language libraries, so a process of its own runs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from summarizer import lean  # noqa: F401 - before all that imports nltk and sumy
from summarizer.extract import distinct
from summarizer.model import Analysis, Article, Span
from summarizer.ranking.ranks import rank
from summarizer.ranking.registry import method_named
from summarizer.ranking.sets import CONSIDERED, SetRanking
from summarizer.ranking.structure import is_analysis
from summarizer.ranking.styles import View, choose
from summarizer.ranking.weights import learned
from summarizer.tagging import named
from summarizer.text.cleaning import clean
from summarizer.text.language import language_of
from summarizer.text.terms import laid_out

DEFAULT_METHOD = "sets"
STEADY_METHOD = "lead-centrality"
VERSION = 6
"""Raised with every change that gives other scores, so that stored analyses can be told apart."""

LONGEST_PICK = 10

Judged = tuple[tuple[float, ...], tuple[tuple[int, ...], ...]]
"""A score for every sentence, and the best set of each size."""


def analyse(article: Article, method: str = DEFAULT_METHOD, *, longest: int = LONGEST_PICK) -> Analysis:
    """Return the sentences of an article with their scores, in its own or the detected language.

    ``longest``: up to how many sentences the best set of each size is worked out.

    The same article gives the same analysis on every run. Raises NothingToSummarise if the text holds no word, and
    UnknownMethod.
    """
    method_named(method)
    language = language_of(article)
    cleaned = clean(article.text, language)
    spans = cleaned.prose
    scores, picks = judged(article, spans, language, method, longest)
    words, titled, breaks = laid_out(article.title or "", article.text, spans, language)
    tagged = named(article, language, cleaned)
    return Analysis(
        language=language,
        spans=spans,
        scores=scores,
        picks=picks,
        terms=words,
        method=method,
        version=VERSION,
        credits=cleaned.credits,
        titled=titled,
        breaks=breaks,
        entities=tagged.entities,
        acts=tagged.acts,
    )


def judged(article: Article, spans: Sequence[Span], language: str, method: str, longest: int) -> Judged:
    """A score for every sentence and the best set of each size up to ``longest``; nothing of what the text names."""
    if method == DEFAULT_METHOD:
        return _chosen(article, spans, language, range(1, longest + 1))
    scores = rank(article.text, spans, language, method, article.title)
    return scores, _picks(article.text, spans, scores, longest)


def best(article: Article, spans: Sequence[Span], language: str, count: int) -> tuple[int, ...]:
    """The places that `analyse` would pick for ``count`` sentences, at a third of its cost."""
    return _chosen(article, spans, language, (count,))[1][-1]


def explains(text: str, spans: Sequence[Span], language: str) -> bool:
    """Whether the text is an analysis, which has its points in all its parts, and not a news report."""
    return is_analysis(text, tuple(spans), language)


def _chosen(article: Article, spans: Sequence[Span], language: str, wanted: Iterable[int]) -> Judged:
    """The default: news by whole sets, an analysis by its parts, and by steady rules where nothing was learned."""
    texts = [article.text[start:end] for start, end in spans[:CONSIDERED]]
    sizes = dict.fromkeys(min(size, len(texts)) for size in wanted)
    if learned(language):
        ranking = SetRanking(texts, language, article.title)
        scores = ranking.scores_of(len(spans))
    else:
        scores = rank(article.text, spans, language, STEADY_METHOD, article.title)
    is_spread = explains(article.text, spans, language)
    if learned(language) and not is_spread:
        return scores, tuple(ranking.best(size) for size in sizes)
    view = View.of(article, language, spans[:CONSIDERED], scores)
    return scores, tuple(choose(view, size, None, "coverage" if is_spread else None) for size in sizes)


def _picks(text: str, spans: Sequence[Span], scores: Sequence[float], longest: int) -> tuple[tuple[int, ...], ...]:
    ranked = sorted(range(len(scores)), key=lambda number: (-scores[number], number))
    best = tuple(islice(distinct(text, spans, ranked), longest))
    return tuple(tuple(sorted(best[:size])) for size in range(1, len(best) + 1))
