"""What an outlet changed in an article, sentence by sentence, word for word.

Sentences are aligned by `difflib`; those that stand in each other's place and share most of their words are one
sentence that was changed. White space, case and punctuation are no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarizer.text.folding import fold

MOSTLY = 0.5
"""Share of the sentences of the longer text that must stand in both: else it is another article."""
ALIKE = 0.5
"""Share of words from which two sentences are one that was changed."""
LONGEST = 3_000
"""Sentences of a text that is compared: aligning takes time in the square of them."""

_OUTLET = re.compile(r"\s+[|–—-]\s+[^|–—]{1,40}$")
"""How pages add the outlet's name to a title."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence as it was and as it is; one of them is None where it was added or removed."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """All changes in the order of the text; none if the texts say the same."""

    changes: tuple[Change, ...]


def correction(before: Sequence[str], after: Sequence[str]) -> Correction | None:
    """Return what changed between two texts, given as their sentences; None if these are two articles, or too long."""
    if not before or not after or max(len(before), len(after)) > LONGEST:
        return None
    old, new = ([_words(one) for one in side] for side in (before, after))
    changes: list[Change] = []
    kept = 0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            kept += end - start
            continue
        pairs = _paired(old[start:end], new[new_start:new_end])
        for one, other in pairs:
            was = None if one is None else before[start + one]
            now = None if other is None else after[new_start + other]
            kept += was is not None and now is not None
            changes.append(Change(was, now))
    if kept < MOSTLY * max(len(before), len(after)):
        return None
    return Correction(tuple(change for change in changes if _says_something(change)))


def retitled(before: str | None, after: str | None) -> Change | None:
    """What changed in a title; None where one has none, or they differ by the outlet's name behind a stroke only."""
    if not before or not after:
        return None
    ours, theirs = ({_words(one), _words(_OUTLET.sub("", one))} for one in (before, after))
    return None if ours & theirs else Change(before, after)


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(fold(sentence))


def _paired(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterable[tuple[int | None, int | None]]:
    """Places of the sentences that stand for each other, in order, and of those that stand alone."""
    found: list[tuple[int | None, int | None]] = []
    next_new = 0
    for place, sentence in enumerate(old):
        like = next((at for at in range(next_new, len(new)) if _likeness(sentence, new[at]) >= ALIKE), None)
        if like is None:
            found.append((place, None))
            continue
        found += [(None, at) for at in range(next_new, like)]
        found.append((place, like))
        next_new = like + 1
    return [*found, *[(None, at) for at in range(next_new, len(new))]]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    ours, theirs = set(one), set(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs) or 1)


def _says_something(change: Change) -> bool:
    return bool(_words(change.before or "") or _words(change.after or ""))
