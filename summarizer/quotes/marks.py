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

_CLOSING = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‘": "’", "”": "”"}
_MARK = re.compile('[“”«»„"「」『』‘’\n]')
_OPENING = frozenset('“«„"「『')
_ENDED = frozenset('.!?…:;。！？：»”"')


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch from its opening to its closing mark; ``goes_on`` if the next one continues it in a new paragraph."""

    start: int
    end: int
    goes_on: bool = False


def quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost stretches between marks, in order. Linear: the text is read once, and a mark never looked for."""
    return tuple(_quoted(text))


def _quoted(text: str) -> Iterator[Quoted]:
    opened, depth = -1, 0
    for found in _MARK.finditer(text):
        at, mark = found.start(), found.group()
        if opened >= 0 and at - opened > (SHORT if text[opened] == "‘" else LONGEST):
            opened = -1
        if mark == "\n":
            if opened >= 0 and _ends_paragraph(text, at):
                if text[opened] != "‘" and _next_opens(text, at, text[opened]):
                    yield Quoted(opened, _trimmed(text, opened, at), goes_on=True)
                opened = -1
        elif opened < 0:
            if _opens(text, at, mark):
                opened, depth = at, 0
        elif text[opened] == "‘" and mark in _OPENING:
            opened, depth = at, 0
        elif mark in _CLOSING[text[opened]] and _closes(text, at, mark):
            if depth:
                depth -= 1
            else:
                yield Quoted(opened, at + 1)
                opened = -1
        elif mark == text[opened] == "«":
            depth += 1


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in "“«„「『":
        return True
    if mark in '"‘':
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
    following = text[at : at + 8].lstrip()[:1]
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
