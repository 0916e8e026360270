"""What our summarisers that rate sentences one by one have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Sentence
from sumy.summarizers._summarizer import AbstractSummarizer


class RatingSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Called as every summariser of sumy, ``summarizer(document, count)``: it keeps the sentences rated highest."""

    def __call__(
        self, document: ObjectDocumentModel, sentences_count: int | Callable[..., Any]
    ) -> tuple[Sentence, ...]:
        ratings = iter(self.rate(document.sentences))
        kept: tuple[Sentence, ...] = self._get_best_sentences(
            document.sentences, sentences_count, lambda _sentence: next(ratings)
        )
        return kept

    @abstractmethod
    def rate(self, sentences: Sequence[Sentence]) -> list[float]:
        """Return one number a sentence, higher for more worth keeping."""
