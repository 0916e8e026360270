"""What of a story a reader does not know yet, chosen from all its articles that are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.services.articles import Extract
from bot.services.digests.model import Told
from summarizer.briefs.brief import brief
from summarizer.briefs.model import Source
from summarizer.briefs.novelty import NEW, Memory
from summarizer.budget import Budget

SENTENCES = 3
"""Sentences of a story in a digest."""

Known = Sequence[tuple[Extract, Sequence[int], datetime | None]]
"""Articles that the reader was told of, the sentences that were shown of each, and when."""


def choose(articles: Sequence[Extract], known: Known, query: str, sentences: int = SENTENCES) -> tuple[Told, ...]:
    """At most ``sentences`` of the articles, bent to the query, that tell what ``known`` does not; what is wholly new
    stands first. None if there is no such sentence.

    An article by itself that follows nothing is shown as its summary has it, and so is the same everywhere.
    """
    if is_simple(articles, known):
        [only] = articles
        summary = only.of_length(sentences)
        return tuple(Told(only.article_id or 0, one.index, one.text) for one in summary.sentences)
    sources = [_source(one) for one in articles]
    seen = [_source(one, indexes) for one, indexes, _ in known if indexes]
    found = brief(sources, Budget(sentences=sentences), seen=seen, query=query or None)
    told = [Told(int(one.article), one.sentence.index, one.sentence.text) for one in found.passages]
    if not seen:
        return tuple(told)
    memory = Memory.of(seen)
    languages = {one.article_id: one.analysis.language for one in articles}
    is_new = {one: memory.judge(one.text, languages[one.article]).status == NEW for one in told}
    return tuple(sorted(told, key=lambda one: not is_new[one]))


def is_simple(articles: Sequence[Extract], known: Known) -> bool:
    """Whether the article's summary is what is shown, which is worked out once."""
    return len(articles) == 1 and not known


def _source(article: Extract, indexes: Sequence[int] | None = None) -> Source:
    """The article, or only those of its sentences."""
    found, spans = article.analysis, article.analysis.spans
    kept = range(len(spans)) if indexes is None else [at for at in indexes if at < len(spans)]
    scores = [found.scores[at] for at in kept] if len(found.scores) == len(spans) else []
    return Source(
        str(article.article_id),
        article.text,
        found.language,
        [spans[at] for at in kept],
        article.title,
        scores,
        article.published,
    )
