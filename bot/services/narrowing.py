"""Other topics that a reader may mean: a little narrower, a little wider, or spelled otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.entities.lookup import lookup
from summarizer.errors import QueryError
from summarizer.model import Analysis, Entity
from summarizer.topics.atoms import NEIGHBOURS
from summarizer.topics.canonical import plain
from summarizer.topics.nodes import About, All, Any, Named, Near, Node, Not, Words
from summarizer.topics.normal import atoms, near, normal
from summarizer.topics.query import Query, parse

MOST_SUGGESTIONS = 5


def narrower(query: Query) -> Query | None:
    """Two names as a pair in one sentence; one name as the article's subject. None if there is nothing narrower."""
    root = query.root
    parts = root.parts if isinstance(root, All) else (root,)
    names = [part for part in parts if isinstance(part, Named)]
    if len(names) == 2:
        rest = tuple(part for part in parts if part not in names)
        return _query(All((near(names[0], names[1]), *rest)))
    if len(names) == 1:
        return _query(All(tuple(About(part.id) if part == names[0] else part for part in parts)))
    if isinstance(root, Any) and all(isinstance(part, Named) for part in root.parts):
        return _query(Any(tuple(About(part.id) for part in root.parts if isinstance(part, Named))))
    return None


def wider(query: Query) -> Query | None:
    """A pair anywhere in the article, a subject named in passing, words of which one is enough; or None."""
    root = query.root
    parts = root.parts if isinstance(root, All) else (root,)
    loosened = tuple(_loosened(part) for part in parts)
    if loosened != parts:
        return _query(All(loosened))
    if isinstance(root, Any) and any(isinstance(part, About) for part in root.parts):
        return _query(Any(tuple(_loosened(part) for part in root.parts)))
    words = [part for part in parts if isinstance(part, Words)]
    if len(words) > 1:
        rest = tuple(part for part in parts if not isinstance(part, Words))
        return _query(All((Any(tuple(words)), *rest)))
    if len(words) == 1 and len(words[0].clause) > 1:
        single = tuple(Words((word,)) for word in words[0].clause)
        return _query(All((*single, *(part for part in parts if part != words[0]))))
    return None


def meant(query: Query) -> list[str]:
    """Names that are spelled much like a word of the topic, the likest first."""
    found: dict[str, None] = {}
    for atom in atoms(query.root):
        if isinstance(atom, Words) and len(written := plain(atom.clause)) > 3:
            found.update(dict.fromkeys(lookup().suggest(written)))
    whole = plain(tuple(word for atom in atoms(query.root) if isinstance(atom, Words) for word in atom.clause))
    if " " in whole:
        found.update(dict.fromkeys(lookup().suggest(whole)))
    return list(found)[:MOST_SUGGESTIONS]


def suggested(analysis: Analysis) -> Sequence[Query]:
    """Topics that an article is an example of: pairs that stand together, subjects, acts; the likeliest first."""
    subjects = [entity for entity in analysis.entities if entity.role == "about"]
    found: list[Node] = []
    for number, one in enumerate(subjects):
        beside = (other for other in subjects[number + 1 :] if _stand_together(one, other))
        found += [near(Named(one.id), Named(other.id)) for other in beside]
    found += [About(entity.id) if entity.id.startswith("country:") else Named(entity.id) for entity in subjects]
    return [query for node in found[: 2 * MOST_SUGGESTIONS] if (query := _query(node)) is not None][:MOST_SUGGESTIONS]


def _stand_together(one: Entity, other: Entity) -> bool:
    return any(abs(place - at) <= NEIGHBOURS for place in one.sentences for at in other.sentences)


def replaced(query: Query, name: str) -> Query | None:
    """The topic with a name in place of the word that is spelled like it; the name alone if no word is."""
    for atom in atoms(query.root):
        if isinstance(atom, Words) and name in lookup().suggest(plain(atom.clause)):
            return _query(_with(query.root, atom, parse(name).root))
    try:
        return parse(name)
    except QueryError:
        return None


def _with(node: Node, old: Node, new: Node) -> Node:
    if isinstance(node, All | Any):
        return type(node)(tuple(_with(part, old, new) for part in node.parts))
    if isinstance(node, Not):
        return Not(_with(node.what, old, new))
    return new if node == old else node


def _loosened(part: Node) -> Node:
    if isinstance(part, Near):
        return All((part.one, part.other))
    return Named(part.id) if isinstance(part, About) else part


def _query(node: Node) -> Query | None:
    try:
        return Query(normal(node))
    except QueryError:
        return None
