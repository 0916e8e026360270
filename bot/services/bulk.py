"""Many objects that stay: made without the collector looking at them over and over, and left out of its rounds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Objects made inside are taken to live as long as the program.

    Of a million topics the collector would look at ten million objects, in pauses of seconds, and free none.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
