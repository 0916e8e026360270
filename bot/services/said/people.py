"""Which of the people who speak are meant by a name, and who of them is the same."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from bot.services.said.model import Choice
from storage.records import QuotationRecord
from summarizer.text.folding import fold, unaccented

ALIKE = 0.7
"""How like each other two spellings of one given name are: Sergei and Sergey."""

CASE = 2
"""Letters in which two cases of a name differ."""

MOST = 8
"""People among whom a reader chooses."""

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One of whom the words may speak: the name as most articles have it, and the quotations."""

    name: str
    quotations: Sequence[QuotationRecord]

    @property
    def choice(self) -> Choice:
        """What a reader chooses by."""
        return Choice(self.name, code(self.name), len(self.quotations))


def code(name: str) -> int:
    """A number that stands for a name on a button, and stays when others are found."""
    return zlib.crc32(" ".join(fold(name)).encode()) or 1


def people(words: Sequence[str], found: Sequence[QuotationRecord]) -> list[Person]:
    """The people whom a name may mean, of whom most is quoted first.

    Whoever is called by the last name only is the one who bears it; where several do, the one who speaks for the same
    country; else nobody knows, and the quotation is of none of them.
    """
    mine = [(one, _name(one)) for one in found if named_by(words, one)]
    groups: list[list[tuple[QuotationRecord, Name]]] = []
    short: list[tuple[QuotationRecord, Name]] = []
    for one in mine:
        if len(one[1]) < 2:
            short.append(one)
            continue
        group = next((held for held in groups if any(_is_same(one[1], name) for _, name in held)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    _place(short, groups)
    persons = [Person(_usual(group), [one for one, _ in group]) for group in groups]
    return sorted(persons, key=lambda one: (-len(one.quotations), one.name))


def named_by(words: Sequence[str], one: QuotationRecord) -> bool:
    """Whether somebody who is named so may have said it."""
    return is_of(_key(" ".join(words)), _name(one))


def is_of(asked: Name, name: Name) -> bool:
    """Whether somebody of this name may be asked for: by the last word, and by no other first one."""
    if not asked or not name:
        return False
    if all(len(word) == 1 and not word.isascii() for word in (*asked, *name)):
        one, other = "".join(asked), "".join(name)
        return one in other or other in one
    place = next((at for at, word in enumerate(name) if _is_equal(asked[-1], word)), None)
    if place is None:
        return False
    given = name[:place]
    return len(asked) == 1 or not given or any(_is_alike(asked[0], one) for one in given)


def _place(short: Sequence[tuple[QuotationRecord, Name]], groups: list[list[tuple[QuotationRecord, Name]]]) -> None:
    """Give the last names to whoever bears them."""
    sides = [{side for one, _ in group for side in one.quote.voices} for group in groups]
    whole = list(groups)
    for one in short:
        if not whole:
            if not groups:
                groups.append([])
            groups[0].append(one)
            continue
        held = [
            group
            for group, side in zip(whole, sides, strict=True)
            if len(whole) == 1 or (side & set(one[0].quote.voices))
        ]
        if len(held) == 1:
            held[0].append(one)


def _is_same(one: Name, other: Name) -> bool:
    """Whether two full names are one person's: the same last name, the first one alike or an initial of the other."""
    if not _is_equal(one[-1], other[-1]) and not (
        one[0] == other[0] and len(one) == len(other) == 2 and _is_alike(one[-1], other[-1])
    ):
        return False
    return _is_alike(one[0], other[0])


def _is_equal(one: str, other: str) -> bool:
    """Whether two words are the same; Cyrillic ones also in two cases."""
    if one == other:
        return True
    stem = max(len(one), len(other)) - CASE
    return stem > CASE and one[:stem] == other[:stem] and "\u0400" <= one[0] <= "\u04ff"


def _is_alike(one: str, other: str) -> bool:
    if one == other or not one or not other:
        return True
    if one[0] != other[0]:
        return False
    return min(len(one), len(other)) == 1 or SequenceMatcher(None, one, other).ratio() >= ALIKE


def _name(one: QuotationRecord) -> Name:
    return _key(one.quote.name or "")


@lru_cache(maxsize=10_000)
def _key(name: str) -> Name:
    """The words of a name as they are compared."""
    return tuple(map(unaccented, fold(name)))


def _usual(group: Sequence[tuple[QuotationRecord, Name]]) -> str:
    """The name that most of the quotations give, a full one if there is any."""
    counts = Counter(one.quote.name or "" for one, name in group if len(name) > 1)
    counts = counts or Counter(one.quote.name or "" for one, _ in group)
    return max(counts, key=lambda name: (counts[name], name))
