"""Other topics that a reader may mean: a little narrower, a little wider, or spelled otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from summarizer.entities.labels import label
from summarizer.entities.lookup import lookup
from summarizer.errors import QueryError
from summarizer.model import Analysis, Entity
from summarizer.text.folding import one_character
from summarizer.topics.atoms import NEIGHBOURS
from summarizer.topics.canonical import plain, written
from summarizer.topics.nodes import About, All, Any, Named, Near, Node, Not, Title, Words
from summarizer.topics.normal import atoms, near, normal
from summarizer.topics.query import Query, parse

MOST_SUGGESTIONS = 5

MOST_TOGETHER = 3
"""Words that are tried as one misspelled name, in each order."""

SHORTEST = 3
"""A word must have more letters to be a misspelled name."""


def narrower(query: Query) -> Query | None:
    """Two names or words as a pair in one sentence; names as the article's subjects; a word in the title.

    None if there is nothing narrower.
    """
    root = query.root
    parts = root.parts if isinstance(root, All) else (root,)
    names = [part for part in parts if isinstance(part, Named)]
    words = [part for part in parts if isinstance(part, Words)]
    pair = names if len(names) == 2 else words if len(words) == 2 and not names else []
    if pair:
        rest = tuple(part for part in parts if part not in pair)
        return _other(query, All((near(pair[0], pair[1]), *rest)))
    if names:
        return _other(query, All(tuple(About(part.id) if isinstance(part, Named) else part for part in parts)))
    if len(words) == 1:
        return _other(query, All(tuple(Title(part.clause) if part == words[0] else part for part in parts)))
    if isinstance(root, Any) and all(isinstance(part, Named) for part in root.parts):
        return _other(query, Any(tuple(About(part.id) for part in root.parts if isinstance(part, Named))))
    return None


def wider(query: Query) -> Query | None:
    """A pair anywhere in the article, a subject named in passing, one of several words, nothing left out; or None."""
    root = query.root
    parts = root.parts if isinstance(root, All) else (root,)
    loosened = tuple(_loosened(part) for part in parts)
    if loosened != parts:
        return _other(query, All(loosened))
    if isinstance(root, Any) and any(isinstance(part, About) for part in root.parts):
        return _other(query, Any(tuple(_loosened(part) for part in root.parts)))
    words = [part for part in parts if isinstance(part, Words)]
    if len(words) > 1:
        rest = tuple(part for part in parts if not isinstance(part, Words))
        return _other(query, All((Any(tuple(words)), *rest)))
    # A word of Chinese is a clause of its characters, which by themselves mean nothing.
    if len(words) == 1 and len(words[0].clause) > 1 and not any(map(one_character, words[0].clause)):
        single = tuple(Words((word,)) for word in words[0].clause)
        return _other(query, All((*single, *(part for part in parts if part != words[0]))))
    return _other(query, All(tuple(part for part in parts if not isinstance(part, Not))))


def difference(old: Query, new: Query) -> Node:
    """What a narrower or a wider topic asks for otherwise; all of it if it only asks for less."""
    before, after = (root.parts if isinstance(root, All) else (root,) for root in (old.root, new.root))
    other = tuple(part for part in after if part not in before)
    return All(other) if len(other) > 1 else other[0] if other else new.root


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reader may have meant: the entity that is spelled much like what was written, and the topic with it."""

    id: str
    query: Query


def meant(query: Query) -> list[Meaning]:
    """Names that are spelled much like words of the topic, the likest first; those of several words before others."""
    words = [atom for atom in atoms(query.root) if isinstance(atom, Words)]
    found: dict[str, Query] = {}
    for id in _alike_together(words, query.root):  # noqa: A001
        rest = query.root.parts if isinstance(query.root, All) else ()
        _put(found, id, All((Named(id), *(part for part in rest if part not in words))))
    for word in [] if found else words:
        if len(text := plain(word.clause)) > SHORTEST:
            for id in lookup().alike(text):  # noqa: A001
                _put(found, id, _with(query.root, word, Named(id)))
    return [Meaning(id, other) for id, other in found.items()][:MOST_SUGGESTIONS]  # noqa: A001


def _alike_together(words: Sequence[Words], root: Node) -> list[str]:
    """Entities that have all the words as their name, in whatever order: a topic does not keep that of its words."""
    if not isinstance(root, All) or not 2 <= len(words) <= MOST_TOGETHER or not set(words) <= set(root.parts):
        return []
    orders = (" ".join(plain(word.clause) for word in order) for order in permutations(words))
    return [id for order in orders for id in lookup().alike(order)]  # noqa: A001


def _put(found: dict[str, Query], id: str, node: Node) -> None:  # noqa: A002
    query = _query(node)
    if query is not None:
        found.setdefault(id, query)


def worded(query: Query, language: str) -> str:
    """The topic as a reader of a language would write it, such as ``about:"Japan" -oil``; it is read back as itself."""
    for text in (_worded(query.root, language), query.canonical):
        try:
            if parse(text) == query:
                return text
        except QueryError:
            continue
    return query.canonical


def _worded(node: Node, language: str) -> str:
    if isinstance(node, Any):
        return ", ".join(_worded(part, language) for part in node.parts)
    if isinstance(node, All):
        parts = [(_worded(part, language), isinstance(part, Any)) for part in node.parts]
        return " ".join(f"({text})" if is_list else text for text, is_list in parts)
    if isinstance(node, Not):
        return f"-{_worded(node.what, language)}"
    if isinstance(node, Near):
        return f"{_worded(node.one, language)} ~ {_worded(node.other, language)}"
    if isinstance(node, About):
        return f'about:"{label(node.id, language)}"'
    bare = (
        label(node.id, language) if isinstance(node, Named) else plain(node.clause) if isinstance(node, Words) else ""
    )
    return bare if bare and _means(bare, node) else written(node)


def _means(text: str, node: Node) -> bool:
    try:
        return parse(text).root == node
    except QueryError:
        return False


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


def _with(node: Node, old: Node, new: Node) -> Node:
    if isinstance(node, All | Any):
        return type(node)(tuple(_with(part, old, new) for part in node.parts))
    if isinstance(node, Not):
        return Not(_with(node.what, old, new))
    return new if node == old else node


def _loosened(part: Node) -> Node:
    if isinstance(part, Near):
        return All((part.one, part.other))
    if isinstance(part, Title):
        return Words(part.clause)
    return Named(part.id) if isinstance(part, About) else part


def _other(query: Query, node: Node) -> Query | None:
    found = _query(node)
    return None if found == query else found


def _query(node: Node) -> Query | None:
    try:
        return Query(normal(node))
    except QueryError:
        return None
