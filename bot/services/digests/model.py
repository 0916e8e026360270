"""A digest as data: stories with their sentences, and what of it each delivery showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.services.articles import Extract
from bot.services.lengths import USUAL, Length
from storage.records import DeliveryRecord


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that is shown: the article that it stands in, its index there, and its words."""

    article: int
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A story of a digest. ``extract`` is the article that leads it, ``due`` all its deliveries that are due.

    ``labels`` are the reader's topics that it came for and ``because`` what was found; ``told_on`` is when the reader
    was told of the story before: then the sentences are only what is new since. ``length`` is the reader's.
    """

    extract: Extract
    due: tuple[DeliveryRecord, ...]
    sentences: tuple[Told, ...]
    labels: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    told_on: datetime | None = None
    weight: float = 0.0
    length: Length = USUAL

    @property
    def number(self) -> int:
        """The article that leads the story."""
        return self.extract.article_id or 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories, the weightiest first; ``left_out`` are deliveries that hold nothing new, or are not wanted now."""

    parts: tuple[Part, ...]
    left_out: tuple[int, ...] = ()
    gone: int = 0
    at: datetime | None = None
