"""All followed topics at once against one article, in time that grows with what matches and not with the topics.

A topic is written out as the ways in which it may hold: atoms that must all be there, and atoms that must not. Each way
is filed under the one of its atoms that files the fewest others, and looked at only for articles that hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


class TopicIndex:
    """Topics by number. Not for use by several threads at once."""

    def __init__(self) -> None:
        self._atoms = Atoms()
        self._files: dict[int, dict[int, Way | Node]] = {}
        self._keys: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, id: int) -> bool:  # noqa: A002
        return id in self._keys

    def add(self, id: int, query: Query) -> None:  # noqa: A002
        """Match ``query`` from now on; a topic of the same number is replaced."""
        self.remove(id)
        ways = _ways(query.root)
        if ways is None:
            for atom in _atoms(query.root):
                self._atoms.number(atom)
            keys = tuple({self._key([self._atoms.number(atom)]) for atom in _any_of(query.root)})
            filed: list[tuple[int, Way | Node]] = [(key, query.root) for key in keys]
        else:
            filed = []
            for needed, barred in ways:
                needs = [self._atoms.number(atom) for atom in needed]
                key = self._key(needs)
                rest = tuple(number for number in needs if number != key)
                filed.append((key, (rest, tuple(map(self._atoms.number, barred)))))
        for key, way in filed:
            shelf = self._files.setdefault(key, {})
            # Two ways of one topic under one key: the article has to be asked about both.
            shelf[id] = query.root if id in shelf else way
        self._keys[id] = tuple({key for key, _ in filed})

    def remove(self, id: int) -> None:  # noqa: A002
        """Forget a topic; an unknown number is no error."""
        for key in self._keys.pop(id, ()):
            shelf = self._files[key]
            del shelf[id]
            if not shelf:
                del self._files[key]

    def match(self, facts: Facts) -> list[int]:
        """Return the numbers of the topics that hold for an article, ascending."""
        return sorted(self._holding(self._atoms.held(facts)))

    def explain(self, id: int, query: Query, facts: Facts) -> TopicMatch:  # noqa: A002
        """Return because of what a topic that holds does so."""
        wanted = {atom: self._atoms.number(atom) for atom in _atoms(query.root, positive=True)}
        held = self._atoms.held(facts)
        return TopicMatch(id, tuple(atom for atom, number in wanted.items() if number in held))

    def _key(self, numbers: Iterable[int]) -> int:
        return min(numbers, key=lambda number: (len(self._files.get(number, ())), number))

    def _holding(self, held: Places) -> set[int]:
        found: set[int] = set()
        present = held.keys()
        for key in present & self._files.keys():
            for id, way in self._files[key].items():  # noqa: A001
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


def _ways(node: Node) -> list[tuple[tuple[Atom, ...], tuple[Atom, ...]]] | None:
    """The ways in which a topic in its normal form may hold; None if they are too many or one asks for nothing."""
    if isinstance(node, Any):
        parts = [_ways(part) for part in node.parts]
        found = [way for ways in parts if ways is not None for way in ways]
        return found if None not in parts and len(found) <= MOST_WAYS else None
    if isinstance(node, All):
        found = [((), ())]
        for part in node.parts:
            more = _ways(part)
            if more is None or len(found) * len(more) > MOST_WAYS:
                return None
            found = [(one[0] + other[0], one[1] + other[1]) for one in found for other in more]
        return found
    if isinstance(node, Not):
        return [((), (cast("Atom", node.what),))]
    return [((node,), ())]


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
