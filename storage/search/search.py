"""What full text search promises, on whichever database it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.types import storable

Alternative = tuple[str, ...]
Clause = Sequence[Alternative]

LONGEST_TERM = 200
"""Characters of a term that count; two terms that agree so far are the same."""


class Search(Protocol):
    """Finds articles by their terms: words of any script, compared as they are and never read as a query language."""

    def __init__(self, connection: AsyncConnection) -> None: ...

    async def put(self, article_id: int, terms: Sequence[str]) -> None:
        """Makes the article found by these terms, given in the order of its text, and by no earlier ones."""

    async def find(self, clauses: Sequence[Clause], limit: int, before: int | None = None) -> list[int]:
        """At most ``limit`` article ids, newest first, below ``before``, that satisfy every clause.

        A clause is satisfied by any of its alternatives, an alternative by its terms standing next to each other in
        its order. Without a clause, nothing is asked and nothing found; a clause without an alternative never holds.
        """


def usable(terms: Iterable[str]) -> list[str]:
    """The terms as they are kept and asked for: storable, cut to ``LONGEST_TERM``, empty ones left out."""
    return [storable(term)[:LONGEST_TERM] for term in terms if term]


def usable_clauses(clauses: Sequence[Clause]) -> list[list[list[str]]]:
    """The clauses with usable terms only; an alternative without any is left out, a clause may end up empty."""
    return [[terms for alternative in clause if (terms := usable(alternative))] for clause in clauses]
