"""A text as the gazetteer looks at it: title and sentences in one line of plain words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.entities.spelling import BREAK, PLAIN, SHOWN, spelled, verbatim

STOP = BREAK
"""Stands between two segments, so that no name reaches across."""

DATELINE, TITLE = -2, -1
"""The numbers of the dateline's place and of the title among the segments; the sentences have theirs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` as written, ``line`` of their plain forms with a space before and after each.

    ``shown`` is the same line with the capitals of the text. Each segment begins at one of ``firsts``, has its number
    in ``segments``, and what it was read from in ``texts``.
    """

    words: list[str]
    line: str
    shown: str
    firsts: list[int]
    segments: list[int]
    texts: list[str]

    @classmethod
    def of(cls, title: str | None, sentences: Sequence[str], place: str | None = None) -> Reading:
        """Read a title and a dateline's place, if there are any, and sentences."""
        texts = [(number, text) for number, text in enumerate((place or "", title or "", *sentences), DATELINE) if text]
        joined = f" {BREAK} ".join([text for _, text in texts])
        if joined.count(BREAK) >= len(texts):
            texts = [(number, text.replace(BREAK, " ")) for number, text in texts]
            joined = f" {BREAK} ".join([text for _, text in texts])
        words = [*spelled(joined), BREAK]
        firsts = [0, *(number for number, word in enumerate(words, start=1) if word == BREAK)][: len(texts)]
        shown = " ".join([word.replace(".", "") if "." in word else word for word in words])
        if shown.isascii():
            line = shown.lower()
        else:
            line, shown = (" ".join(map(known.__getitem__, words)) for known in (PLAIN, SHOWN))
        numbers, sources = [number for number, _ in texts], [text for _, text in texts]
        return cls(words, f" {line} ", f" {shown} ", firsts, numbers, sources)

    def word_at(self, offset: int) -> int:
        """The number of the word that the line has at an offset."""
        return self.line.count(" ", 0, offset) - 1

    def segment_of(self, word: int) -> int:
        """The number of the sentence that a word stands in, `TITLE` or `DATELINE`."""
        return self.segments[bisect_right(self.firsts, word) - 1]

    def written(self, first: int, last: int) -> str:
        """Words as they stand in the text, with the commas and apostrophes between them where these can be told."""
        words = self.words[first : last + 1]
        if len(words) == 1:
            return words[0]
        segment = bisect_right(self.firsts, first) - 1
        start = self.firsts[segment]
        passage = verbatim(self.texts[segment], first - start, last - start)
        return " ".join(passage.split()) if passage else self._as_found(" ".join(words), segment)

    def unspaced(self, start: int, end: int, first: int) -> str:
        """A passage of the line, in a script without spaces, as it stands in the text; ``first`` is its first word."""
        return self._as_found(self.shown[start:end], bisect_right(self.firsts, first) - 1)

    def _as_found(self, passage: str, segment: int) -> str:
        """Words that were parted to be compared, without the spaces if the text has none there."""
        closed = passage.replace(" ", "")
        return closed if closed in self.texts[segment] else passage.replace(" - ", "-").replace(" +", "+")

    def opens(self, word: int) -> bool:
        """Whether a word is the first of its segment."""
        return word in self.firsts
