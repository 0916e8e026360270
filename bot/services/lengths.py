"""How long a reader wants summaries: of so many sentences, or of so many words at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from summarizer.budget import DEFAULT_SENTENCES, count_words
from summarizer.model import Summary

MOST_SENTENCES = 10
"""Sentences that a summary may have by setting; the buttons under it go on."""

WORDS = (50, 100, 150, 200)
"""Numbers of words that can be chosen."""


class Measured(Protocol):
    """A reader, or a delivery to one."""

    @property
    def summary_sentences(self) -> int | None: ...

    @property
    def summary_words(self) -> int | None: ...


class Summarised(Protocol):
    """A text that was analysed."""

    @property
    def total(self) -> int: ...

    def of_length(self, sentences: int) -> Summary: ...


@dataclass(frozen=True, slots=True)
class Length:
    """``words`` go before ``sentences``; neither: as everybody has it."""

    sentences: int | None = None
    words: int | None = None

    @classmethod
    def of(cls, reader: Measured) -> Length:
        """What holds for a reader."""
        return cls(reader.summary_sentences, reader.summary_words)

    def sentences_of(self, text: Summarised) -> int:
        """How many sentences of the text that is: as many as have no more than the words together, one at least."""
        if self.words is None:
            return self.sentences or DEFAULT_SENTENCES
        count = 1
        while count < text.total and _words(text.of_length(count + 1)) <= self.words:
            count += 1
        return count

    def short(self, most: int) -> int:
        """How many sentences where there is room for ``most`` only, as in a digest of many stories."""
        return most if self.sentences is None else min(self.sentences, most)


USUAL = Length()


def _words(summary: Summary) -> int:
    return sum(count_words(one.text, summary.language) for one in summary.sentences)
