"""What Punkt learned from newspapers about words next to full stops; the parameters come with the ``punkt`` wheel.

Nothing is downloaded: nltk's own loader wants files that are fetched at run time, the wheel has them as data.
nltk's tokenizer over the same parameters takes five times as long, and leaves no room for what a language needs beside.
Method: Kiss and Strunk (2006), Unsupervised Multilingual Sentence Boundary Detection, sections 4.1.1 to 4.1.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import punkt

MODELS = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "ml": "malayalam",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
}
"""ISO 639-1 code to the name of its parameters. Those for Russian hold two thousand guesses and no orthography."""

_MID_UPPER = 1 << 2
_LOWER = (1 << 4) + (1 << 5) + (1 << 6)


@dataclass(frozen=True, slots=True)
class Learned:
    """Abbreviations, pairs that a full stop does not part, words that open sentences, and the cases seen of a word."""

    abbreviations: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    starters: frozenset[str]
    cases: Mapping[str, int]

    def opens(self, word: str) -> bool:
        """Whether a capitalised word is capitalised because it opens a sentence.

        That is so for frequent openers, and for words seen in small letters and never with a capital inside a sentence.
        """
        small = word.lower()
        seen = self.cases.get(small, 0)
        return small in self.starters or bool(seen & _LOWER and not seen & _MID_UPPER)


@cache
def learned(language: str) -> Learned:
    """Return what was learned for an ISO 639-1 code; for other languages nothing."""
    if language not in MODELS:
        return Learned(frozenset(), frozenset(), frozenset(), {})
    model = punkt.load_model(MODELS[language])
    return Learned(
        frozenset(model.abbrev_types),
        frozenset(model.collocations),
        frozenset(model.sent_starters),
        model.ortho_context,
    )
