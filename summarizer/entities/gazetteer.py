"""All names of one language behind one automaton, which finds every one of them in a text in a single pass."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import ahocorasick

from summarizer.entities.cities import city_names
from summarizer.entities.common import common_names
from summarizer.entities.forms import ENDING, Form, forms
from summarizer.entities.spelling import KATAKANA
from summarizer.entities.tables import FOLDER, Name, names
from summarizer.text.folding import unaccented

NOTHING = "-"
"""The id of what looks like a name and is none: the Washington Post, the Duke of Edinburgh."""

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Hit:
    """Forms that stand at ``start`` to ``end`` of a line of words; the end is that of the last word."""

    start: int
    end: int
    forms: tuple[Form, ...]


class Gazetteer:
    """The names of a language. `find` is linear in the text, whatever the number of names."""

    def __init__(self, found: Iterable[Name]) -> None:
        shelves: dict[str, list[Form]] = {}
        for name in found:
            for form in forms(name):
                shelf = shelves.setdefault(form.key, [])
                if all(form.asks != other.asks for other in shelf):
                    shelf.append(form)
        self._automaton = ahocorasick.Automaton()
        for key, shelf in shelves.items():
            self._automaton.add_word(key, (len(key), tuple(shelf), all(form.capital for form in shelf)))
        if shelves:
            self._automaton.make_automaton()

    def find(self, line: str, shown: str) -> list[Hit]:
        """Return every form in a line of plain words, each with a space before and after, in order of their ends.

        ``shown`` is the line with its capitals. Whole words only, and up to `ENDING` letters after a stem; the longest
        of those that overlap are for the caller to choose.
        """
        if not len(self._automaton):
            return []
        hits = []
        for last, (length, shelf, is_capital) in self._automaton.iter(line):
            end, start = last + 1, last + 1 - length
            if line[start] == " ":
                start += 1
                if is_capital and not shown[start].isupper():
                    continue
                after = line.find(" ", end)
                fitting = shelf if after == end else tuple(one for one in shelf if one.stem and after - end <= ENDING)
                end = after
            else:
                fitting = () if _cuts_katakana(line, start, end) else shelf
            if fitting:
                hits.append(Hit(start, end, fitting))
        return hits


@cache
def gazetteer(language: str) -> Gazetteer:
    """The names that an article in a language may hold, made once: its tables, CLDR's names, and English ones beside
    a script of its own.
    """
    own_names = list(names(language))
    held = {name.id for name in own_names}
    # Between words in katakana no short name can be mistaken, so Japanese takes all that CLDR has.
    common = (name for name in common_names(language) if name.id not in held or KATAKANA.match(name.form))
    known: list[Iterable[Name]] = [own_names, common, _decoys(language)]
    if language == ENGLISH:
        known.append(city_names())
    else:
        own = next(iter(common_names(language)), None)
        if own is None or not unaccented(own.form)[0].isascii():
            known += [names(ENGLISH), _decoys(ENGLISH)]
    return Gazetteer(chain.from_iterable(known))


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
                yield from (Name(row["id"], "decoy", form.strip()) for form in row["forms"].split(";"))
