"""Feeds and their entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed about to be stored; ``interval`` in seconds, ``created_by`` a Telegram user id."""

    url: str
    title: str
    interval: int
    next_poll: datetime
    created_by: int
    site: str | None = None
    outlet: str | None = None
    language: str | None = None
    whole_article: bool = True


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A feed that is polled. ``state`` is active, paused or failing; ``leased`` until when ``holder`` holds it.

    ``interval`` is in seconds. ``primed`` once the articles that it held when it was added are stored. ``took`` is how
    many milliseconds its server needed for the last good poll.
    ``last_error`` is what `bot.services` wrote there.
    """

    id: int
    url: str
    title: str
    site: str | None
    outlet: str | None
    language: str | None
    state: str
    whole_article: bool
    interval: int
    next_poll: datetime
    leased: datetime | None
    etag: str | None
    last_modified: str | None
    failures: int
    last_error: str | None
    last_success: datetime | None
    created: datetime
    created_by: int
    primed: bool
    holder: str | None = None
    took: int | None = None


@dataclass(frozen=True, slots=True)
class FeedSuccess:
    """What a good poll leaves behind; None for a text leaves what stands there, except for the validators.

    ``took`` is how many milliseconds the server needed.
    """

    interval: int
    next_poll: datetime
    etag: str | None
    last_modified: str | None
    primed: bool
    title: str | None = None
    site: str | None = None
    outlet: str | None = None
    language: str | None = None
    took: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An entry whose page was asked for in vain ``tries`` times and is asked for again when it is ``due``.

    ``teaser`` is what the feed said and ``trouble`` what went wrong, as `bot.services` wrote them; ``article_id`` is
    the article that it is to be another version of.
    """

    key: str
    content: str
    tries: int
    due: datetime
    teaser: str
    trouble: str
    article_id: int | None = None
