"""How the models are fitted, in numpy alone and the same from run to run: small networks, and ridge within groups.

The networks have one hidden layer and are learned by Adam (Kingma and Ba 2015).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from summarizer.ranking.page import Floats
from summarizer.ranking.weights import Net

Singles = NDArray[np.float32]
Slope = Callable[[Singles], Singles]
Misses = Callable[[Singles, Singles], Singles]

BATCH, RATE = 2048, 0.01


class Layers:
    """A network in the making."""

    def __init__(self, width: int, units: int, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        normal = self.random.standard_normal
        self.parts: list[Singles] = [
            (normal((width, units)) / np.sqrt(width)).astype(np.float32),
            np.zeros(units, np.float32),
            (normal(units) * 0.1 / np.sqrt(units)).astype(np.float32),
            np.zeros(width, np.float32),
            np.zeros(1, np.float32),
        ]
        self._drift = [np.zeros_like(part) for part in self.parts]
        self._spread = [np.zeros_like(part) for part in self.parts]
        self._steps = 0

    def step(self, x: Singles, slope: Slope, rate: float) -> None:
        """Move against ``slope``: the loss's, given what the network says of each row of ``x``."""
        inner, shift, outer, line, bias = self.parts
        hidden = np.tanh(x @ inner + shift)
        back = slope(hidden @ outer + x @ line + bias)
        deep = back[:, None] * outer * (1 - hidden * hidden)
        slopes = (x.T @ deep, deep.sum(0), hidden.T @ back, x.T @ back, back.sum(keepdims=True))
        self._steps += 1
        for at, found in enumerate(slopes):
            self._drift[at] = 0.9 * self._drift[at] + 0.1 * found
            self._spread[at] = 0.99 * self._spread[at] + 0.01 * found**2
            calm = np.sqrt(self._spread[at] / (1 - 0.99**self._steps)) + 1e-8
            move = self._drift[at] / (1 - 0.9**self._steps) / calm + 1e-3 * self.parts[at]
            self.parts[at] = (self.parts[at] - rate * move).astype(np.float32)


def together(mean: Floats, scale: Floats, several: list[Layers]) -> Net:
    """Several networks over the same features as one, their average."""
    inner, shift, outer = (np.concatenate([one.parts[at] for one in several], -1) for at in range(3))
    line = np.mean([one.parts[3] for one in several], 0)
    bias = float(np.mean([one.parts[4] for one in several]))
    return Net(mean, scale, _long(line), _long(inner), _long(shift), _long(outer / len(several)), bias)


def _long(numbers: Singles | Floats) -> Floats:
    return np.asarray(numbers, dtype=float)


def logistic(features: Floats, hit: Floats, rounds: int = 6) -> Net:
    """Chances of a hit."""
    return _rows(features, hit, _chance_minus, [Layers(features.shape[1], 24, 0)], rounds)


def regression(features: Floats, worth: Floats) -> Net:
    """Least squares."""
    return _rows(features, worth, np.subtract, [Layers(features.shape[1], 16, seed) for seed in range(2)], 10)


def _chance_minus(odds: Singles, hit: Singles) -> Singles:
    return np.asarray(1 / (1 + np.exp(-odds)) - hit, dtype=np.float32)


def _rows(features: Floats, wanted: Floats, slope: Misses, several: list[Layers], rounds: int) -> Net:
    mean, scale = features.mean(0), features.std(0) + 1e-6
    x, y = np.clip((features - mean) / scale, -4, 4).astype(np.float32), wanted.astype(np.float32)
    batches = max(len(y) // BATCH, 1)
    for net in several:
        for turn in range(rounds):
            for at, rows in enumerate(np.array_split(net.random.permutation(len(y)), batches)):
                net.step(x[rows], partial(_mean, slope, y[rows]), RATE * (1 - (turn + at / batches) / rounds))
    return together(mean, scale, several)


def _mean(slope: Misses, wanted: Singles, said: Singles) -> Singles:
    return np.asarray(slope(said, wanted) / len(wanted), dtype=np.float32)


Group = tuple[Floats, Floats]
"""The features of one article's sets, and what each set is worth."""


def worth_within(groups: list[Group], shares: Floats, penalty: float = 0.11) -> Net:
    """A straight line that foretells how far each set of a group is above the group's mean.

    A strong ridge (``penalty`` is for each group): expected worth under a softmax and networks, alone and in bags, fit
    the articles learned from better and new articles worse.
    """
    total = sum(len(worth) for _, worth in groups)
    mean = np.asarray(sum(features.sum(0) for features, _ in groups) / total)
    scale = np.sqrt(sum(((features - mean) ** 2).sum(0) for features, _ in groups) / total) + 1e-6
    bend, slope = penalty * float(shares.sum()) * np.eye(len(mean)), np.zeros(len(mean))
    for (features, worth), share in zip(groups, shares, strict=True):
        x = np.clip((features - mean) / scale, -4, 4)
        x = x - x.mean(0)
        bend += share / len(worth) * x.T @ x
        slope += share / len(worth) * x.T @ (worth - worth.mean())
    line = np.asarray(np.linalg.solve(bend, slope), dtype=float)
    return Net(mean, scale, line, np.zeros((len(mean), 0)), np.zeros(0), np.zeros(0))
