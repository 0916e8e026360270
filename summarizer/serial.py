"""An analysis as JSON, a few bytes a sentence, and back."""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from dataclasses import asdict
from itertools import accumulate, chain
from typing import Any

from summarizer.model import Analysis, Credits

STEP, SCORE = "i", "d"
"""How offsets and scores are packed: little-endian, as base64."""


def dump(analysis: Analysis) -> dict[str, Any]:
    """Return plain JSON values that ``load`` turns back into an equal analysis but for its terms.

    The terms are for matching a new article and for the search index; to keep them would double what is stored.
    """
    edges = list(chain.from_iterable(analysis.spans))
    steps = [after - before for before, after in zip([0, *edges], edges, strict=False)]
    return {
        "language": analysis.language,
        "steps": _pack(array(STEP, steps)),
        "scores": _pack(array(SCORE, analysis.scores)),
        "picks": [list(pick) for pick in analysis.picks],
        "credits": {name: said for name, said in asdict(analysis.credits).items() if said},
        "method": analysis.method,
        "version": analysis.version,
    }


def load(body: dict[str, Any]) -> Analysis:
    """Return the analysis that ``dump`` was given, without terms. Raises KeyError for a body that it did not make."""
    edges = accumulate(_unpack(STEP, body["steps"]))
    return Analysis(
        language=body["language"],
        spans=tuple(zip(edges, edges, strict=True)),
        scores=tuple(_unpack(SCORE, body["scores"])),
        picks=tuple(tuple(pick) for pick in body["picks"]),
        terms=(),
        method=body["method"],
        version=body["version"],
        credits=_credits(body.get("credits", {})),
    )


def _credits(body: dict[str, Any]) -> Credits:
    return Credits(body.get("place"), body.get("dated"), body.get("outlet"), tuple(body.get("authors", ())))


def _pack(numbers: array[Any]) -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return b64encode(numbers.tobytes()).decode("ascii")


def _unpack(kind: str, packed: str) -> array[Any]:
    numbers: array[Any] = array(kind, b64decode(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
