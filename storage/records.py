"""Rows as the rest of the program sees them: plain frozen dataclasses, times in UTC and aware."""

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
class ScheduleRecord:
    """Hours that readers share. ``due`` is when what comes now is sent, None at once; that holds before ``until``."""

    id: int
    wording: str
    due: datetime | None
    until: datetime | None


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
class QuoteRecord:
    """A quotation found in an article: ``begins`` and ``ends`` are where it stands in its text, in code points.

    ``speaker`` and ``verb`` as written; ``name`` is the person's in full, as far as the article has it, or None;
    ``voices`` are the ids of countries and organisations that the speaker speaks for. ``sentence`` is its first, by
    index.
    """

    speaker: str
    name: str | None
    voices: tuple[str, ...]
    verb: str
    direct: bool
    begins: int
    ends: int
    sentence: int


@dataclass(frozen=True, slots=True)
class QuotationRecord:
    """A quotation with its words and where they were published."""

    quote: QuoteRecord
    article_id: int
    text: str
    outlet: str | None
    published: datetime | None
    added: datetime
    language: str


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
class TopicRecord:
    """A topic in its canonical form, stored once however many follow it; ``tree`` says the same, faster to read."""

    id: int
    canonical: str
    tree: str | None = None


@dataclass(frozen=True, slots=True)
class FollowRecord:
    """A reader's follow. ``label`` is the topic as the reader wrote it; a paused one brings no digests."""

    id: int
    reader_id: int
    topic_id: int
    canonical: str
    label: str
    created: datetime
    paused: bool = False
    schedule_id: int | None = None


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
class OutletRecord:
    """An outlet: what all spellings of its name share, its name as last written, how many articles, the newest."""

    key: str
    name: str
    articles: int
    newest: int


@dataclass(frozen=True, slots=True)
class WishRecord:
    """An outlet that a reader prefers, or of which they want nothing."""

    key: str
    name: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message showed of a delivery: its place among the others, and the sentences, by index."""

    delivery_id: int
    place: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what: ``actor`` is a Telegram user id, ``action`` a dotted name, ``allowed`` False for a refusal."""

    id: int
    at: datetime
    actor: int
    action: str
    detail: str
    allowed: bool


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


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """Something to tell an admin; ``body`` is what `bot.services` wrote there, ``attempts`` were made to send it."""

    id: int
    chat_id: int
    body: str
    attempts: int


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """What an owner lets a person do; ``user_id`` is Telegram's."""

    user_id: int
    role: str
    since: datetime


@dataclass(frozen=True, slots=True)
class BanRecord:
    """A reader who is not served. ``chat_id`` is theirs as long as something else is kept of them."""

    id: int
    reason: str
    since: datetime
    told: bool
    was_active: bool
    chat_id: int | None


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
