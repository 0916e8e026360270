"""Which lines together hold most of what is worth telling: greedy, then one line exchanged for others while it helps.

Coverage is submodular, so greedy by worth a word is near the best (Khuller, Moss and Naor 1999, The budgeted maximum
coverage problem); the exchanges make up for most of the rest without a solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.ranking.page import Bools, Floats

EXCHANGES = 300
"""Lines that are tried to be exchanged, over all rounds: enough for a page, and a bound for a book."""
LEAST_GAIN = 1e-6


@dataclass(frozen=True)
class State:
    """Lines kept, how many of them hold each concept, and the words left."""

    kept: tuple[int, ...]
    held: Floats
    left: float


@dataclass(frozen=True)
class Cover:
    """Candidates, a row each: ``holds`` says which concepts, ``worth`` what each of these is worth.

    ``bonus``: what a line is worth beside; ``clash``: which two lines say the same, each clashing with itself.
    """

    holds: Floats
    worth: Floats
    cost: Floats
    bonus: Floats
    clash: Bools
    most: int

    def best(self, words: float) -> tuple[int, ...]:
        """The rows to keep within a number of words; empty if none fits."""
        state = self._filled(State((), np.zeros(self.holds.shape[1]), words))
        value = self.value(state)
        tries = EXCHANGES
        while state.kept and tries > 0:
            tries -= len(state.kept)
            better = max(self._exchanged(state), key=self.value, default=state)
            if self.value(better) <= value + LEAST_GAIN:
                break
            state, value = better, self.value(better)
        return state.kept

    def value(self, state: State) -> float:
        """What is told, each concept once."""
        return float(self.worth @ (state.held > 0) + self.bonus[list(state.kept)].sum())

    def gains(self, held: Floats) -> Floats:
        """What each line would add."""
        return np.asarray(self.holds @ (self.worth * (held == 0)) + self.bonus)

    def _filled(self, state: State) -> State:
        while len(state.kept) < self.most:
            fits = self._fitting(state.kept, state.left)
            gains = self.gains(state.held)
            row = int(np.argmax(np.where(fits, gains / self.cost, -np.inf)))
            if not fits[row] or gains[row] <= 0:
                break
            state = self._with(state, row)
        return state

    def _exchanged(self, state: State) -> Iterator[State]:
        """Each line in turn given up, for the one that adds most, and for the one that adds most a word."""
        for at, row in enumerate(state.kept):
            kept = (*state.kept[:at], *state.kept[at + 1 :])
            less = State(kept, state.held - self.holds[row], state.left + self.cost[row])
            fits = self._fitting(kept, less.left)
            fits[row] = False
            if fits.any():
                gains = self.gains(less.held)
                for measure in (gains, gains / self.cost):
                    yield self._filled(self._with(less, int(np.argmax(np.where(fits, measure, -np.inf)))))

    def _fitting(self, kept: Sequence[int], left: float) -> Bools:
        return (self.cost <= left) & ~self.clash[list(kept)].any(0)

    def _with(self, state: State, row: int) -> State:
        return State((*state.kept, row), state.held + self.holds[row], state.left - self.cost[row])
