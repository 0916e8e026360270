"""What is worked out once for an article. Heavy: it loads the language libraries, so a process of its own runs it."""

from __future__ import annotations

import re
from heapq import nsmallest

from summarizer.errors import NothingToSummarise
from summarizer.model import Analysis, Article
from summarizer.ranking.ranks import rank
from summarizer.ranking.registry import method_named
from summarizer.text.language import detect
from summarizer.text.sentences import split
from summarizer.text.terms import terms

DEFAULT_METHOD = "lead-centrality"
VERSION = 1
"""Raised with every change that gives other scores, so that stored analyses can be told apart."""

LONGEST_PICK = 10

_LETTER = re.compile(r"[^\W\d_]")


def analyse(article: Article, method: str = DEFAULT_METHOD) -> Analysis:
    """Return the sentences of an article with their scores, in its own or the detected language.

    The same article gives the same analysis on every run. Raises NothingToSummarise if the text holds no word, and
    UnknownMethod.
    """
    method_named(method)
    if not _LETTER.search(article.text):
        raise NothingToSummarise
    language = (article.language or "").replace("_", "-").split("-")[0].lower() or detect(article.text)
    spans = split(article.text, language)
    scores = rank(article.text, spans, language, method)
    title = terms(article.title or "", language)
    return Analysis(language, spans, scores, _picks(scores), title + terms(article.text, language), method, VERSION)


def _picks(scores: tuple[float, ...]) -> tuple[tuple[int, ...], ...]:
    best = nsmallest(LONGEST_PICK, range(len(scores)), key=lambda number: (-scores[number], number))
    return tuple(tuple(sorted(best[:size])) for size in range(1, len(best) + 1))
