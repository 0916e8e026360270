"""What a source gives: an article as it was found, before anything is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.errors import CommuniqueError


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and what its source said of it; None or empty is "the source did not say", never a guess.

    ``language`` is an ISO 639-1 code, ``published`` is aware, ``authors`` are names as the source writes them.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: datetime | None = None
    link: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One article of a file, or why it could not be read: one of ``draft`` and ``error`` is there.

    ``name`` is the file's, followed by the part's where a file holds several: ``news.zip/monday.txt``.
    """

    name: str
    draft: Draft | None = None
    error: CommuniqueError | None = None
