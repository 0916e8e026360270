"""An analysis as JSON, a few bytes a sentence, and back."""

from __future__ import annotations

from typing import Any

from summarizer.model import Analysis


def dump(analysis: Analysis) -> dict[str, Any]:
    """Return plain JSON values that ``load`` turns back into an equal analysis."""
    steps: list[int] = []
    reached = 0
    for start, end in analysis.spans:
        steps += (start - reached, end - start)
        reached = end
    return {
        "language": analysis.language,
        "steps": steps,
        "scores": list(analysis.scores),
        "picks": [list(pick) for pick in analysis.picks],
        "terms": " ".join(analysis.terms),
        "method": analysis.method,
        "version": analysis.version,
    }


def load(body: dict[str, Any]) -> Analysis:
    """Return the analysis that ``dump`` was given. Raises KeyError for a body that it did not make."""
    spans = []
    reached = 0
    steps = iter(body["steps"])
    for gap, length in zip(steps, steps, strict=True):
        spans.append((reached + gap, reached + gap + length))
        reached += gap + length
    return Analysis(
        language=body["language"],
        spans=tuple(spans),
        scores=tuple(body["scores"]),
        picks=tuple(tuple(pick) for pick in body["picks"]),
        terms=tuple(body["terms"].split(" ")) if body["terms"] else (),
        method=body["method"],
        version=body["version"],
    )
