"""A text as the gazetteer looks at it: title and sentences in one line of plain words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.entities.spelling import BREAK, PLAIN, SHOWN, spelled

STOP = BREAK
"""Stands between two segments, so that no name reaches across."""

DATELINE, TITLE = -2, -1
"""The numbers of the dateline's place and of the title among the segments; the sentences have theirs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` as written, ``line`` of their plain forms with a space before and after each.

    ``shown`` is the same line with the capitals of the text.
    """

    words: list[str]
    line: str
    shown: str
    firsts: list[int]
    segments: list[int]

    @classmethod
    def of(cls, title: str | None, sentences: Sequence[str], place: str | None = None) -> Reading:
        """Read a title and a dateline's place, if there are any, and sentences."""
        texts = [(number, text) for number, text in enumerate((place or "", title or "", *sentences), DATELINE) if text]
        joined = f" {BREAK} ".join([text for _, text in texts])
        if joined.count(BREAK) >= len(texts):
            joined = f" {BREAK} ".join([text.replace(BREAK, " ") for _, text in texts])
        words = [*spelled(joined), BREAK]
        firsts = [0, *(number for number, word in enumerate(words, start=1) if word == BREAK)][: len(texts)]
        shown = " ".join([word.replace(".", "") if "." in word else word for word in words])
        if shown.isascii():
            line = shown.lower()
        else:
            line, shown = (" ".join(map(known.__getitem__, words)) for known in (PLAIN, SHOWN))
        return cls(words, f" {line} ", f" {shown} ", firsts, [number for number, _ in texts])

    def word_at(self, offset: int) -> int:
        """The number of the word that the line has at an offset."""
        return self.line.count(" ", 0, offset) - 1

    def segment_of(self, word: int) -> int:
        """The number of the sentence that a word stands in, `TITLE` or `DATELINE`."""
        return self.segments[bisect_right(self.firsts, word) - 1]

    def opens(self, word: int) -> bool:
        """Whether a word is the first of its segment."""
        return word in self.firsts
