"""All articles for which a question holds, as sets of numbers that PostgreSQL joins and takes away.

A set costs what the index knows of its words, however the server guesses: it takes each word that it has not counted
for one of half a per cent of the articles. Conditions on rows of articles would be looked up one by one on that ground,
or compared each with each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Select, SelectBase, except_, false, intersect, select, union

from storage.search.search import Every, Has, Lacks, Some, Wanted, usable_clauses
from storage.tables import articles


class Look(Protocol):
    """Where the sets come from: numbers of articles that may be asked for."""

    def all(self) -> Select[int]:
        """All of them."""
        ...

    def one(self, alternatives: Sequence[Sequence[str]]) -> Select[int]:
        """Those that hold one of the alternatives."""
        ...

    def every(self, clauses: Sequence[Sequence[Sequence[str]]]) -> Sequence[Select[int]]:
        """Sets that hold all articles which hold an alternative of each clause; none if there is no short way."""
        ...


def numbers(wanted: Wanted, look: Look) -> SelectBase:
    """The numbers of all articles for which ``wanted`` holds, deleted ones included."""
    if isinstance(wanted, Has):
        return _held([wanted], look)
    if isinstance(wanted, Lacks):
        return except_(look.all(), _part(wanted.part, look))
    if not wanted.parts:
        return _nothing()
    if isinstance(wanted, Some):
        return union(*(_part(one, look) for one in wanted.parts))
    return _every(wanted, look)


def _every(wanted: Every, look: Look) -> SelectBase:
    words = [one for one in wanted.parts if isinstance(one, Has)]
    barred = [_part(one.part, look) for one in wanted.parts if isinstance(one, Lacks)]
    held = [_part(one, look) for one in wanted.parts if not isinstance(one, Lacks | Has)]
    if words:
        held.append(_selectable(_held(words, look)))
    whole: SelectBase = intersect(*held) if len(held) > 1 else held[0] if held else look.all()
    for one in barred:
        whole = except_(_selectable(whole), one)
    return whole


def _held(words: Sequence[Has], look: Look) -> SelectBase:
    clauses = usable_clauses([one.alternatives for one in words])
    if not all(clauses):
        return _nothing()
    if len(clauses) == 1:
        return look.one(clauses[0])
    short = look.every(clauses)
    return union(*short) if short else intersect(*(look.one(clause) for clause in clauses))


def _part(wanted: Wanted, look: Look) -> Any:
    return _selectable(numbers(wanted, look))


def _selectable(one: SelectBase) -> Any:
    """A set within a set, in a query of its own."""
    return select(one.subquery())


def _nothing() -> Select[Any]:
    return select(articles.c.id).where(false())
