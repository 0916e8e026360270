"""Readers, and what they keep, wish and think."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReaderRecord:
    """A chat that reads. ``kind`` is Telegram's chat type; ``language`` is theirs by Telegram unless it was chosen."""

    id: int
    chat_id: int
    kind: str
    language: str
    active: bool
    created: datetime
    schedule_id: int | None = None
    alerts_an_hour: int | None = None
    paused_until: datetime | None = None
    summary_sentences: int | None = None
    summary_words: int | None = None
    toured: bool = False
    language_chosen: bool = False


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A command that waits for its argument: ``asker`` sent it, ``prompt`` is the message that asked back."""

    reader_id: int
    asker: int
    command: str
    prompt: int
    asked: datetime


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """An article that a reader keeps, with a note of theirs; ``is_deleted`` if an admin has deleted it since."""

    article_id: int
    title: str
    outlet: str | None
    published: datetime | None
    link: str | None
    is_deleted: bool
    note: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """What a reader said of an article: ``topic_id`` brought it, and they saw so many ``sentences``."""

    reader_id: int
    article_id: int
    useful: bool
    outlet: str | None
    topic_id: int | None
    sentences: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted together: ``useful`` of ``number``; of an outlet and a topic, where they are counted by these."""

    useful: int
    number: int
    outlet: str | None = None
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class WishRecord:
    """An outlet that a reader prefers, or of which they want nothing."""

    key: str
    name: str
    preferred: bool
