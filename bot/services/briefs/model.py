"""A brief as data: stories with facts, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A stored article as the worker gets it: ``body`` is its analysis as JSON text, ``came`` when it was added."""

    id: int
    story: int
    title: str
    text: str
    outlet: str | None
    published: datetime | None
    came: datetime
    body: str

    @property
    def at(self) -> datetime:
        """When it was published, or when it came where that is not known."""
        return self.published or self.came


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence word for word, the article and the index at which it stands there, its outlet and date."""

    article: int
    index: int
    text: str
    outlet: str | None
    published: datetime | None
    others: tuple[Other, ...] = ()
    """What other outlets count otherwise."""


@dataclass(frozen=True, slots=True)
class Other:
    """Figures of another article that says the same as a fact, each word for word with what it counts."""

    article: int
    figures: tuple[str, ...]
    outlet: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Tale:
    """A story: the title of the article that leads it, its facts in their order, how many articles tell it."""

    title: str
    facts: tuple[Fact, ...]
    articles: int
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A line of a timeline; ``fineness`` as `summarizer.briefs.dates` has it, ``stated`` by the sentence itself."""

    day: date
    fineness: str
    fact: Fact
    stated: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a topic holds in a period: the articles, the newest first."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """Stories, the weightiest first; how many articles and outlets they were chosen from, ``whole`` if from all."""

    tales: tuple[Tale, ...]
    articles: int
    outlets: int
    since: date | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Events, the earliest first; ``undated`` articles have no date of their own; the rest as in `Briefing`."""

    occasions: tuple[Occasion, ...]
    articles: int
    outlets: int
    since: date | None
    whole: bool
    undated: int = 0
