"""The ranking methods: sumy's, ours, and how the best summary is chosen."""

from __future__ import annotations

import os

# The tables here are small: waking other threads for them takes ten times as long as the work itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
