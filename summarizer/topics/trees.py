"""A topic as plain JSON values and back: read far faster than its text, for a start with a million topics."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any as Json

from summarizer.topics.nodes import About, Act, All, Any, Language, Named, Near, Node, Not, Outlet, Title, Words
from summarizer.topics.query import Query

_CLAUSES: dict[str, type[Words] | type[Outlet] | type[Title]] = {"w": Words, "o": Outlet, "t": Title}
_NAMES: dict[str, type[Named] | type[About] | type[Act] | type[Language]] = {
    "e": Named,
    "b": About,
    "a": Act,
    "l": Language,
}
_GROUPS: dict[str, type[All] | type[Any]] = {"&": All, "|": Any}
_SIGNS = {kind: sign for known in (_CLAUSES, _NAMES, _GROUPS) for sign, kind in known.items()}


def dump(query: Query) -> str:
    """Return the JSON text that ``load`` turns back into an equal query."""
    return json.dumps(_dumped(query.root), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Query:
    """Return the query that ``dump`` was given. Raises ValueError and KeyError for what it did not make."""
    return Query(_loaded(json.loads(text)))


def _dumped(node: Node) -> list[Json]:
    if isinstance(node, All | Any):
        return [_SIGNS[type(node)], *map(_dumped, node.parts)]
    if isinstance(node, Not):
        return ["-", _dumped(node.what)]
    if isinstance(node, Near):
        return ["~", _dumped(node.one), _dumped(node.other)]
    if isinstance(node, Words | Outlet | Title):
        return [_SIGNS[type(node)], *node.clause]
    return [_SIGNS[type(node)], node.code if isinstance(node, Language) else node.id]


def _loaded(body: list[Json]) -> Node:
    sign, *rest = body
    if sign in _GROUPS:
        return _GROUPS[sign](tuple([_loaded(part) for part in rest]))
    if sign == "-":
        return Not(_loaded(rest[0]))
    if sign == "~":
        return Near(_loaded(rest[0]), _loaded(rest[1]))  # type: ignore[arg-type]
    return _atom(sign, *rest)


@lru_cache(maxsize=100_000)
def _atom(sign: str, *rest: str) -> Node:
    """A single thing; a million topics share some ten thousand of them."""
    return _CLAUSES[sign](rest) if sign in _CLAUSES else _NAMES[sign](rest[0])
