"""Which entity a reader means by a name, in whatever language and case it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from summarizer.entities.common import common_names
from summarizer.entities.forms import ENDING
from summarizer.entities.joined import bare, has_article
from summarizer.entities.spelling import UNSPACED, plain, spelled
from summarizer.entities.tables import FOLDER, Name, languages, names
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

WORDS_OF = ("en", "fr", "es")
"""Languages whose function words are no names unless they are typed as names are."""

SHORTEST = 2
SURE = 4
"""Letters from which a foreign name is one in small letters too."""

TYPOS = 2
"""Letters by which a misspelled name may be longer or shorter."""

ALIKE = 0.81
"""How like a name a misspelled one must be, from 0 to 1."""

Ids = tuple[str, ...]

LONGEST = 7
"""Words that a name may have."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Entities that a passage of words names: all of them, as in 中俄, or any, as in Congo and 刚果."""

    ids: tuple[str, ...]
    together: bool


class Lookup:
    """Every name in every language, by its plain words."""

    def __init__(self, found: Iterable[tuple[str, Name]]) -> None:
        self._whole: dict[str, Ids] = {}
        self._stems: dict[str, Ids] = {}
        self._written: dict[str, tuple[str, ...]] = {}
        self._ids: dict[str, str] = {}
        self._pairs: set[str] = set()
        english: dict[str, set[str]] = {}
        # Most of fifty thousand names have one of a few hundred meanings: each is kept once.
        same: dict[Ids, Ids] = {}
        as_it_comes: set[str] = set()
        self._first: dict[str, list[str]] = {}
        for language, name in found:
            written = name.form.rstrip("*")
            key = _key(spelled(written))
            if len(key) < SHORTEST and not UNSPACED.search(key):
                continue
            if language != "en" and key in _ordinary():
                continue  # Island is Iceland in German, and a phone writes a first word with its capital.
            shelf = self._stems if name.form.endswith("*") else self._whole
            known = shelf.get(key, ())
            if name.id not in known:
                shelf[key] = same.setdefault((*known, name.id), (*known, name.id))
            if language == "en":
                english.setdefault(key, set()).add(name.id)
            elif name.kind == "demonym" and UNSPACED.search(key):
                self._pairs.add(key)
            self._ids[name.id.lower()] = name.id
            if not _needs_capitals(language, key, written):
                as_it_comes.add(key)
            elif key not in as_it_comes:
                self._written[key] = (*self._written.get(key, ()), written.replace(".", ""))
        for key in self._written.keys() & as_it_comes:
            del self._written[key]
        self._prefer(english)

    def _prefer(self, english: dict[str, set[str]]) -> None:
        """Let what a name is in English stand alone: EU is also the United States in Mexico, Guinea three in Spain."""
        for key, meant in english.items():
            for shelf in (self._whole, self._stems):
                if key in shelf and not set(shelf[key]) <= meant:
                    shelf[key] = tuple(id for id in shelf[key] if id in meant) or shelf[key]  # noqa: A001

    def meant(self, words: Sequence[str]) -> Meant | None:
        """What a passage of spelled words names as a whole; None if it is no name."""
        key = _key(words)
        found = key if key in self._whole else self._stem(key) or self._without_article(key)
        if not found or not self._may_stand(found, words):
            return None
        ids = self._whole.get(found) or self._stems[found]
        return Meant(tuple(sorted(ids)), together=key in self._pairs)

    def _may_stand(self, key: str, words: Sequence[str]) -> bool:
        """Whether a name is typed with the capitals that tell it from a common word."""
        written = self._written.get(key)
        if written is None:
            return True
        typed = " ".join(words).replace(".", "")
        return any(typed.startswith(one) for one in written)

    def ids(self, id: str) -> list[str]:  # noqa: A002
        """The entity of an id written in any case, as a list of one; empty if there is none."""
        known = self._ids.get(id.lower())
        return [known] if known else []

    def suggest(self, text: str, prefix: str = "") -> list[str]:
        """Names much like a text, the likest first, of entities whose id begins with ``prefix``.

        Only names that begin alike and are about as long are compared, so that a long topic holds nobody up.
        """
        key = _key(spelled(text))
        known = [
            name
            for name in self._initials().get(key[:1], ())
            if abs(len(name) - len(key)) <= TYPOS and any(one.startswith(prefix) for one in self._whole[name])
        ]
        return get_close_matches(key, known, n=3, cutoff=ALIKE)

    def alike(self, text: str, prefix: str = "") -> list[str]:
        """The ids of entities that have a name much like a text, as `suggest` finds them."""
        found = (id for name in self.suggest(text, prefix) for id in self._whole[name])  # noqa: A001
        return [id for id in dict.fromkeys(found) if id.startswith(prefix)]  # noqa: A001

    def _initials(self) -> dict[str, list[str]]:
        """Names that are long enough to be told from others, by their first letter."""
        if not self._first:
            for name in self._whole:
                if len(name) >= SURE:
                    self._first.setdefault(name[0], []).append(name)
        return self._first

    def _without_article(self, key: str) -> str:
        """An Arabic name that the tables have without the article it is typed with."""
        return bare(key) if has_article(key) and bare(key) in self._whole else ""

    def _stem(self, key: str) -> str:
        for size in range(len(key), max(2, len(key) - ENDING - 1), -1):
            if key[:size] in self._stems and " " not in key[size:]:
                return key[:size]
        return ""


_known: list[Lookup] = []


def lookup() -> Lookup:
    """The names of all languages, read once; a second."""
    if not _known:
        remember(Lookup(_all()))
    return _known[0]


def is_read() -> bool:
    """Whether the names are at hand already."""
    return bool(_known)


def remember(found: Lookup) -> None:
    """Take a look-up that another process has made: reading the tables leaves four times its memory behind."""
    _known[:] = [found]


def _all() -> Iterable[tuple[str, Name]]:
    for language in languages():
        yield from ((language, name) for name in names(language) if name.kind in KINDS)
    for language in dict.fromkeys((*languages(), *OTHERS)):
        yield from ((language, name) for name in common_names(language))


def _needs_capitals(language: str, key: str, written: str) -> bool:
    """OIL is an organisation in Italian: a name that is a word elsewhere is one only with its capitals."""
    if key in stopwords(language) or any(key in stopwords(code) for code in WORDS_OF):
        return True
    if language == "en" or not key.isascii():
        return False
    return written.isupper() or len(key) < SURE


@cache
def _ordinary() -> frozenset[str]:
    return frozenset((FOLDER / "ordinary_words" / "en.txt").read_text(encoding="utf-8").split())


def _key(words: Iterable[str]) -> str:
    key = " ".join(plain(word) for word in words if word != "-")
    return key.replace(" ", "") if UNSPACED.search(key) else key
