"""Memory that long texts took goes back to the system, instead of staying with the process for ever."""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
LARGE = 256 * 1024
"""Bytes from which a block is given back by itself.

Left alone, glibc raises this with each large block that is freed, up to 32 MB, and keeps in its heaps what lies below.
"""

HEAPS = 2
"""For the loop and for all the database's threads; by itself glibc takes eight a core."""


def return_memory() -> bool:
    """Have large blocks given back when they are freed; False where the C library is not glibc. Before any thread."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    options = ((M_MMAP_THRESHOLD, LARGE), (M_TRIM_THRESHOLD, LARGE), (M_ARENA_MAX, HEAPS))
    return all(mallopt(option, value) for option, value in options)
