"""How many examples are tried: few and always the same in the tests, many and new ones by `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

VARIABLE = "COMMUNIQUE_FUZZ"
FACTOR = float(os.environ.get(VARIABLE) or 0)
"""How many times as many examples as in the tests; 0 for the tests themselves."""


def trying(examples: int) -> settings:
    """A test that tries so many examples, more of them by `make fuzz`. No time is asserted."""
    return settings(
        max_examples=max(1, round(examples * (FACTOR or 1))),
        derandomize=not FACTOR,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
