"""Words of office: who speaks for a country or an organisation, who does not, and what stands before a name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from summarizer.text.folding import fold
from summarizer.text.terms import stem
from summarizer.text.unspaced import LANGUAGES as UNSPACED

FOLDER = Path(__file__).with_name("data") / "offices"

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

KNOWN = 10_000
"""Words of which it is remembered what `bare` makes of them: phrases that name somebody mostly have the same."""

_JOINED = ("وال", "بال", "لل", "ال", "و")
_ELIDED = re.compile("^(?:[cdjlmnst]|qu)['’](?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offices:
    """Words as `bare` gives them.

    ``offices`` speak for a country or an organisation, ``heads`` for an organisation; ``against``: who holds no office,
    or none any more. ``toward``: behind these stands with whom somebody deals, not whose they are. ``both``: joins two
    who speak together. ``titles`` are no part of a name.
    """

    language: str
    offices: frozenset[str]
    heads: frozenset[str]
    against: frozenset[str]
    toward: frozenset[str]
    both: frozenset[str]
    titles: frozenset[str]


@cache
def offices(language: str) -> Offices:
    """The words of one of `LANGUAGES`. Made once."""
    held = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))

    def words(name: str) -> frozenset[str]:
        listed = held[name]
        return _bare((listed if isinstance(listed, str) else " ".join(listed)).split(), language)

    return Offices(
        language, words("offices"), words("heads"), words("against"), words("toward"), words("and"), words("titles")
    )


@lru_cache(maxsize=KNOWN)
def bare(word: str, language: str) -> str:
    """A word without what its grammar adds to it, so that two forms of it are equal; empty if it is none."""
    if language == "ar":
        word = next((word[len(one) :] for one in _JOINED if word.startswith(one) and len(word) > len(one) + 2), word)
    if language == "fr":
        word = _ELIDED.sub("", word)
    return " ".join(stem(part, language) for part in fold(word))


def _bare(listed: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(listed) if language in UNSPACED else frozenset(bare(word, language) for word in listed)
