"""Telegram counts text in UTF-16 code units; Python in code points."""

from __future__ import annotations

from itertools import accumulate


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def offsets(text: str) -> list[int]:
    """For each code point, and for the end, the number of UTF-16 units before it."""
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))
