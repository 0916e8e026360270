"""All followed topics at once against one article, in time that grows with what matches and not with the topics.

A topic is written out as the ways in which it may hold: atoms that must all be there, and atoms that must not. Each way
is filed under the one of its atoms that files the fewest others, and looked at only for articles that hold it.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that holds for an article; ``because`` are the atoms that made it hold."""

    id: int
    because: tuple[Atom, ...]


class _Shelf:
    """What is filed under one atom: topics that need no more than it, and the rest of what the others need."""

    __slots__ = ("content", "needing")

    def __init__(self) -> None:
        self.content: set[int] = set()
        self.needing: dict[int, Way | Node] = {}

    def __len__(self) -> int:
        return len(self.content) + len(self.needing)


class TopicIndex:
    """Topics by number. Not for use by several threads at once."""

    def __init__(self) -> None:
        self._atoms = Atoms()
        self._shelves: dict[int, _Shelf] = {}
        self._keys: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, id: int) -> bool:  # noqa: A002
        return id in self._keys

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
        for key in self._keys.pop(id, ()):
            shelf = self._shelves[key]
            shelf.content.discard(id)
            shelf.needing.pop(id, None)
            if not shelf:
                del self._shelves[key]

    def _file(self, id: int, needed: Sequence[Atom], barred: Sequence[Atom], root: Node) -> int:  # noqa: A002
        """File one way in which a topic may hold, and return the atom that it is filed under."""
        number, shelves = self._atoms.number, self._shelves
        needs = [number(atom) for atom in needed]
        key = needs[0] if len(needs) == 1 else min(needs, key=self._filed)
        shelf = shelves.get(key)
        if shelf is None:
            shelf = shelves[key] = _Shelf()
        if len(needs) == 1 and not barred:
            shelf.content.add(id)
        elif id in shelf.needing:
            # Two ways of one topic under one atom: the article has to be asked about both.
            shelf.needing[id] = root
        else:
            rest = tuple([one for one in needs if one != key])
            shelf.needing[id] = (rest, tuple([number(atom) for atom in barred]))
        return key

    def _file_whole(self, id: int, root: Node) -> tuple[int, ...]:  # noqa: A002
        """File a topic that is not written out under atoms of which it needs one."""
        for atom in _atoms(root):
            self._atoms.number(atom)
        keys = tuple({min((self._atoms.number(atom),), key=self._filed) for atom in _any_of(root)})
        for key in keys:
            self._shelves.setdefault(key, _Shelf()).needing[id] = root
        return keys

    def _filed(self, number: int) -> int:
        """How many topics are filed under an atom."""
        shelf = self._shelves.get(number)
        return 0 if shelf is None else len(shelf)

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
            found |= shelf.content
            for id, way in shelf.needing.items():  # noqa: A001
                if type(way) is tuple:
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
        return found

    def _holds(self, node: Node, held: Places) -> bool:
        if isinstance(node, All):
            return all(self._holds(part, held) for part in node.parts)
        if isinstance(node, Any):
            return any(self._holds(part, held) for part in node.parts)
        if isinstance(node, Not):
            return not self._holds(node.what, held)
        return self._atoms.number(node) in held


def _ways(node: Node) -> list[tuple[list[Atom], list[Atom]]] | None:
    """The ways in which a topic in its normal form may hold; None if they are too many or one asks for nothing."""
    if isinstance(node, Any):
        parts = [_ways(part) for part in node.parts]
        found = [way for ways in parts if ways is not None for way in ways]
        return found if None not in parts and len(found) <= MOST_WAYS else None
    needed: list[Atom] = []
    barred: list[Atom] = []
    found = [(needed, barred)]
    for part in node.parts if isinstance(node, All) else (node,):
        if isinstance(part, Not):
            barred.append(cast("Atom", part.what))
        elif not isinstance(part, All | Any):
            needed.append(part)
    for part in node.parts if isinstance(node, All) else ():
        if isinstance(part, All | Any):
            more = _ways(part)
            if more is None or len(found) * len(more) > MOST_WAYS:
                return None
            found = [(one[0] + other[0], one[1] + other[1]) for one in found for other in more]
    return found if all(way[0] for way in found) else None


def _any_of(node: Node) -> list[Atom]:
    """Atoms of which at least one must be held: the fewest that the topic's form gives."""
    if isinstance(node, Any):
        return [atom for part in node.parts for atom in _any_of(part)]
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
