"""Which stretches of a text stand between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.model import Span

LONGEST = 6_000
"""Characters of a quotation; what is not closed by then never was one."""

SHORT = 300
"""Characters between single marks, which are apostrophes most of the time."""

_CLOSING = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‘": "’", "”": "”", "''": "''"}
_MARK = re.compile("''|[“”«»„\"「」『』‘’\n]")
_OPENING = frozenset(("“", "«", "„", '"', "「", "『", "''"))
_ENDED = frozenset('.!?…:;。！？：»”"')


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch from its opening to its closing mark; ``goes_on`` if the next one continues it in a new paragraph."""

    start: int
    end: int
    goes_on: bool = False


def quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost stretches between marks, in order. Linear: the text is read once, and a mark never looked for."""
    reader = _Reader(text)
    for found in _MARK.finditer(text):
        reader.meet(found.start(), found.group())
    return tuple(reader.stretches)


class _Reader:
    """Reads mark after mark; one stretch at most is open, and ``depth`` others of its kind inside of it."""

    def __init__(self, text: str) -> None:
        self.stretches: list[Quoted] = []
        self._text = text
        self._opened, self._depth, self._sign = -1, 0, ""

    def meet(self, at: int, mark: str) -> None:
        """Take the next mark, or the end of a line."""
        if self._opened >= 0 and at - self._opened > (SHORT if self._sign == "‘" else LONGEST):
            self._opened = -1
        if mark == "\n":
            self._end_line(at)
        elif self._opened < 0:
            if _opens(self._text, at, mark):
                self._open(at, mark)
        elif self._sign == "‘" and mark in _OPENING:
            self._open(at, mark)
        elif mark in (_CLOSING[self._sign] if len(mark) == 1 else self._sign) and _closes(self._text, at, mark):
            self._close(at + len(mark))
        elif mark == self._sign == "«":
            self._depth += 1

    def _open(self, at: int, mark: str) -> None:
        self._opened, self._depth, self._sign = at, 0, mark

    def _close(self, end: int) -> None:
        if self._depth:
            self._depth -= 1
            return
        self.stretches.append(Quoted(self._opened, end))
        self._opened = -1

    def _end_line(self, at: int) -> None:
        """A paragraph ends an open stretch; it counts if the next paragraph opens with the same mark again."""
        if self._opened < 0 or not _ends_paragraph(self._text, at):
            return
        if self._sign != "‘" and _next_opens(self._text, at, self._sign):
            self.stretches.append(Quoted(self._opened, _trimmed(self._text, self._opened, at), goes_on=True))
        self._opened = -1


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in "“«„「『":
        return True
    if mark in ('"', "‘", "''"):
        return (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?")) and not text[
            at + 1 : at + 2
        ].isspace()
    # Careless typing opens with a closing mark.
    return mark == "”" and (at == 0 or text[at - 1].isspace()) and text[at + 1 : at + 2].isalnum()


def _closes(text: str, at: int, mark: str) -> bool:
    if mark == "’":
        return not text[at + 1 : at + 2].isalnum()
    return mark != '"' or not text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum()


def _ends_paragraph(text: str, at: int) -> bool:
    following = text[at + 1 : at + 2]
    return following in ("\n", "\r", "") or text[max(at - 1, 0)] in _ENDED or following in _OPENING


def _next_opens(text: str, at: int, mark: str) -> bool:
    following = text[at : at + 8].lstrip()[: len(mark)]
    return following == mark or (mark == "«" and following == "»")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def crossing(spans: tuple[Span, ...], stretches: tuple[Quoted, ...]) -> Iterator[tuple[int, int]]:
    """Pairs of first and last place of ``spans`` that one quotation holds together, each span in one pair."""
    number = at = 0
    while at < len(spans):
        first, end = at, spans[at][1]
        while number < len(stretches) and stretches[number].start < end:
            reach = stretches[number].end
            while reach > end and at + 1 < len(spans) and spans[at + 1][0] < reach:
                at += 1
                end = spans[at][1]
            number += 1
        yield first, at
        at += 1
