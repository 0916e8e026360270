"""What full text search promises, on whichever database it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, and_, false, not_, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import storable

Alternative = tuple[str, ...]
Clause = Sequence[Alternative]

Holding = Callable[[list[list[list[str]]]], ColumnElement[bool]]
"""The condition on an article that it holds an alternative of each clause."""

LONGEST_TERM = 200
"""Characters of a term that count; two terms that agree so far are the same."""


@dataclass(frozen=True, slots=True)
class Has:
    """The article holds one of these alternatives: terms that stand next to each other in their order."""

    alternatives: Sequence[Alternative]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; nothing is found without a part."""

    parts: Sequence[Wanted]


@dataclass(frozen=True, slots=True)
class Some:
    """One of the parts holds."""

    parts: Sequence[Wanted]


@dataclass(frozen=True, slots=True)
class Lacks:
    """The part does not hold."""

    part: Wanted


Wanted = Has | Every | Some | Lacks


class Search(Protocol):
    """Finds articles by their terms: words of any script, compared as they are and never read as a query language."""

    def __init__(self, connection: AsyncConnection) -> None: ...

    async def put(self, article_id: int, terms: Sequence[str]) -> None:
        """Makes the article found by these terms, given in the order of its text, and by no earlier ones."""

    async def put_all(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        """As ``put``, for one or more articles, each with its terms."""

    async def find(
        self,
        wanted: Wanted,
        limit: int,
        before: int | None = None,
        *,
        since: datetime | None = None,
        once: bool = False,
    ) -> list[int]:
        """At most ``limit`` article ids, newest first, below ``before``, for which ``wanted`` holds.

        ``since``: only those that were added then or later. ``once``: of a story only the newest for which it holds.
        """

    async def count(self, wanted: Wanted, since: datetime) -> int:
        """How many articles that were added at ``since`` or later ``wanted`` holds for."""

    def condition(self, wanted: Wanted, first: int = 0) -> ColumnElement[bool]:
        """The condition on a row of articles that ``wanted`` holds for it, and that its number is ``first`` or more."""


def condition(wanted: Wanted, holding: Holding) -> ColumnElement[bool]:
    """What ``wanted`` asks of a row of articles; ``holding`` says it of alternatives that must all be held."""
    if isinstance(wanted, Has):
        wanted = Every((wanted,))
    if isinstance(wanted, Lacks):
        return not_(condition(wanted.part, holding))
    if isinstance(wanted, Some):
        return or_(false(), *(condition(part, holding) for part in wanted.parts))
    if not wanted.parts:
        return false()
    held = usable_clauses([part.alternatives for part in wanted.parts if isinstance(part, Has)])
    rest = [condition(part, holding) for part in wanted.parts if not isinstance(part, Has)]
    if not all(held):
        return false()
    return and_(*([holding(held)] if held else []), *rest)


def usable(terms: Iterable[str]) -> list[str]:
    """The terms as they are kept and asked for: storable, cut to ``LONGEST_TERM``, empty ones left out."""
    return [storable(term)[:LONGEST_TERM] for term in terms if term]


def usable_clauses(clauses: Sequence[Clause]) -> list[list[list[str]]]:
    """The clauses with usable terms only; an alternative without any is left out, a clause may end up empty."""
    return [[terms for alternative in clause if (terms := usable(alternative))] for clause in clauses]
