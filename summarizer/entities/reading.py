"""A text as the gazetteer looks at it: title and sentences in one line of plain words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from summarizer.entities.spelling import plain, spelled

STOP = "."
"""Stands between two segments, so that no name reaches across."""

DATELINE, TITLE = -2, -1
"""The numbers of the dateline's place and of the title among the segments; the sentences have theirs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` as written, ``line`` of their plain forms with a space before and after each."""

    words: list[str]
    line: str
    starts: list[int]
    firsts: list[int]
    segments: list[int]

    @classmethod
    def of(cls, title: str | None, sentences: Sequence[str], place: str | None = None) -> Reading:
        """Read a title and a dateline's place, if there are any, and sentences."""
        words: list[str] = []
        firsts, segments = [], []
        for number, text in enumerate((place or "", title or "", *sentences), DATELINE):
            if text:
                firsts.append(len(words))
                segments.append(number)
                words += spelled(text)
                words.append(STOP)
        compared = [plain(word) or word for word in words]
        starts = list(accumulate((len(word) + 1 for word in compared), initial=1))
        return cls(words, f" {' '.join(compared)} ", starts, firsts, segments)

    def word_at(self, offset: int) -> int:
        """The number of the word that the line has at an offset."""
        return bisect_right(self.starts, offset) - 1

    def segment_of(self, word: int) -> int:
        """The number of the sentence that a word stands in, `TITLE` or `DATELINE`."""
        return self.segments[bisect_right(self.firsts, word) - 1]

    def opens(self, word: int) -> bool:
        """Whether a word is the first of its segment."""
        return word in self.firsts
