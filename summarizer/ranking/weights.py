"""The learned weights of a language: small JSON files beside this module, written by the training script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

from summarizer.ranking.page import Floats, Page

GENERIC = "any"
"""The weights for languages without their own: nothing in them depends on a vocabulary."""

UNCERTAIN = frozenset({"ar", "fa", "he", "hi", "ja", "ko", "th", "ur", "zh"})
"""Where the generic weights, learned from French and English, did not beat the opening sentences, or were not tried."""

ARRAYS = ("mean", "scale", "line", "inner", "shift", "outer")
PARTS = ("words", "pairs", "sentences", "sets", "budgets")

PLAIN_IDF = 6.0
STOP_IDF = 1.0


@dataclass(frozen=True)
class Net:
    """A line and a few bends over standardised features: ``x @ line + tanh(x @ inner + shift) @ outer + bias``.

    One hidden layer, which may be empty; several networks that stand side by side in it are their average (Breiman
    1996, Bagging predictors).
    """

    mean: Floats
    scale: Floats
    line: Floats
    inner: Floats
    shift: Floats
    outer: Floats
    bias: float = 0.0

    def apply(self, features: Floats) -> Floats:
        """One number a row; features beyond four deviations are taken as four.

        A model that was not learned yet says 0 of everything.
        """
        if not len(self.line):
            return np.zeros(len(features))
        x = features - self.mean
        x /= self.scale
        np.minimum(np.maximum(x, -4, out=x), 4, out=x)
        bends = x @ self.inner
        bends += self.shift
        return np.asarray(x @ self.line + np.tanh(bends, out=bends) @ self.outer + self.bias)


@dataclass(frozen=True)
class Lexicon:
    """What is known of words beforehand: how rare they are, and whether headlines and summaries like them."""

    words: dict[str, tuple[float, float, float]]
    rarest: float

    def look_up(self, page: Page) -> Floats:
        """A row a unit: inverse document frequency, and the log-odds that headlines and that summaries take it up."""
        if not self.words:
            found = np.zeros((len(page.vocabulary), 3))
            found[:, 0] = np.where(page.stops, STOP_IDF, PLAIN_IDF)
            return found
        unknown = (self.rarest, 0.0, 0.0)
        return np.array([self.words.get(word, unknown) for word in page.vocabulary], dtype=float).reshape(-1, 3)


@dataclass(frozen=True)
class Weights:
    """All that was learned for a language."""

    lexicon: Lexicon
    words: Net
    pairs: Net
    sentences: Net
    sets: Net
    budgets: Net
    """As ``sets``, but between sets of different sizes."""


def learned(language: str) -> bool:
    """Whether the learned weights may be trusted in the language."""
    return language not in UNCERTAIN


def weights_for(language: str) -> Weights:
    """The language's own weights, or the generic ones."""
    return _load(language if language.isalpha() and _file(language).is_file() else GENERIC)


def pack(model: Net) -> dict[str, object]:
    """A model as JSON holds it."""
    return {name: _rounded(getattr(model, name)) for name in ARRAYS} | {"bias": float(f"{model.bias:.5g}")}


def _rounded(values: Floats) -> object:
    if values.ndim > 1:
        return [_rounded(row) for row in values]
    return [float(f"{x:.4g}") for x in values]


@cache
def _load(name: str) -> Weights:
    body = json.loads(_file(name).read_text(encoding="utf-8"))
    lexicon = Lexicon({word: (idf, title, liking) for word, idf, title, liking in body["lexicon"]}, body["rarest"])
    models = {part: _unpack(body[part]) for part in PARTS}
    return Weights(lexicon, **models)


def _unpack(body: dict[str, Any]) -> Net:
    mean, scale, line, inner, shift, outer = (np.array(body[name], dtype=float) for name in ARRAYS)
    return Net(mean, scale, line, inner, shift, outer, float(body["bias"]))


def _file(name: str) -> Traversable:
    return resources.files(__package__).joinpath("weights", f"{name}.json")
