"""Quotations as data, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A stored article as the worker gets it: ``body`` is its analysis as JSON."""

    id: int
    text: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation word for word, who is said to have said it and how, and where that stands.

    ``at`` is when it was published, or came where that is not known. ``also`` are the other outlets that have it.
    """

    article: int
    index: int
    text: str
    speaker: str
    verb: str
    direct: bool
    outlet: str | None
    at: datetime
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several whom the words may mean: a person's name or an id; ``code`` tells it from the others.

    ``count``: quotations, None where they were not counted.
    """

    name: str
    code: int
    count: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Quotations, the newest first, or the ``choices`` if the words mean several.

    ``who`` is a name or an id. ``articles`` were read, ``whole``: all that may hold any.
    """

    who: str
    sayings: tuple[Saying, ...]
    choices: tuple[Choice, ...]
    articles: int = 0
    whole: bool = True
