"""The news reporter's own summary: the sentences that stand first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Sentence
from sumy.summarizers._summarizer import AbstractSummarizer


class LeadSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Called as every summariser of sumy: ``summarizer(document, count)``."""

    def __call__(
        self, document: ObjectDocumentModel, sentences_count: int | Callable[..., Any]
    ) -> tuple[Sentence, ...]:
        total = len(document.sentences)
        places = iter(range(total))
        kept: tuple[Sentence, ...] = self._get_best_sentences(
            document.sentences, sentences_count, lambda _sentence: 1 - next(places) / total
        )
        return kept
