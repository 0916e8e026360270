"""How values are written into JSON columns: without blanks, ASCII only, so that both databases take any string."""

from __future__ import annotations

import json
from typing import Any


def compact(value: Any) -> str:
    """The value as JSON in the fewest characters that need no particular encoding."""
    return json.dumps(value, separators=(",", ":"))
