"""Which entity a reader means by a name, in whatever language and case it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from summarizer.entities.common import common_names
from summarizer.entities.forms import ENDING
from summarizer.entities.spelling import UNSPACED, plain, spelled
from summarizer.entities.tables import Name, languages, names
from summarizer.text.stopwords import stopwords

KINDS = frozenset({"name", "official", "short", "other", "former", "demonym", "capital", "metonym"})
"""The kinds of names that stand for their entity in a topic; a city stays a word."""

OTHERS = (
    "de",
    "it",
    "pt",
    "ja",
    "tr",
    "uk",
    "pl",
    "nl",
    "sv",
    "fi",
    "cs",
    "el",
    "he",
    "hi",
    "fa",
    "ko",
    "id",
    "vi",
    "ro",
    "hu",
)
"""Languages whose names of countries are known from CLDR, beside those that have tables."""

LONGEST = 7
"""Words that a name may have."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Entities that a passage of words names: all of them, as in 中俄, or any, as in Congo."""

    ids: tuple[str, ...]
    together: bool


class Lookup:
    """Every name in every language, by its plain words."""

    def __init__(self, found: Iterable[tuple[str, Name]]) -> None:
        self._whole: dict[str, dict[str, None]] = {}
        self._stems: dict[str, dict[str, None]] = {}
        self._capitals: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        for language, name in found:
            written = name.form.rstrip("*")
            words = spelled(written)
            key = _key(words)
            shelf = self._stems if name.form.endswith("*") else self._whole
            shelf.setdefault(key, {})[name.id] = None
            self._ids[name.id.lower()] = name.id
            if key in stopwords(language):
                self._capitals[key] = written

    def meant(self, words: Sequence[str]) -> Meant | None:
        """What a passage of spelled words names as a whole; None if it is no name."""
        key = _key(words)
        if key in self._capitals and " ".join(words).replace(".", "") != self._capitals[key].replace(".", ""):
            return None
        ids = self._whole.get(key) or self._stem(key)
        if not ids:
            return None
        return Meant(tuple(sorted(ids)), together=bool(UNSPACED.search(key)))

    def ids(self, id: str) -> list[str]:  # noqa: A002
        """The entity of an id written in any case, as a list of one; empty if there is none."""
        known = self._ids.get(id.lower())
        return [known] if known else []

    def suggest(self, text: str, prefix: str = "") -> list[str]:
        """Names much like a text, the likest first, of entities whose id begins with ``prefix``."""
        known = [key for key, ids in self._whole.items() if len(key) > 3 and any(one.startswith(prefix) for one in ids)]
        return get_close_matches(_key(spelled(text)), known, n=3, cutoff=0.8)

    def _stem(self, key: str) -> dict[str, None]:
        for size in range(len(key), max(2, len(key) - ENDING - 1), -1):
            if key[:size] in self._stems and " " not in key[size:]:
                return self._stems[key[:size]]
        return {}


@cache
def lookup() -> Lookup:
    """The names of all languages, read once; half a second."""
    return Lookup(_all())


def _all() -> Iterable[tuple[str, Name]]:
    for language in languages():
        yield from ((language, name) for name in names(language) if name.kind in KINDS)
    for language in dict.fromkeys((*languages(), *OTHERS)):
        yield from ((language, name) for name in common_names(language))


def _key(words: Iterable[str]) -> str:
    key = " ".join(plain(word) for word in words if word != "-")
    return key.replace(" ", "") if UNSPACED.search(key) else key
