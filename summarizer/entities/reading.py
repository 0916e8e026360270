"""A text as the gazetteer looks at it: title and sentences in one line of plain words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.entities.spelling import BREAK, PLAIN, SHOWN, spelled, standing_words
from summarizer.model import Span

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
    _stand: dict[int, list[Span] | None] = field(default_factory=dict, repr=False, compare=False)
    _holds: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    _found: dict[tuple[str, int], str] = field(default_factory=dict, repr=False, compare=False)

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

    def holds(self, passage: str) -> bool:
        """Whether a passage stands anywhere in the line; it is looked for once, however often that is asked."""
        if passage not in self._holds:
            self._holds[passage] = passage in self.line
        return self._holds[passage]

    def words_at(self, passages: Iterable[Span]) -> Iterator[Span]:
        """The numbers of the first and the last word of each passage of the line; the passages come in its order."""
        reached = counted = 0
        for start, end in passages:
            first = counted + self.line.count(" ", reached, start)
            reached, counted = end - 1, first + self.line.count(" ", start, end - 1)
            yield first - 1, counted - 1

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
        if segment not in self._stand:
            self._stand[segment] = standing_words(self.texts[segment])
        places = (self._stand[segment] or [])[first - start : last - start + 1]
        if not places:
            return self._as_found(" ".join(words), segment)
        return " ".join(self.texts[segment][places[0][0] : places[-1][1]].split())

    def unspaced(self, start: int, end: int, first: int) -> str:
        """A passage of the line, in a script without spaces, as it stands in the text; ``first`` is its first word."""
        return self._as_found(self.shown[start:end], bisect_right(self.firsts, first) - 1)

    def _as_found(self, passage: str, segment: int) -> str:
        """Words that were parted to be compared, without the spaces if the text has none there."""
        found = self._found.get((passage, segment))
        if found is None:
            closed = passage.replace(" ", "")
            found = closed if closed in self.texts[segment] else passage.replace(" - ", "-").replace(" +", "+")
            self._found[passage, segment] = found
        return found

    def opens(self, word: int) -> bool:
        """Whether a word is the first of its segment."""
        return self.firsts[bisect_right(self.firsts, word) - 1] == word
