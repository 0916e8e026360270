"""Words that look like a verb at work, in languages that show it: by their endings, or among the most frequent.

Made to miss few verbs rather than to take no noun for one: a sentence that holds such a noun only counts as one with a
verb, and nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APOSTROPHE = "’"


@dataclass(frozen=True, slots=True)
class Verbs:
    """``words`` as they are, and ``endings`` of longer ones, but for ``others`` and what ends in ``nouns``.

    ``acts`` end a word in small letters behind one with a capital: what a name does ("Ban recognizes"). ``done`` ends
    a word in front of one that says ``by`` whom: a passive without its auxiliary ("rejetée par le camp adverse").
    """

    words: frozenset[str]
    endings: tuple[str, ...]
    others: frozenset[str]
    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    done: tuple[str, ...]
    by: frozenset[str]

    def seen(self, sentence: str) -> bool:
        """Whether a word of the sentence looks like a verb."""
        before = ""
        for found in _WORD.finditer(sentence):
            written = found[0]
            low = written.lower().replace("'", _APOSTROPHE)
            if self._is_one(low) or self._is_one_behind(before, low, written):
                return True
            before = written
        return False

    def _is_one_behind(self, before: str, low: str, written: str) -> bool:
        if low in self.by:
            return before.endswith(self.done)
        return before.istitle() and written == low and low.endswith(self.acts)

    def _is_one(self, low: str) -> bool:
        if low in self.words:
            return True
        if _APOSTROPHE in low and low.rpartition(_APOSTROPHE)[2] in self.words:
            return True
        is_one = low.endswith(self.endings) and low not in self.endings
        return is_one and low not in self.others and not low.endswith(self.nouns)


def verbs(language: str) -> Verbs | None:
    """The verbs of a language, None where they are not told from other words."""
    return _read(language) if language in LANGUAGES else None


LANGUAGES = ("en", "es", "fr", "ru")


@cache
def _read(language: str) -> Verbs:
    held: dict[str, list[str]] = {}
    path = resources.files(__package__).joinpath("data", "verbs", f"{language}.txt")
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, listed = line.split(": ", 1)
            held.setdefault(kind, []).extend(listed.replace("'", _APOSTROPHE).split())
    endings, nouns, acts, done = (tuple(held.get(kind, ())) for kind in ("endings", "nouns", "acts", "done"))
    words, others, by = (frozenset(held.get(kind, ())) for kind in ("words", "others", "by"))
    return Verbs(words, endings, others, nouns, acts, done, by)
