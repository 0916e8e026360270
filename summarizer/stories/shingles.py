"""Runs of three words: a fair sample of them is kept, so that one can tell how much of a text stands in another.

Broder, "On the resemblance and containment of documents" (1997): the sample holds every shingle whose hash falls into a
fixed part of all hashes. The part is halved until few are left; two samples are compared in the smaller part of theirs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from summarizer.stories.hashing import BITS, encoded, hashed_all

MOST = 96
"""How many shingles are kept of a text."""
RUN, RUN_OF_CHARACTERS = 3, 8


def sampled(words: Sequence[str], *, by_character: bool = False) -> tuple[int, Sequence[int]]:
    """Return into which of 2 ** level parts the hashes fall, and the hashes, ascending, at most `MOST`."""
    run = RUN_OF_CHARACTERS if by_character else RUN
    each = list(map(encoded, words))
    starts = (islice(each, start, None) for start in range(run))
    runs: Iterable[Iterable[bytes]] = zip(*starts, strict=False) if len(each) >= run else [each] if each else []
    found: Sequence[int] = np.unique(hashed_all(map(b" ".join, runs))).tolist()
    level = 0
    while len(found) > MOST:
        level += 1
        found = within(found, level)
    return level, found


def within(hashes: Sequence[int], level: int) -> Sequence[int]:
    """Those of the hashes, which ascend, that fall into the first of 2 ** ``level`` parts."""
    return hashes[: bisect_left(hashes, 1 << (BITS - level))] if level else hashes
