"""Articles, their analyses, and where they stand among stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

FIRST_ARTICLE = 1001
"""The number of the first article ever loaded, as the first migration has it; numbers are never used twice."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article about to be stored. ``digest`` identifies its text: the same digest is stored once.

    ``place`` and ``dated`` are its dateline as written; ``authors`` those of its byline.
    """

    digest: str
    title: str
    text: str
    language: str
    outlet: str | None = None
    link: str | None = None
    published: datetime | None = None
    added: datetime | None = None
    place: str | None = None
    dated: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """What a list shows of a stored article; a greater ``id`` arrived later. The text stays in the database.

    ``deleted`` is when it was taken from the readers, None for nearly all.
    """

    id: int
    title: str
    outlet: str | None
    published: datetime | None
    language: str
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """A stored article; a greater ``id`` arrived later."""

    id: int
    digest: str
    title: str
    text: str
    language: str
    outlet: str | None
    link: str | None
    published: datetime | None
    added: datetime
    place: str | None
    dated: str | None
    authors: tuple[str, ...]
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What an admin knows better of an article: all of it takes the place of what is stored."""

    title: str
    outlet: str | None
    published: datetime | None
    language: str


@dataclass(frozen=True, slots=True)
class AnalysisRecord:
    """What was worked out for an article: ``body`` is JSON, ``method`` and ``version`` say what made it."""

    article_id: int
    method: str
    version: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlacementRecord:
    """Where an article stands among the others, each by number.

    ``story`` is the story's first article, ``republishes`` the one that it is a copy of, ``revises`` the first version
    of an article that was changed. ``source`` is a digest of the link that it came from.
    """

    article_id: int
    story: int
    republishes: int | None = None
    revises: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class FingerprintRecord:
    """What is kept of an article to compare new ones with it, and where it was placed."""

    article_id: int
    added: datetime
    body: bytes
    story: int
    republishes: int | None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class OutletRecord:
    """An outlet: what all spellings of its name share, its name as last written, how many articles, the newest."""

    key: str
    name: str
    articles: int
    newest: int
