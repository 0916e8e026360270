"""The single things that topics ask for, numbered, and which of them an article holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from summarizer.text.terms import STEMMERS, stem
from summarizer.topics.facts import Facts
from summarizer.topics.nodes import About, Act, Atom, Clause, Language, Named, Near, Outlet, Title, Words

NEIGHBOURS = 1
"""Two things are near each other within so many sentences."""

Places = dict[int, Sequence[int]]
"""The atoms that an article holds, each with the sentences it stands in where a pair asks for them."""


class Atoms:
    """Numbers for atoms, given for good; an atom costs an article nothing unless the article holds its rarest word."""

    def __init__(self) -> None:
        self._numbers: dict[Atom, int] = {}
        self._atoms: list[Atom] = []
        self._pairs: dict[int, dict[int, int]] = {}
        self._paired: set[int] = set()
        self._worded: list[tuple[int, Words | Title]] = []
        self._outlets: list[tuple[int, Clause]] = []
        self._shelves: dict[str, _Shelf] = {}

    def __getitem__(self, number: int) -> Atom:
        return self._atoms[number]

    def __len__(self) -> int:
        return len(self._atoms)

    def number(self, atom: Atom) -> int:
        """The number of an atom, a new one if it was not asked for before."""
        known = self._numbers.get(atom)
        if known is not None:
            return known
        sides = (self.number(atom.one), self.number(atom.other)) if isinstance(atom, Near) else ()
        number = self._numbers[atom] = len(self._atoms)
        self._atoms.append(atom)
        if sides:
            self._pairs.setdefault(sides[0], {})[sides[1]] = number
            self._paired.update(sides)
        elif isinstance(atom, Words | Title):
            self._worded.append((number, atom))
            for shelf in self._shelves.values():
                shelf.add(number, atom)
        elif isinstance(atom, Outlet):
            self._outlets.append((number, atom.clause))
        return number

    def held(self, facts: Facts) -> Places:
        """The atoms that an article holds; with the sentences they stand in for those that some pair asks for."""
        found: Places = {}
        for atom, sentences in self._facts(facts):
            number = self._numbers.get(atom)
            if number is not None:
                found[number] = sentences
        self._shelf(facts.language).find(facts, self._paired, found)
        for number, clause in self._outlets:
            if _stands(clause, facts.outlet):
                found[number] = ()
        found.update(self._near(found))
        return found

    def _facts(self, facts: Facts) -> Iterator[tuple[Atom, Sequence[int]]]:
        yield Language(facts.language), ()
        for entity in facts.entities:
            yield Named(entity.id), entity.sentences
            if entity.role == "about":
                yield About(entity.id), ()
        reported: dict[str, list[int]] = {}
        for act in facts.acts:
            reported.setdefault(act.id, []).append(act.sentence)
        for act_id, sentences in reported.items():
            yield Act(act_id), sentences

    def _near(self, held: Places) -> Iterator[tuple[int, Sequence[int]]]:
        for one in held.keys() & self._pairs.keys():
            others = self._pairs[one]
            for other in others.keys() & held.keys():
                near = [place for place in held[one] if any(abs(place - at) <= NEIGHBOURS for at in held[other])]
                if near:
                    yield others[other], near

    def _shelf(self, language: str) -> _Shelf:
        """The words as articles in ``language`` are stemmed, made when the first such article comes."""
        stemmer = STEMMERS.get(language, "")
        if stemmer not in self._shelves:
            shelf = _Shelf(language)
            for number, atom in self._worded:
                shelf.add(number, atom)
            self._shelves[stemmer] = shelf
        return self._shelves[stemmer]


class _Shelf:
    """Words and phrases in the terms of one language: single words by themselves, the rest by their longest term."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._single: dict[str, list[int]] = {}
        self._file: dict[str, list[tuple[int, Clause, bool]]] = {}

    def add(self, number: int, atom: Words | Title) -> None:
        clause = tuple(stem(word, self._language) for word in atom.clause)
        if len(clause) == 1 and isinstance(atom, Words):
            self._single.setdefault(clause[0], []).append(number)
        else:
            self._file.setdefault(max(clause, key=len), []).append((number, clause, isinstance(atom, Title)))

    def find(self, facts: Facts, paired: Set[int], found: Places) -> None:
        """Put what an article holds into ``found``, with its sentences where the number is one of ``paired``."""
        held = set(facts.terms)
        wanted: list[tuple[str, tuple[int, Clause, bool]]] = []
        for key in held:
            for number in self._single.get(key, ()):
                if number in paired:
                    wanted.append((key, (number, (key,), False)))
                else:
                    found[number] = ()
        wanted += [(key, filed) for key in held for filed in self._file.get(key, ())]
        if not wanted:
            return
        places: dict[str, list[int]] = {}
        for place, term in enumerate(facts.terms):
            places.setdefault(term, []).append(place)
        for key, (number, clause, in_title) in wanted:
            starts = places[key] if len(clause) == 1 else _starts(clause, key, facts.terms, places[key])
            if in_title:
                starts = [start for start in starts if start + len(clause) <= facts.titled]
            if starts:
                found[number] = list(dict.fromkeys(map(facts.sentence_of, starts))) if number in paired else ()


def _starts(clause: Clause, key: str, terms: Sequence[str], places: Sequence[int]) -> list[int]:
    offset = clause.index(key)
    starts = (place - offset for place in places)
    return [start for start in starts if start >= 0 and tuple(terms[start : start + len(clause)]) == clause]


def _stands(clause: Clause, words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(clause)]) == clause for at in range(len(words) - len(clause) + 1))
