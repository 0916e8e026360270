"""Distinct topics of the kinds that readers follow, and two other ways to match them: a plain loop, and PostgreSQL's.

A quarter names one country, a quarter a pair, the rest are words with NOT and OR. Where the world has too few countries
for so many distinct topics, a word is added.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from summarizer.entities.tables import names
from summarizer.text.terms import stem
from summarizer.topics.facts import Facts
from summarizer.topics.nodes import All, Any, Atom, Named, Near, Node, Not, Words
from summarizer.topics.normal import normal
from summarizer.topics.query import Query

WORDS = 20_000
"""The most words that topics are made of: those of the articles, the commonest most often."""


def topics(count: int, articles: Sequence[Facts], seed: int = 7) -> list[Query]:
    """Return so many topics, no two alike; always the same for the same articles."""
    return list(islice(_distinct(articles, random.Random(seed)), count))


def _distinct(articles: Sequence[Facts], rng: random.Random) -> Iterator[Query]:
    countries = [Named(id) for id in dict.fromkeys(name.id for name in names("en")) if id.startswith("country:")]  # noqa: A001
    # A third of the choices fall on the countries that news names most, as readers' do.
    named = Counter(one.id for facts in articles for one in facts.entities if one.id.startswith("country:"))
    common = [Named(id) for id, _ in named.most_common(40)] or countries  # noqa: A001
    counted = Counter(term for facts in articles for term in set(facts.terms) if term.isalpha() and len(term) > 2)
    vocabulary = counted.most_common(WORDS)
    words = [Words((word,)) for word, _ in vocabulary]
    reach = [count**0.5 for _, count in vocabulary]
    drawn = iter(())  # type: Iterator[Words]
    seen: set[Node] = set()
    kinds = ("one", "pair", "words", "words")
    for number in range(10**9):
        picks = [rng.choice(common if rng.random() < 1 / 3 else countries) for _ in range(2)]
        some: list[Words] = []
        while len(some) < 3:
            word = next(drawn, None)
            if word is None:
                drawn = iter(rng.choices(words, reach, k=10_000))
            elif word not in some:
                some.append(word)
        for node in map(normal, _wordings(kinds[number % 4], picks, some, rng)):
            if node not in seen:
                seen.add(node)
                yield Query(node)
                break


def _wordings(kind: str, picks: Sequence[Named], some: Sequence[Words], rng: random.Random) -> Iterator[Node]:
    """A topic of a kind, then the same with ever more words."""
    one, other = picks
    first, second, third = some
    if kind == "words":
        forms = [
            All((first, second)),
            All((first, Not(second))),
            All((Any((first, second)), third)),
            All((first, second, Not(third))),
            All((Any((first, second)), Not(third))),
        ]
        rng.shuffle(forms)
        yield from forms
        return
    base: Node = one
    if kind == "pair" and one != other:
        base = Near(*sorted((one, other), key=str)) if rng.random() < 0.5 else All((one, other))
    yield base
    yield All((base, first))
    yield All((base, first, Not(second)))


class PlainLoop:
    """Each topic asked by itself, from the facts as they stand: what the index must agree with."""

    def __init__(self, queries: Sequence[Query]) -> None:
        self._queries = queries

    def match(self, facts: Facts) -> list[int]:
        """The places of the topics that hold."""
        lexemes = set(lexemes_of(facts))
        return [place for place, query in enumerate(self._queries) if _holds(query.root, lexemes)]


def lexemes_of(facts: Facts) -> Iterator[str]:
    """An article as lexemes: its terms, the ids it names, and each two countries that are near each other."""
    yield from facts.terms
    for one in facts.entities:
        yield one.id
        for other in facts.entities:
            if one.id < other.id and any(abs(a - b) <= 1 for a in one.sentences for b in other.sentences):
                yield f"{one.id}~{other.id}"


def lexeme(atom: Atom) -> str:
    """The lexeme that an atom of these topics asks for, of English articles."""
    if isinstance(atom, Near):
        return "~".join(sorted((lexeme(atom.one), lexeme(atom.other))))
    if isinstance(atom, Named):
        return atom.id
    assert isinstance(atom, Words), atom
    return stem(atom.clause[0], "en")


def tsquery(node: Node) -> str:
    """A topic as PostgreSQL's ``tsquery``."""
    if isinstance(node, All | Any):
        return f"({(' & ' if isinstance(node, All) else ' | ').join(map(tsquery, node.parts))})"
    if isinstance(node, Not):
        return f"!{tsquery(node.what)}"
    return "'" + lexeme(node).replace("\\", "\\\\").replace("'", "''") + "'"


def _holds(node: Node, lexemes: set[str]) -> bool:
    if isinstance(node, All):
        return all(_holds(part, lexemes) for part in node.parts)
    if isinstance(node, Any):
        return any(_holds(part, lexemes) for part in node.parts)
    if isinstance(node, Not):
        return not _holds(node.what, lexemes)
    return lexeme(node) in lexemes
