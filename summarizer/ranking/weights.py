"""The learned weights of a language: small JSON files beside this module, written by the training script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np

from summarizer.ranking.page import Floats, Page

GENERIC = "any"
"""The weights for languages without their own: nothing in them depends on a vocabulary."""

UNCERTAIN = frozenset({"ar", "fa", "he", "hi", "ja", "ko", "th", "ur", "zh"})
"""Where the generic weights, learned from French and English, did not beat the opening sentences, or were not tried."""

PARTS = ("words", "pairs", "sentences", "sets", "budgets")

PLAIN_IDF = 6.0
STOP_IDF = 1.0


@dataclass(frozen=True)
class Linear:
    """A linear model over standardised features: ``(x - mean) / scale @ coefficients + bias``."""

    mean: Floats
    scale: Floats
    coefficients: Floats
    bias: float = 0.0

    def apply(self, features: Floats) -> Floats:
        """One number a row; features beyond four deviations are taken as four.

        A model that was not learned yet says 0 of everything.
        """
        if not len(self.coefficients):
            return np.zeros(len(features))
        return np.asarray(np.clip((features - self.mean) / self.scale, -4, 4) @ self.coefficients + self.bias)


@dataclass(frozen=True)
class Lexicon:
    """What is known of words beforehand: how rare they are, and whether summaries like them."""

    words: dict[str, tuple[float, float]]
    rarest: float

    def look_up(self, page: Page) -> tuple[Floats, Floats]:
        """Inverse document frequency and prior log-odds of the page's units."""
        if not self.words:
            return np.where(page.stops, STOP_IDF, PLAIN_IDF), np.zeros(len(page.vocabulary))
        unknown = (self.rarest, 0.0)
        found = np.array([self.words.get(word, unknown) for word in page.vocabulary]).reshape(-1, 2)
        return found[:, 0], found[:, 1]


@dataclass(frozen=True)
class Weights:
    """All that was learned for a language."""

    lexicon: Lexicon
    words: Linear
    pairs: Linear
    sentences: Linear
    sets: Linear
    budgets: Linear
    """As ``sets``, but between sets of different sizes."""


def learned(language: str) -> bool:
    """Whether the learned weights may be trusted in the language."""
    return language not in UNCERTAIN


def weights_for(language: str) -> Weights:
    """The language's own weights, or the generic ones."""
    return _load(language if language.isalpha() and _file(language).is_file() else GENERIC)


def pack(model: Linear) -> dict[str, object]:
    """A model as JSON holds it."""
    rounded = {name: [float(f"{x:.5g}") for x in getattr(model, name)] for name in ("mean", "scale", "coefficients")}
    return {**rounded, "bias": float(f"{model.bias:.5g}")}


@cache
def _load(name: str) -> Weights:
    body = json.loads(_file(name).read_text(encoding="utf-8"))
    lexicon = Lexicon({word: (idf, prior) for word, idf, prior in body["lexicon"]}, body["rarest"])
    models = {part: _unpack(body[part]) for part in PARTS}
    return Weights(lexicon, **models)


def _unpack(body: dict[str, list[float]]) -> Linear:
    mean, scale, coefficients = (np.array(body[name]) for name in ("mean", "scale", "coefficients"))
    return Linear(mean, scale, coefficients, float(body["bias"]))  # type: ignore[arg-type]


def _file(name: str) -> Traversable:
    return resources.files(__package__).joinpath("weights", f"{name}.json")
