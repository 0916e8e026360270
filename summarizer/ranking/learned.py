"""The default as one of sumy's summarisers: called ``summarizer(document, count)``, it keeps the best whole set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Sentence
from sumy.summarizers._summarizer import AbstractSummarizer
from sumy.utils import ItemsCount

from summarizer.ranking.sets import SetRanking
from summarizer.text.language import detect


class SetSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Weighs whole summaries, not sentences; ``language`` is detected where nobody sets it."""

    language: str | None = None

    def __call__(
        self, document: ObjectDocumentModel, sentences_count: int | Callable[..., Any]
    ) -> tuple[Sentence, ...]:
        """The best set of that many sentences, or all rated sentences to a callable, as sumy's own do."""
        sentences = document.sentences
        texts = [str(sentence) for sentence in sentences]
        if not texts:
            return ()
        ranking = SetRanking(texts, self.language or detect(" ".join(texts[:20])))
        if callable(sentences_count) and not isinstance(sentences_count, ItemsCount):
            scores = iter(ranking.scores_of(len(texts)))
            rated: tuple[Sentence, ...] = self._get_best_sentences(sentences, sentences_count, lambda _: next(scores))
            return rated
        count = len(sentences_count(texts)) if callable(sentences_count) else sentences_count
        return tuple(sentences[place] for place in ranking.best(max(1, min(int(count), len(texts)))))
