"""What a brief is made of and what it is: sources, passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.errors import NothingToSummarise
from summarizer.model import Analysis, Article, Sentence, Span
from summarizer.text.language import language_of
from summarizer.text.sentences import split


@dataclass(frozen=True, slots=True)
class Source:
    """An article whose sentences are known; ``spans`` are their offsets into ``text``.

    ``scores``: one number a sentence, as in an analysis, or empty. ``published`` only puts the passages in order.
    """

    id: str
    text: str
    language: str
    spans: Sequence[Span]
    title: str | None = None
    scores: Sequence[float] = ()
    published: datetime | None = None

    @property
    def sentences(self) -> list[str]:
        """The sentences, word for word."""
        return [self.text[start:end] for start, end in self.spans]

    @staticmethod
    def read(id: str, article: Article, published: datetime | None = None) -> Source:  # noqa: A002
        """Find the sentences of an article that was not analysed; one without any sentence has no spans."""
        try:
            language = language_of(article)
        except NothingToSummarise:
            return Source(id, article.text, article.language or "", (), article.title, (), published)
        return Source(id, article.text, language, split(article.text, language), article.title, (), published)

    @staticmethod
    def of(
        id: str,  # noqa: A002
        text: str,
        analysis: Analysis,
        title: str | None = None,
        published: datetime | None = None,
    ) -> Source:
        """Take an article's sentences and their scores from the analysis that is kept of it."""
        return Source(id, text, analysis.language, analysis.spans, title, analysis.scores, published)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a brief and the id of the article that it stands in, word for word."""

    article: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Brief:
    """The passages kept: the weightiest article first, those of one article in its order."""

    passages: tuple[Passage, ...]
