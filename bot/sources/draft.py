"""What a source gives: an article as it was found, before anything is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and what its source said of it; None is "the source did not say", never a guess.

    ``language`` is an ISO 639-1 code, ``published`` is aware.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: datetime | None = None
    link: str | None = None
