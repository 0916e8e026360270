"""Which articles are filed under a key: a table of fixed size in which new entries take the place of the oldest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]


class Postings:
    """At least ``entries`` pairs of key and number, ``depth`` of them to a row; keys of one row crowd each other out.

    So a look-up costs the same however much is filed, and a key that stands everywhere keeps only its newest entries.
    """

    def __init__(self, entries: int, depth: int) -> None:
        rows = 1 << max(4, (2 * entries // depth).bit_length())
        self._mask = rows - 1
        self._keys: Numbers = np.zeros((rows, depth), np.uint32)
        self._numbers: Numbers = np.zeros((rows, depth), np.uint32)
        self._next = np.zeros(rows, np.uint8)
        self._depth = depth

    def add(self, keys: Sequence[int], number: int) -> None:
        """File ``number``, which is above 0, under each of ``keys``."""
        for key in keys:
            row = key & self._mask
            place = self._next[row]
            self._keys[row, place] = key
            self._numbers[row, place] = number
            self._next[row] = (place + 1) % self._depth

    def find(self, keys: Sequence[int]) -> tuple[NDArray[np.intp], Numbers]:
        """Return, for each entry under one of ``keys``, the place of that key among them, and the number."""
        asked = np.array(keys, np.uint32)
        rows = asked & np.uint32(self._mask)
        numbers = self._numbers[rows]
        places, columns = np.nonzero((self._keys[rows] == asked[:, None]) & (numbers > 0))
        return places, numbers[places, columns]
