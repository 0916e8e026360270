"""How long a summary may be, and what a sentence costs of it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.text.folding import one_character

DEFAULT_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits that all hold where several are given; three sentences where none is.

    ``sentences`` and ``words`` are numbers above zero, ``ratio`` a share of the article's sentences, over 0 to 1.
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None

    def most_sentences(self, total: int) -> int:
        """How many of ``total`` sentences may be kept; one at least, however small the ratio."""
        limits = [] if self.sentences is None else [self.sentences]
        if self.ratio is not None:
            limits.append(round(self.ratio * total))
        if not limits:
            limits.append(DEFAULT_SENTENCES if self.words is None else total)
        return max(1, min(*limits, total))


def count_words(sentence: str, language: str) -> int:
    """Words between white space; in Chinese and Japanese each character is one."""
    if language in ("zh", "ja"):
        return sum(map(one_character, sentence)) or len(sentence.split())
    return len(sentence.split())
