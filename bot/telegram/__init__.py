"""How we reach the Bot API: transport, flood limits, the order of updates, keyboards."""

from __future__ import annotations

import os

# The library gives waits as timedelta only if asked to, and warns at each one that it gives as a number.
os.environ.setdefault("PTB_TIMEDELTA", "1")
