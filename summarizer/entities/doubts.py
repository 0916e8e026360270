"""What a name means where it may mean several things: Georgia the state, Jordan the player, Turkey the bird."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from summarizer.entities.forms import Form
from summarizer.entities.reading import DATELINE, STOP, Reading
from summarizer.entities.spelling import UNSPACED, plain
from summarizer.entities.tables import FOLDER

PRONOUNS = frozenset({"US"})
"""Acronyms that are a pronoun in capitals, which words before it tell from a country."""


LANDMARKS = frozenset({"st", "saint", "fort", "lake", "mount", "mt"})
"""Words among the given names that name places after people: nobody is called Fort."""


MOST_BETWEEN = 4
"""Words that may stand between a town and the state or province that it is in."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A form that may mean something else: ``otherwise`` if the article holds more of ``clues`` than of ``own``.

    ``person``: it is also a name that people have; where a script has no capitals and no spaces, it is an entity's only
    beside one of ``own``. ``opening``: it is a common word that opens a sentence.
    """

    form: str
    person: bool
    opening: bool
    otherwise: str
    clues: frozenset[str]
    own: frozenset[str]


class Doubts:
    """The doubtful forms of a language, and the words that decide."""

    def __init__(self, language: str) -> None:
        self._doubts = {doubt.form: doubt for doubt in _doubts(language)}
        self._given = _words("given_names", language)
        self._before = _words("before_places", language)
        self._pronouns = _words("before_pronouns", language)
        self._between = _words("between_places", language)

    def allow(self, reading: Reading, first: int, last: int, forms: tuple[Form, ...]) -> bool:
        """Whether the words are a name of an entity and not a person's, or a common word that opens a sentence."""
        form = forms[0]
        doubt = self._doubts.get(form.written)
        if doubt is None:
            return True
        words = reading.words
        if doubt.opening:
            is_sure = bool(_held(reading, doubt, doubt.own))
            return is_sure or not (reading.opens(first) or self._is_shouted(reading, first))
        if form.acronym:
            is_told = "." in words[first] or not self._is_shouted(reading, first)
            return is_told or (form.written in PRONOUNS and not self._is_pronoun(reading, first))
        if doubt.person and UNSPACED.search(form.written):
            return bool(_held(reading, doubt, doubt.own))
        if not doubt.person and form.kind != "town":
            return True
        before = plain(words[first - 1]) if first else STOP
        if before in self._given or (len(words[first - 1]) <= 2 and words[first - 1].endswith(".")):
            return False
        after = words[last + 1] if last + 1 < len(words) else STOP
        return not (after[:1].isupper() and not after.isupper() and before not in self._before)

    def is_surname(self, reading: Reading, first: int, forms: tuple[Form, ...]) -> bool:
        """Whether a name that `allow` refuses follows a given name or a title: Judge Jordan, not Jordan Street."""
        doubt = self._doubts.get(forms[0].written)
        before = plain(reading.words[first - 1]) if first else STOP
        return doubt is not None and doubt.person and before in self._given and before not in LANDMARKS

    def leads_on(self, between: Sequence[str]) -> bool:
        """Whether words between two places say that the one is in the other: none, or "the state of"."""
        return len(between) <= MOST_BETWEEN and all(plain(word) in self._between for word in between)

    def is_own(self, reading: Reading, form: Form) -> bool:
        """Whether the article holds words that speak for the entity, though it has a person of that name too."""
        doubt = self._doubts.get(form.written)
        return doubt is not None and bool(_held(reading, doubt, doubt.own))

    def is_town(self, reading: Reading, word: int) -> bool:
        """Whether a town's name is one here: in a dateline, or after "in" where capitals tell something."""
        if reading.segment_of(word) == DATELINE:
            return True
        before = plain(reading.words[word - 1]) if word else STOP
        return before in self._before and not self._is_shouted(reading, word)

    def otherwise(self, reading: Reading, form: Form) -> Form | None:
        """The other thing that a form means here, if the article speaks for it."""
        doubt = self._doubts.get(form.written)
        if doubt is None or not doubt.otherwise:
            return None
        if len(_held(reading, doubt, doubt.clues)) <= len(_held(reading, doubt, doubt.own)):
            return None
        return replace(form, id=doubt.otherwise, kind="region")

    def _is_pronoun(self, reading: Reading, word: int) -> bool:
        """Whether "US" is a pronoun where all is in capitals: it opens no sentence, and follows words like "tell"."""
        return not reading.opens(word) and plain(reading.words[word - 1]) in self._pronouns

    def _is_shouted(self, reading: Reading, word: int) -> bool:
        """Whether the words around one are all in capitals, so that capitals tell nothing."""
        near = [one for one in reading.words[max(0, word - 3) : word + 4] if one.isalpha() and len(one) > 1]
        return sum(one.isupper() for one in near) > len(near) / 2 and len(near) > 2


def _held(reading: Reading, doubt: Doubt, words: frozenset[str]) -> Set[str]:
    """Those of some words that an article holds; in a script without spaces a word is any passage."""
    if UNSPACED.search(doubt.form):
        return {word for word in words if reading.holds(word)}
    return words & _words_of(reading.line)


@lru_cache(maxsize=2)
def _words_of(line: str) -> frozenset[str]:
    """The words of the article that is read, parted once for all its doubts."""
    return frozenset(line.split())


@cache
def doubts_of(language: str) -> Doubts:
    """The doubts of a language, read once."""
    return Doubts(language)


def _doubts(language: str) -> Iterator[Doubt]:
    path = FOLDER / "doubtful" / f"{language}.csv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sides = (frozenset(plain(one.strip()) for one in row[side].split(";") if one) for side in ("clues", "own"))
            yield Doubt(row["form"], row["also"] == "person", row["also"] == "word", row["otherwise"], *sides)


def _words(name: str, language: str) -> frozenset[str]:
    path = FOLDER / name / f"{language}.txt"
    return frozenset(map(plain, path.read_text(encoding="utf-8").split())) if path.exists() else frozenset()
