"""The one form of all topics that mean the same: flat, sorted, without repetition, NOT only before single things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarizer.entities.labels import label
from summarizer.errors import QueryError
from summarizer.topics.canonical import written
from summarizer.topics.nodes import About, Act, All, Any, Clause, Named, Near, Node, Not, Words

MOST_ATOMS = 200
"""Single things that a topic may hold once its pairs are written out."""


def normal(node: Node) -> Node:
    """Return the normal form. Raises QueryError: ``near`` for what has no place in a text beside ``~``, ``never`` for
    what cannot hold, ``complex`` for over `MOST_ATOMS` single things.
    """
    found = _pushed(node, negative=False)
    if sum(1 for _ in atoms(found)) > MOST_ATOMS:
        raise QueryError("complex", "too many combinations")
    return found


def near(one: Node, other: Node) -> Node:
    """Two things near each other, for sides that may be lists: each of a list where all are meant, any where any is."""
    for side, rest in ((one, other), (other, one)):
        if isinstance(side, All | Any):
            return type(side)(tuple(near(part, rest) for part in side.parts))
    if one == other:
        return one
    if isinstance(one, Words | Named | Act) and isinstance(other, Words | Named | Act):
        first, second = sorted((one, other), key=written)
        return Near(first, second)
    raise QueryError("near", _said(other if isinstance(one, Words | Named | Act) else one))


def atoms(node: Node) -> Iterator[Node]:
    """The single things of a topic, those under a NOT among them."""
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from atoms(part)
    elif isinstance(node, Not):
        yield from atoms(node.what)
    else:
        yield node


def demands(node: Node) -> bool:
    """Whether something must be found for the topic to hold; one that only excludes demands nothing."""
    if isinstance(node, All):
        return any(map(demands, node.parts))
    if isinstance(node, Any):
        return all(map(demands, node.parts))
    return not isinstance(node, Not)


def _pushed(node: Node, *, negative: bool) -> Node:
    if isinstance(node, Not):
        return _pushed(node.what, negative=not negative)
    if isinstance(node, All | Any):
        kind = All if isinstance(node, All) is not negative else Any
        return _gathered(kind, [_pushed(part, negative=negative) for part in node.parts])
    return Not(node) if negative else node


def _gathered(kind: type[All] | type[Any], parts: Iterable[Node]) -> Node:
    flat: dict[Node, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if any(Not(part) in flat for part in flat) and kind is All:
        raise QueryError("never", " ".join(_said(part) for part in flat if Not(part) in flat))
    held = [part for part in flat if not any(other != part and _covers(other, part, kind) for other in flat)]
    held.sort(key=lambda part: (isinstance(part, Not), written(part)))  # What is wanted comes first.
    return held[0] if len(held) == 1 else kind(tuple(held))


def _said(node: Node) -> str:
    """A thing as an error names it: no reader writes ``country:JP``."""
    if isinstance(node, Named):
        return label(node.id, "en")
    return f"about:{label(node.id, 'en')}" if isinstance(node, About) else written(node)


def _covers(other: Node, part: Node, kind: type[All] | type[Any]) -> bool:
    """Whether ``part`` adds nothing beside ``other``: under AND because ``other`` implies it, under OR the reverse."""
    stronger, weaker = (other, part) if kind is All else (part, other)
    if isinstance(stronger, Near) and not isinstance(weaker, Near):
        return _implies(stronger.one, weaker) or _implies(stronger.other, weaker)
    return _implies(stronger, weaker)


def _implies(stronger: Node, weaker: Node) -> bool:
    if stronger == weaker:
        return True
    if isinstance(stronger, Any):
        return all(_implies(part, weaker) for part in stronger.parts)
    if isinstance(weaker, All):
        return all(_implies(stronger, part) for part in weaker.parts)
    if isinstance(stronger, All):
        return any(_implies(part, weaker) for part in stronger.parts)
    if isinstance(weaker, Any):
        return any(_implies(stronger, part) for part in weaker.parts)
    if isinstance(stronger, Words) and isinstance(weaker, Words):
        return _holds(stronger.clause, weaker.clause)
    return False


def _holds(longer: Clause, shorter: Clause) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))
