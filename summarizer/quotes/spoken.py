"""Speech that a dash opens: a paragraph of its own, with the speaker between two dashes or behind one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.quotes.frames import Frame
from summarizer.quotes.marks import LONGEST, Quoted

_OPENED = re.compile(r"(?:^|(?<=\n))[ \t\u00a0]*[—–―-][ \t\u00a0]*(?=[^\W\d_]|[¿¡«“\"])")
_PARTED = re.compile(r"(?:[,.!?…»”\"]|(?<![ \u00a0]))[ \u00a0]*([—–―])[ \u00a0]*")
_INSERTED = re.compile(r"[,.!?…] [—–] ")
MOST_INSERTED = 50
"""Dashes of a quotation that are looked at."""

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIRST = 4
"""Words behind the dash among which the word of speaking stands."""


def spoken(text: str, stretches: tuple[Quoted, ...], frame: Frame) -> tuple[Quoted, ...]:
    """The stretches between marks and those that dashes open, in order; what is inside of these is left out."""
    dashed = list(_dashed(text, frame))
    stretches = tuple(part for one in stretches for part in _around(text, one, frame))
    if not dashed:
        return stretches
    found: list[Quoted] = []
    for one in sorted((*dashed, *stretches), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def _around(text: str, one: Quoted, frame: Frame) -> Iterator[Quoted]:
    """A quotation that its speaker interrupts between dashes, as two: «..., — сказал X, — ...»."""
    parts = list(islice(_INSERTED.finditer(text, one.start, one.end), MOST_INSERTED))
    at = one.start
    for part, following in zip(parts, parts[1:], strict=False):
        words = [found.group().lower() for found in _first(text, part.end(), following.start())][:1]
        if part.start() > at and words and words[0] in frame.reporting:
            yield Quoted(at, part.start())
            at = following.end()
    yield Quoted(at, one.end, one.goes_on)


def _dashed(text: str, frame: Frame) -> Iterator[Quoted]:
    for opened in _OPENED.finditer(text):
        line = text.find("\n", opened.end(), opened.end() + LONGEST)
        last = line if line >= 0 else min(len(text), opened.end() + LONGEST)
        begin = opened.end()
        parts = list(_PARTED.finditer(text, begin, last))
        for number, part in enumerate(parts):
            words = [one.group().lower() for one in _first(text, part.end(), last)]
            if not any(word in frame.reporting or _inverted(word, frame) for word in words):
                continue
            yield Quoted(begin, part.start(1) if part.start() == part.start(1) else _closed(text, part))
            if number + 1 < len(parts):
                rest = parts[number + 1]
                end = len(text[:last].rstrip()) if last - rest.end() else last
                if rest.end() < end:
                    yield Quoted(rest.end(), end)
            break


def _closed(text: str, part: re.Match[str]) -> int:
    """Where speech ends before a dash: its comma is no part of it, another stop is."""
    return part.start() if text[part.start()] == "," else part.start() + (not text[part.start()].isspace())


def _first(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for number, word in enumerate(_WORDS.finditer(text, start, end)):
        if number == _FIRST:
            return
        yield word


def _inverted(word: str, frame: Frame) -> bool:
    """Whether a verb carries its pronoun: dit-il."""
    verb, _, pronoun = word.rpartition("-")
    verb = verb.removesuffix("-t")
    return bool(verb) and pronoun in frame.pronouns and (verb in frame.verbs or verb in frame.helpers)
