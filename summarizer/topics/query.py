"""What a reader wants to hear of, understood from a few words.

Words and "phrases" in any of their forms, names of countries, organisations and places in any language, AND, OR, NOT,
pairs with ``~``, and fields; `grammar.lark` has the details. Whatever a reader writes is compared as words; it never
becomes a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from summarizer.errors import QueryError
from summarizer.topics.canonical import written
from summarizer.topics.nodes import Node
from summarizer.topics.normal import demands, normal
from summarizer.topics.reader import read

LIMIT = 250
"""Characters that a topic may have."""

CANONICAL_LIMIT = 4_000
"""Characters that its canonical form may have; ids and written-out pairs are longer than what a reader types."""


@dataclass(frozen=True)
class Query:
    """A topic in its normal form. Two wordings of the same demand are equal, and so are their ``canonical``."""

    root: Node

    @cached_property
    def canonical(self) -> str:
        """The topic written in its one standard way, which ``parse`` reads back."""
        return written(self.root)


def parse(text: str) -> Query:
    """Understand a topic. Case, order, repetition and punctuation make no difference.

    Raises QueryError, whose code says why; see there.
    """
    if len(text.strip()) > LIMIT:
        raise QueryError("long", f"a topic has at most {LIMIT} characters")
    return _understood(text)


def parse_canonical(text: str) -> Query:
    """Read a canonical form back, which may be longer than what a reader may write."""
    return _understood(text)


def _understood(text: str) -> Query:
    node = read(text)
    if node is None:
        raise QueryError("empty", "a topic needs a word")
    query = Query(normal(node))
    if not demands(query.root):
        raise QueryError("excludes", "a topic needs something to look for beside what it leaves out")
    if len(query.canonical) > CANONICAL_LIMIT:
        raise QueryError("complex", "too many combinations")
    return query
