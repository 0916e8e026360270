"""Several topics in one line of words."""

from __future__ import annotations

import re

from bot.errors.charts import TooManyToCompare
from bot.services.topics import understand
from summarizer.topics.query import Query

MOST = 4
"""Topics that are compared: more lines cannot be told apart."""

OPENING, CLOSING = "([", ")]"
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}

_DIVIDER = re.compile(r"[,;،؛，；、\n]|\s(?:vs\.?|versus|против|مقابل)\s", re.IGNORECASE)


def several(words: str) -> list[Query]:
    """The topics that stand between commas, outside of quotation marks and brackets.

    Raises BadTopic, and TooManyToCompare before any of very many is looked at.
    """
    parts = divided(words)
    if len(parts) > MOST:
        raise TooManyToCompare(most=MOST, given=len(parts))
    return [understand(part) for part in parts]


def divided(words: str) -> list[str]:
    """The parts between commas or "vs", outside of quotation marks and brackets; empty ones are left out."""
    parts, start, place = [], 0, 0
    while place < len(words):
        place = _behind(words, place)
        if divider := _DIVIDER.match(words, place):
            parts.append(words[start:place])
            start = place = divider.end()
        else:
            place += 1
    parts.append(words[start:])
    return [part.strip() for part in parts if part.strip()]


def _behind(words: str, place: int) -> int:
    """Behind the quotation or bracket that opens here, if one does and is closed."""
    letter = words[place]
    if letter in QUOTES:
        end = words.find(QUOTES[letter], place + 1)
        return end + 1 if end >= 0 else place
    if letter not in OPENING:
        return place
    depth = 0
    for at in range(place, len(words)):
        depth += (words[at] in OPENING) - (words[at] in CLOSING)
        if depth == 0:
            return at + 1
    return place
