"""The words that are written with a capital within a sentence: people, places, firms, whoever they are.

Languages without capitals have none. Of a title in capitals all words count, for there are few and all matter.
"""

from __future__ import annotations

import re

from summarizer.text.terms import terms

OPENING = 4_000
"""Signs of a text that are looked at."""

# What follows a full stop, a quotation mark or a line break begins with a capital whatever it is.
_WITHIN = re.compile(r"(?<=[^\s.!?:«»„\"“”]\s)[^\W\d_][\w’'-]+")


def names(title: str, text: str, language: str) -> frozenset[str]:
    """Return the terms of the names in title and text."""
    found = {word for part in (f". {title}", text[:OPENING]) for word in _WITHIN.findall(part) if word[0].isupper()}
    return frozenset(terms(" ".join(sorted(found)), language))
