"""An analysis as JSON, a few bytes a sentence, and back."""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode, b64encode
from dataclasses import asdict
from itertools import accumulate, chain
from typing import Any

from summarizer.model import ActReport, Analysis, Credits, Entity

STEP, SCORE = "i", "d"
"""How offsets and scores are packed: little-endian, as base64."""


def dump(analysis: Analysis) -> dict[str, Any]:
    """Return plain JSON values that ``load`` turns back into an equal analysis but for its terms and their places.

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
        "entities": [asdict(entity) for entity in analysis.entities],
        "acts": [asdict(act) for act in analysis.acts],
        "method": analysis.method,
        "version": analysis.version,
    }


def load(body: dict[str, Any]) -> Analysis:
    """Return the analysis that ``dump`` was given, without terms and their places. Raises KeyError for another body."""
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
        entities=tuple(map(_entity, body.get("entities", ()))),
        acts=tuple(ActReport(**act) for act in body.get("acts", ())),
    )


def read(written: str) -> Analysis:
    """Return the analysis whose ``dump`` was written down as JSON. Raises ValueError for what is none, KeyError."""
    return load(json.loads(written))


def _credits(body: dict[str, Any]) -> Credits:
    return Credits(body.get("place"), body.get("dated"), body.get("outlet"), tuple(body.get("authors", ())))


def _entity(body: dict[str, Any]) -> Entity:
    return Entity(body["id"], body["role"], body["score"], tuple(body["evidence"]), tuple(body["sentences"]))


def _pack(numbers: array[Any]) -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return b64encode(numbers.tobytes()).decode("ascii")


def _unpack(kind: str, packed: str) -> array[Any]:
    numbers: array[Any] = array(kind, b64decode(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
