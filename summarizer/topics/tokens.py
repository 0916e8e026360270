"""What an article is filed under for search, and under which of it a topic's single things are found there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.text.terms import LANGUAGES, stem
from summarizer.topics.atoms import NEIGHBOURS
from summarizer.topics.facts import Facts
from summarizer.topics.nodes import About, Act, Atom, Clause, Language, Named, Near, Outlet, Title, Words


def tokens(facts: Facts) -> tuple[str, ...]:
    """The article's terms in order, and behind them one token for each thing that it names, reports and comes from."""
    return (*facts.terms, *_filed(facts))


def sought(atom: Atom) -> list[tuple[str, ...]]:
    """The alternatives under which an article that holds ``atom`` is found, each of tokens next to each other.

    A `Near` of anything but two names has none: both sides are looked for, and the article then asked.
    """
    if isinstance(atom, Words):
        return _stemmed(atom.clause, "")
    if isinstance(atom, Title):
        return _stemmed(atom.clause, "title:")
    if isinstance(atom, Outlet):
        return [tuple(f"outlet:{word}" for word in atom.clause)]
    if isinstance(atom, Near):
        one, other = atom.one, atom.other
        return [(_near(one.id, other.id),)] if isinstance(one, Named) and isinstance(other, Named) else []
    return [(_token(atom),)]


def _filed(facts: Facts) -> Iterator[str]:
    yield _token(Language(facts.language))
    for entity in facts.entities:
        yield _token(Named(entity.id))
        if entity.role == "about":
            yield _token(About(entity.id))
    for act in dict.fromkeys(act.id for act in facts.acts):
        yield _token(Act(act))
    yield from _pairs(facts)
    yield from (f"title:{term}" for term in facts.terms[: facts.titled])
    yield from (f"outlet:{word}" for word in facts.outlet)


def _pairs(facts: Facts) -> Iterator[str]:
    for number, one in enumerate(facts.entities):
        for other in facts.entities[number + 1 :]:
            if any(abs(place - at) <= NEIGHBOURS for place in one.sentences for at in other.sentences):
                yield _near(one.id, other.id)


def _token(atom: Named | About | Act | Language) -> str:
    if isinstance(atom, Language):
        return f"lang:{atom.code}"
    if isinstance(atom, Act):
        return f"act:{atom.id}"
    return f"{'about' if isinstance(atom, About) else 'named'}:{atom.id}".lower()


def _near(one: str, other: str) -> str:
    first, second = sorted((one.lower(), other.lower()))
    return f"near:{first}:{second}"


def _stemmed(clause: Clause, prefix: str) -> list[tuple[str, ...]]:
    found: dict[Sequence[str], None] = {}
    for language in LANGUAGES:
        found[tuple(prefix + stem(word, language) for word in clause)] = None
    return [tuple(one) for one in found]
