"""Sentence boundaries by rule, for languages that no model was trained on and for the far end of very long texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarizer.model import Span

Splitter = Callable[[str], Iterator[Span]]

_CLOSERS = r"[\"'”’»)\]}]*"
# What must follow is looked at afterwards: inside the patterns it would make a run of stops cost its square.
_SPACED = re.compile(rf"[.!?…؟۔।॥]+{_CLOSERS}")
_ARABIC = re.compile(rf"[.!?…؟۔؛]+{_CLOSERS}")
_UNSPACED = re.compile(r"(?:[。！？!?｡]+|\.(?=\s))[」』”’）)》】\]]*")
_ENDS = {"ar": _ARABIC, "fa": _ARABIC, "ur": _ARABIC, "ja": _UNSPACED, "zh": _UNSPACED}


def splitter(language: str) -> Splitter:
    """Return the rule for ``language``: a function from a line to the spans of its sentences, untrimmed."""
    ends = _ENDS.get(language, _SPACED)

    def split(line: str) -> Iterator[Span]:
        start = 0
        for found in ends.finditer(line):
            if found.end() < len(line) and (ends is _UNSPACED or _ends_sentence(line, found)):
                yield start, found.end()
                start = found.end()
        if start < len(line):
            yield start, len(line)

    return split


def _ends_sentence(line: str, found: re.Match[str]) -> bool:
    """Whether the stop is one: before a space, not after an initial, and not before a small letter."""
    if not line[found.end()].isspace():
        return False
    if found.group().startswith(("!", "?", "؟")):
        return True
    before = line[max(found.start() - 2, 0) : found.start()]
    initial = before[-1:].isupper() and not before[:-1].isalnum()
    following = line[found.end() : found.end() + 2].lstrip()
    return not initial and not following[:1].islower()
