"""What a reader wants to hear of, understood from a few words.

The whole language of topics so far: words and phrases in quotation marks, all of which must occur. Whatever a reader
writes is compared as words; it never becomes a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.errors import QueryError
from summarizer.text.folding import fold, one_character
from summarizer.text.terms import stem

LIMIT = 200
"""Characters that a topic may have."""

QUOTES = frozenset('"“”„‟«»＂「」『』')
"""Each opens a phrase, or closes the one that is open."""

Clause = tuple[str, ...]
"""Folded words that must follow one another; a single word is a clause of one."""


@dataclass(frozen=True, slots=True)
class Query:
    """A topic: every clause must occur. Two wordings of the same demand are equal, and so are their ``canonical``."""

    clauses: tuple[Clause, ...]

    @property
    def canonical(self) -> str:
        """The topic written in its one standard way, which ``parse`` reads back."""
        return " ".join(map(written, self.clauses))

    def stemmed(self, language: str) -> tuple[Clause, ...]:
        """The clauses as they stand in the terms of an article in ``language``."""
        return tuple(tuple(stem(word, language) for word in clause) for clause in self.clauses)

    def alternatives(self, languages: Iterable[str]) -> list[list[Clause]]:
        """Return for each clause the distinct term sequences it has in ``languages``, for a search over all of them."""
        stemmed = [self.stemmed(language) for language in languages]
        return [list(dict.fromkeys(clauses)) for clauses in zip(*stemmed, strict=True)]


def parse(text: str) -> Query:
    """Understand a topic: words, and phrases between any double quotation marks.

    Case, order, repetition and punctuation make no difference; a word that a phrase holds already adds nothing.
    Raises QueryError with code ``long`` over ``LIMIT`` characters, ``quote`` for an open one, ``empty`` without a word.
    """
    if len(text.strip()) > LIMIT:
        raise QueryError("long", f"a topic has at most {LIMIT} characters")
    query = Query(_reduced(_clauses(text)))
    if not query.clauses:
        raise QueryError("empty", "a topic needs a word")
    if len(query.canonical) > LIMIT:
        raise QueryError("long", f"a topic has at most {LIMIT} characters")
    return query


def written(clause: Clause) -> str:
    """Return a clause as a reader would write it: in quotation marks if it holds a space."""
    line = ""
    for before, word in zip(("", *clause), clause, strict=False):
        line += " " + word if before and not (one_character(before) and one_character(word)) else word
    return f'"{line}"' if " " in line else line


def _clauses(text: str) -> Iterator[Clause]:
    parts = "".join('"' if char in QUOTES else char for char in text).split('"')
    if len(parts) % 2 == 0:
        raise QueryError("quote", "a quotation mark is not closed")
    for number, part in enumerate(parts):
        pieces = [part] if number % 2 else part.split()
        yield from (clause for piece in pieces if (clause := tuple(fold(piece))))


def _reduced(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    distinct = sorted(set(clauses))
    return tuple(one for one in distinct if not any(one != other and _holds(other, one) for other in distinct))


def _holds(longer: Clause, shorter: Clause) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))
