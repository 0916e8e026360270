"""What a topic is made of, once it is understood."""

from __future__ import annotations

from dataclasses import dataclass

Clause = tuple[str, ...]
"""Folded words that must follow one another; a single word is a clause of one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase in the article's title or text, in any form of its words."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Named:
    """A country, organisation or place that the article names; ``id`` as the gazetteer has it."""

    id: str


@dataclass(frozen=True, slots=True)
class About:
    """A country, organisation or place that the article is about, not one that it names in passing."""

    id: str


@dataclass(frozen=True, slots=True)
class Act:
    """A diplomatic act that the article reports; ``id`` as the lexicon has it."""

    id: str


@dataclass(frozen=True, slots=True)
class Language:
    """The article's language, as ISO 639-1 has it."""

    code: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Words in the name of the outlet."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Title:
    """A word or phrase in the title."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Near:
    """Two things in one sentence or in neighbouring ones."""

    one: Placed
    other: Placed


@dataclass(frozen=True, slots=True)
class Not:
    """What must not occur."""

    what: Node


@dataclass(frozen=True, slots=True)
class All:
    """What must occur together."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What may occur, one of it at least."""

    parts: tuple[Node, ...]


Placed = Words | Named | Act
"""What stands at some place of a text."""

Atom = Words | Named | About | Act | Language | Outlet | Title | Near
Node = Atom | Not | All | Any
