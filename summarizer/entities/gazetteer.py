"""All names of one language behind one automaton, which finds every one of them in a text in a single pass."""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Protocol

import ahocorasick

from summarizer.entities.cities import cities
from summarizer.entities.common import common_names
from summarizer.entities.forms import ENDING, Form, keys
from summarizer.entities.hits import Hit, distinct, together
from summarizer.entities.shelf import Shelf
from summarizer.entities.spelling import KATAKANA
from summarizer.entities.tables import FOLDER, Name, names
from summarizer.entities.towns import Towns
from summarizer.text.folding import unaccented

NOTHING = "-"
"""The id of what looks like a name and is none: the Washington Post, the Duke of Edinburgh."""

PERSON = "person"
"""The kind of such a name that is a person's whole name: Michael Jordan."""

ENGLISH = "en"

KEPT = 8
"""Languages whose names stay in memory, a few megabytes each."""

REMEMBERED = 5_000
"""Spellings whose forms stay in memory once a text had them; few of the names of a language are ever met."""

_LATIN = re.compile("[a-z]")


class Finder(Protocol):
    """Finds names in a line of words."""

    def find(self, line: str, shown: str) -> list[Hit]:
        """See `Gazetteer.find`."""
        ...


class Gazetteer:
    """The names of a language, and ``beside`` them towns, or English names that texts in it may hold in Latin letters.

    `find` is linear in the text, whatever the number of names. A name is kept as its table has it, and its form is made
    when a text has it: most names are never met.
    """

    def __init__(self, found: Iterable[Name], beside: Finder | None = None) -> None:
        self._beside = beside
        self._names: list[Name] = []
        self._lengths = array("H")
        self._next = array("l")
        self._shelves: dict[int, Shelf] = {}
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        last: dict[str, int] = {}
        for name in found:
            for key in keys(name):
                rank = len(self._names)
                self._names.append(name)
                self._lengths.append(len(key))
                self._next.append(0)
                if key in last:
                    self._next[last[key]] = rank
                else:
                    self._automaton.add_word(key, rank)
                last[key] = rank
        if last:
            self._automaton.make_automaton()

    def find(self, line: str, shown: str) -> list[Hit]:
        """Return every form in a line of plain words, each with a space before and after, in order of their ends.

        ``shown`` is the line with its capitals. Whole words only, and up to `ENDING` letters after a stem; the longest
        of those that overlap are for the caller to choose.
        """
        own = self._own(line, shown) if len(self._automaton) else []
        if self._beside is None or not _LATIN.search(line):
            return own
        return together(own, self._beside.find(line, shown))

    def _own(self, line: str, shown: str) -> list[Hit]:
        hits: list[Hit] = []
        shelves = self._shelves
        for last, number in self._automaton.iter(line):
            shelf = shelves.get(number) or self._shelf(number)
            reach = last + 1
            start = reach - shelf.length
            if shelf.is_joined:
                start, forms = shelf.joined(line, start)
            elif line[start] == " ":
                start += 1
                if shelf.is_capital and not shown[start].isupper():
                    continue
                forms = shelf.forms
            else:
                if not _cuts_katakana(line, start, reach):
                    hits.append(Hit(start, reach, reach, shelf.forms))
                continue
            end = line.find(" ", reach)
            if end != reach:
                forms = tuple(one for one in forms if one.stem) if end - reach <= ENDING and shelf.stems else ()
            if not forms:
                continue
            if shelf.is_joined and hits and (hits[-1].reach, hits[-1].start) == (reach, start):
                forms = _ranked(hits.pop().forms + forms)
            hits.append(Hit(start, end, reach, forms))
        return hits

    def _shelf(self, first: int) -> Shelf:
        if len(self._shelves) >= REMEMBERED:
            self._shelves.clear()
        ranks = [first]
        while following := self._next[ranks[-1]]:
            ranks.append(following)
        made = Shelf.of(self._lengths[first], [(rank, self._names[rank]) for rank in ranks])
        self._shelves[first] = made
        return made


@lru_cache(maxsize=KEPT)
def gazetteer(language: str) -> Gazetteer:
    """The names that an article in a language may hold: its tables, CLDR's names, and English ones beside a script of
    its own. Made once while it is among the last that were asked for.
    """
    own_names = list(names(language))
    held = {name.id for name in own_names}
    # Between words in katakana no short name can be mistaken, so Japanese takes all that CLDR has.
    common = (name for name in common_names(language) if name.id not in held or KATAKANA.match(name.form))
    known = chain(own_names, common, _decoys(language))
    if language == ENGLISH:
        return _with_towns(known)
    own = next(iter(common_names(language)), None)
    has_own_script = own is None or not unaccented(own.form)[0].isascii()
    return Gazetteer(known, _english() if has_own_script else None)


def _with_towns(known: Iterable[Name]) -> Gazetteer:
    towns: dict[str, list[str]] = {}
    others: list[Name] = []
    for name, owners in cities().items():
        codes = [code for _, code in sorted(owners, key=lambda one: -one[0])]
        if name[0].isupper():
            towns[name] = codes
        else:
            others += (Name(f"country:{code}", "town", name) for code in codes)
    return Gazetteer(chain(known, others), Towns(towns))


@cache
def _english() -> Gazetteer:
    """The English names that stand in texts of other scripts, one for all of them: no town is looked for there."""
    return Gazetteer(chain(names(ENGLISH), _decoys(ENGLISH)))


def _ranked(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Forms of two bare spellings, one a particle longer than the other, in the order of the tables."""
    return distinct(sorted(forms, key=lambda one: one.rank))


def _cuts_katakana(line: str, start: int, end: int) -> bool:
    """Whether a passage is a part of a longer word in katakana: no Mali in Maria."""
    return any(
        KATAKANA.fullmatch(line, inner, inner + 1) and KATAKANA.fullmatch(line, outer, outer + 1)
        for inner, outer in ((start, start - 1), (end - 1, end))
    )


def _decoys(language: str) -> Iterator[Name]:
    path = FOLDER / "decoys" / f"{language}.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                id, kind = (NOTHING, PERSON) if row["id"] == PERSON else (row["id"], "decoy")  # noqa: A001
                yield from (Name(id, kind, form.strip()) for form in row["forms"].split(";"))
