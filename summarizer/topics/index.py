"""All followed topics at once against one article, in time that grows with what matches and not with the topics.

A topic is written out as the ways in which it may hold: atoms that must all be there, and atoms that must not. Each way
is filed under the two of its atoms that file the fewest others, and looked at only for articles that hold both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from summarizer.topics.atoms import Atoms, Places
from summarizer.topics.facts import Facts
from summarizer.topics.nodes import All, Any, Atom, Node, Not
from summarizer.topics.query import Query

MOST_WAYS = 64
"""Ways in which a topic is written out; one that has more is looked at as a whole."""

Way = tuple[tuple[int, ...], tuple[int, ...]]
"""Numbers of atoms that must be held, and of those that must not."""

Ways = list[tuple[list[Atom], list[Atom]]]
"""The same before the atoms are numbered."""

Key = tuple[int, int]
"""The numbers of the two atoms that a topic is filed under; the second is `ALONE` where it needs one only."""

ALONE = -1


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that holds for an article; ``because`` are the atoms that made it hold."""

    id: int
    because: tuple[Atom, ...]


Entries = dict[int, Way | Node | None]
"""Topics by number, each with what it asks for beside what it is filed under; None for nothing more."""


class _Shelf:
    """What is filed under one atom: by a second one where a topic needs two or more, else directly."""

    __slots__ = ("alone", "beside")

    def __init__(self) -> None:
        self.alone: Entries = {}
        self.beside: dict[int, Entries] = {}

    def __len__(self) -> int:
        return len(self.alone) + len(self.beside)


class TopicIndex:
    """Topics by number. Not for use by several threads at once."""

    def __init__(self) -> None:
        self._atoms = Atoms()
        self._shelves: dict[int, _Shelf] = {}
        self._keys: dict[int, tuple[Key, ...]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, id: int) -> bool:  # noqa: A002
        return id in self._keys

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def add(self, id: int, query: Query) -> None:  # noqa: A002
        """Match ``query`` from now on; a topic of the same number is replaced."""
        if id in self._keys:
            self.remove(id)
        ways = _ways(query.root)
        if ways is None:
            self._keys[id] = self._file_whole(id, query.root)
        elif len(ways) == 1:
            self._keys[id] = (self._file(id, *ways[0], query.root),)
        else:
            self._keys[id] = tuple({self._file(id, needed, barred, query.root) for needed, barred in ways})

    def remove(self, id: int) -> None:  # noqa: A002
        """Forget a topic; an unknown number is no error."""
        for key, second in self._keys.pop(id, ()):
            shelf = self._shelves[key]
            entries = shelf.alone if second == ALONE else shelf.beside[second]
            entries.pop(id, None)
            if second != ALONE and not entries:
                del shelf.beside[second]
            if not shelf:
                del self._shelves[key]

    def _file(self, id: int, needed: Sequence[Atom], barred: Sequence[Atom], root: Node) -> Key:  # noqa: A002
        """File one way in which a topic may hold, and return where."""
        number = self._atoms.number
        # All of them, also where the topic is looked at as a whole: an atom without a number is never held.
        needs, bars = [number(atom) for atom in needed], tuple([number(atom) for atom in barred])
        key, second = (needs[0], ALONE) if len(needs) == 1 else self._rarest(needs)
        shelf = self._shelves.get(key)
        if shelf is None:
            shelf = self._shelves[key] = _Shelf()
        entries = shelf.alone if second == ALONE else shelf.beside.setdefault(second, {})
        if id in entries:
            # Two ways of one topic in one place: the article has to be asked about both.
            entries[id] = root
        elif len(needs) > 2 or barred:
            rest = tuple([one for one in needs if one not in (key, second)])
            entries[id] = (rest, bars)
        else:
            entries[id] = None
        return key, second

    def _file_whole(self, id: int, root: Node) -> tuple[Key, ...]:  # noqa: A002
        """File a topic that is not written out under atoms of which it needs one."""
        for atom in _atoms(root):
            self._atoms.number(atom)
        keys = tuple({self._atoms.number(atom) for atom in _any_of(root)})
        for key in keys:
            self._shelves.setdefault(key, _Shelf()).alone[id] = root
        return tuple((key, ALONE) for key in keys)

    def _rarest(self, needs: Sequence[int]) -> Key:
        """The two atoms of several under which the fewest topics are filed."""
        shelves, first, second = self._shelves, needs[0], needs[1]
        least = next_least = sys.maxsize
        for one in needs:
            shelf = shelves.get(one)
            size = len(shelf.beside) + len(shelf.alone) if shelf else 0
            if size < least:
                first, second, least, next_least = one, first, size, least
            elif size < next_least:
                second, next_least = one, size
        return first, second

    def match(self, facts: Facts) -> list[int]:
        """Return the numbers of the topics that hold for an article, ascending."""
        return sorted(self._holding(self._atoms.held(facts)))

    def explain(self, id: int, query: Query, facts: Facts) -> TopicMatch:  # noqa: A002
        """Return because of what a topic that holds does so."""
        wanted = {atom: self._atoms.number(atom) for atom in _atoms(query.root, positive=True)}
        held = self._atoms.held(facts)
        return TopicMatch(id, tuple(atom for atom, number in wanted.items() if number in held))

    def _holding(self, held: Places) -> set[int]:
        found: set[int] = set()
        for key in held.keys() & self._shelves.keys():
            shelf = self._shelves[key]
            self._look(shelf.alone, held, found)
            for second in held.keys() & shelf.beside.keys():
                self._look(shelf.beside[second], held, found)
        return found

    def _look(self, entries: Entries, held: Places, found: set[int]) -> None:
        for id, way in entries.items():  # noqa: A001
            if way is None:
                found.add(id)
            elif type(way) is tuple:
                needed, barred = way
                for number in needed:
                    if number not in held:
                        break
                else:
                    for number in barred:
                        if number in held:
                            break
                    else:
                        found.add(id)
            elif self._holds(way, held):  # type: ignore[arg-type]
                found.add(id)

    def _holds(self, node: Node, held: Places) -> bool:
        if isinstance(node, All):
            return all(self._holds(part, held) for part in node.parts)
        if isinstance(node, Any):
            return any(self._holds(part, held) for part in node.parts)
        if isinstance(node, Not):
            return not self._holds(node.what, held)
        return self._atoms.number(node) in held


def _ways(root: Node) -> Ways | None:
    """The ways in which a topic in its normal form may hold; None if they are too many or one asks for nothing."""
    found = _written_out(root)
    return found if found is not None and all(needed for needed, _ in found) else None


def _written_out(node: Node) -> Ways | None:
    if isinstance(node, Any):
        parts = [_written_out(part) for part in node.parts]
        found = [way for ways in parts if ways is not None for way in ways]
        return found if None not in parts and len(found) <= MOST_WAYS else None
    needed: list[Atom] = []
    barred: list[Atom] = []
    groups: list[All | Any] = []
    for part in node.parts if isinstance(node, All) else (node,):
        if isinstance(part, Not):
            barred.append(cast("Atom", part.what))
        elif isinstance(part, (All, Any)):
            groups.append(part)
        else:
            needed.append(part)
    found = [(needed, barred)]
    for group in groups:
        more = _written_out(group)
        if more is None or len(found) * len(more) > MOST_WAYS:
            return None
        found = [(one[0] + other[0], one[1] + other[1]) for one in found for other in more]
    return found


def _any_of(node: Node) -> list[Atom]:
    """Atoms of which at least one must be held: the fewest that the topic's form gives; none if it gives none."""
    if isinstance(node, Any):
        parts = [_any_of(part) for part in node.parts]
        return [atom for found in parts for atom in found] if all(parts) else []
    if isinstance(node, All):
        return min((found for part in node.parts if (found := _any_of(part))), key=len, default=[])
    return [] if isinstance(node, Not) else [node]


def _atoms(node: Node, *, positive: bool = False) -> Iterator[Atom]:
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from _atoms(part, positive=positive)
    elif not isinstance(node, Not):
        yield node
    elif not positive:
        yield from _atoms(node.what)
