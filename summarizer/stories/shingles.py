"""Runs of three words: a fair sample of them is kept, so that one can tell how much of a text stands in another.

Broder, "On the resemblance and containment of documents" (1997): the sample holds every shingle whose hash falls into a
fixed part of all hashes. The part is halved until few are left; two samples are compared in the smaller part of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.stories.hashing import BITS, hashed

MOST = 96
"""How many shingles are kept of a text."""
RUN, RUN_OF_CHARACTERS = 3, 8


def sampled(words: Sequence[str], *, by_character: bool = False) -> tuple[int, list[int]]:
    """Return into which of 2 ** level parts the hashes fall, and the hashes, ascending, at most `MOST`."""
    run = RUN_OF_CHARACTERS if by_character else RUN
    starts = range(max(1, len(words) - run + 1)) if words else range(0)
    found = sorted({hashed(" ".join(words[start : start + run])) for start in starts})
    level = 0
    while len(found) > MOST:
        level += 1
        found = within(found, level)
    return level, found


def within(hashes: Sequence[int], level: int) -> list[int]:
    """Those of the hashes that fall into the first of 2 ** ``level`` parts."""
    limit = 1 << (BITS - level)
    return [one for one in hashes if one < limit]
