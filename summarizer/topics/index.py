"""All followed topics at once against one article, in time that grows with the article and not with the topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.text.terms import STEMMERS
from summarizer.topics.query import Clause, Query, written


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that an article is about; ``because`` holds the words and phrases found, as the topic writes them."""

    id: int
    because: tuple[str, ...]


class TopicIndex:
    """Topics by number. An article is compared only with topics that share their rarest term with it.

    Not for use by several threads at once.
    """

    def __init__(self) -> None:
        self._queries: dict[int, Query] = {}
        self._shelves: dict[str, _Shelf] = {}

    def __len__(self) -> int:
        return len(self._queries)

    def add(self, id: int, query: Query) -> None:  # noqa: A002
        """Match ``query`` from now on; a topic of the same number is replaced."""
        self.remove(id)
        self._queries[id] = query
        for shelf in self._shelves.values():
            shelf.add(id, query)

    def remove(self, id: int) -> None:  # noqa: A002
        """Forget a topic; an unknown number is no error."""
        if self._queries.pop(id, None) is not None:
            for shelf in self._shelves.values():
                shelf.remove(id)

    def match(self, language: str, terms: Sequence[str]) -> list[TopicMatch]:
        """Return the topics whose every clause occurs in ``terms``, by number; ``terms`` from ``text.terms``."""
        found = self._shelf(language).find(terms)
        return [TopicMatch(id, tuple(map(written, self._queries[id].clauses))) for id in found]  # noqa: A001

    def _shelf(self, language: str) -> _Shelf:
        """The topics stemmed as articles in ``language`` are, made when the first such article comes."""
        stemmer = STEMMERS.get(language, "")
        if stemmer not in self._shelves:
            shelf = _Shelf(language)
            for id, query in self._queries.items():  # noqa: A001
                shelf.add(id, query)
            self._shelves[stemmer] = shelf
        return self._shelves[stemmer]


class _Shelf:
    """Topics in the terms of one language, each filed under the one of its terms that files the fewest others."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._clauses: dict[int, tuple[Clause, ...]] = {}
        self._filed_under: dict[int, str] = {}
        self._file: dict[str, set[int]] = {}

    def add(self, id: int, query: Query) -> None:  # noqa: A002
        clauses = query.stemmed(self._language)
        key = min((term for clause in clauses for term in clause), key=lambda term: len(self._file.get(term, ())))
        self._clauses[id] = clauses
        self._filed_under[id] = key
        self._file.setdefault(key, set()).add(id)

    def remove(self, id: int) -> None:  # noqa: A002
        del self._clauses[id]
        key = self._filed_under.pop(id)
        self._file[key].discard(id)
        if not self._file[key]:
            del self._file[key]

    def find(self, terms: Sequence[str]) -> list[int]:
        places: dict[str, list[int]] = {}
        for place, term in enumerate(terms):
            places.setdefault(term, []).append(place)
        candidates = {id for term in places.keys() & self._file.keys() for id in self._file[term]}  # noqa: A001
        return sorted(
            id
            for id in candidates  # noqa: A001
            if all(_occurs(clause, terms, places) for clause in self._clauses[id])
        )


def _occurs(clause: Clause, terms: Sequence[str], places: dict[str, list[int]]) -> bool:
    if len(clause) == 1:
        return clause[0] in places
    if any(term not in places for term in clause):
        return False
    # Looked up from the clause's rarest term, so that a common first word costs nothing.
    offset = min(range(len(clause)), key=lambda number: len(places[clause[number]]))
    starts = (place - offset for place in places[clause[offset]])
    return any(start >= 0 and tuple(terms[start : start + len(clause)]) == clause for start in starts)
