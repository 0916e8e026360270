"""What is owed and was sent, and what came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FanoutRecord:
    """An article that is not owed to all its followers yet: done up to the reader ``reached``."""

    article_id: int
    topics: tuple[int, ...]
    reached: int


@dataclass(frozen=True, slots=True)
class UpdateRecord:
    """An update of Telegram's as JSON, from one chat (0: from none); ``attempts`` were made to answer it."""

    id: int
    chat: int
    body: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One digest owed to one reader: the ledger's row, with what is needed to send it.

    ``corrects`` is the version of the article that the reader got before: then it is owed what changed since. ``kind``
    is "alert", a message by itself, or "digest"; ``digest`` is then the delivery that leads the message, ``place`` the
    article's place in it, and ``told`` are the sentences that were shown, by index.
    ``followed``: the reader still follows the topic. ``broadcast`` is what goes to all: then article and
    topic are 0. The length of summaries is the reader's, as in `ReaderRecord`.
    """

    id: int
    reader_id: int
    chat_id: int
    reader_language: str
    article_id: int
    topic_id: int
    label: str
    state: str
    attempts: int
    not_before: datetime
    message_id: int | None = None
    error: str | None = None
    corrects: int | None = None
    kind: str = "alert"
    digest: int | None = None
    place: int | None = None
    followed: bool = True
    created: datetime | None = None
    summary_sentences: int | None = None
    summary_words: int | None = None
    told: tuple[int, ...] = ()
    broadcast: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message showed of a delivery: its place among the others, and the sentences, by index."""

    delivery_id: int
    place: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """Something to tell an admin; ``body`` is what `bot.services` wrote there, ``attempts`` were made to send it."""

    id: int
    chat_id: int
    body: str
    attempts: int


@dataclass(frozen=True, slots=True)
class BroadcastRecord:
    """What an owner, ``author``, sends to all, or to the readers of a language: ``body`` is Telegram's HTML.

    ``chat_id`` and ``message_id`` are of the message that says how far it has got; ``spread`` once it is owed to all.
    """

    id: int
    body: str
    language: str | None
    state: str
    author: int
    chat_id: int | None
    message_id: int | None
    spread: bool
    total: int
