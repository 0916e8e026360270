"""Portable rows: all that is kept of a reader, and all articles, in an order in which they can be read on and on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from storage.repositories.repository import Repository
from storage.tables import (
    articles,
    audit,
    bans,
    broadcasts,
    deliveries,
    feeds,
    follows,
    mutes,
    notices,
    outlet_wishes,
    placements,
    questions,
    readers,
    roles,
    saved,
    schedules,
    shown,
    topics,
    votes,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of one kind: ``key`` orders them, ``of`` is compared with the chat's number."""

    query: Select[Any]
    key: ColumnElement[Any]
    of: ColumnElement[Any]


# The title of a deleted article is shown to nobody.
_TITLE = case((articles.c.deleted.is_(None), articles.c.title)).label("title")
_LABEL = func.coalesce(follows.c.label, topics.c.canonical).label("topic")
_HOURS = schedules.c.wording.label("hours")
_FOLLOWED = (follows.c.reader_id == deliveries.c.reader_id) & (follows.c.topic_id == deliveries.c.topic_id)

KINDS: Mapping[str, _Kind] = {
    "reader": _Kind(
        select(
            readers.c.chat_id.label("chat"),
            readers.c.kind.label("chat_kind"),
            readers.c.language,
            readers.c.language_chosen,
            readers.c.active,
            readers.c.created,
            readers.c.deactivated,
            _HOURS,
            readers.c.alerts_an_hour,
            readers.c.paused_until,
            readers.c.summary_sentences,
            readers.c.summary_words,
            readers.c.toured,
            readers.c.thread_id.label("forum_topic"),
            readers.c.stopped,
        ).outerjoin(schedules, schedules.c.id == readers.c.schedule_id),
        readers.c.id,
        readers.c.chat_id,
    ),
    "follow": _Kind(
        select(
            follows.c.label.label("topic"),
            topics.c.canonical.label("understood"),
            follows.c.created,
            follows.c.paused,
            _HOURS,
        )
        .join(readers, readers.c.id == follows.c.reader_id)
        .join(topics, topics.c.id == follows.c.topic_id)
        .outerjoin(schedules, schedules.c.id == follows.c.schedule_id),
        follows.c.id,
        readers.c.chat_id,
    ),
    "saved": _Kind(
        select(
            saved.c.article_id.label("article"),
            _TITLE,
            articles.c.outlet,
            articles.c.link,
            articles.c.published,
            saved.c.note,
            saved.c.created,
        )
        .join(readers, readers.c.id == saved.c.reader_id)
        .join(articles, articles.c.id == saved.c.article_id),
        saved.c.article_id,
        readers.c.chat_id,
    ),
    "vote": _Kind(
        select(
            votes.c.article_id.label("article"),
            _TITLE,
            votes.c.outlet,
            topics.c.canonical.label("topic"),
            votes.c.useful,
            votes.c.sentences,
            votes.c.created,
        )
        .join(readers, readers.c.id == votes.c.reader_id)
        .join(articles, articles.c.id == votes.c.article_id)
        .outerjoin(topics, topics.c.id == votes.c.topic_id),
        votes.c.article_id,
        readers.c.chat_id,
    ),
    "mute": _Kind(
        select(mutes.c.story, _TITLE, mutes.c.created)
        .join(readers, readers.c.id == mutes.c.reader_id)
        .outerjoin(articles, articles.c.id == mutes.c.story),
        mutes.c.story,
        readers.c.chat_id,
    ),
    "outlet": _Kind(
        select(outlet_wishes.c.name.label("outlet"), outlet_wishes.c.preferred, outlet_wishes.c.created).join(
            readers, readers.c.id == outlet_wishes.c.reader_id
        ),
        outlet_wishes.c.outlet,
        readers.c.chat_id,
    ),
    "delivery": _Kind(
        select(
            deliveries.c.article_id.label("article"),
            broadcasts.c.body.label("to_all"),
            _TITLE,
            _LABEL,
            deliveries.c.kind.label("sent_as"),
            deliveries.c.state,
            deliveries.c.created,
            deliveries.c.settled,
            deliveries.c.message_id.label("message"),
            deliveries.c.told,
        )
        .join(readers, readers.c.id == deliveries.c.reader_id)
        .outerjoin(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .outerjoin(articles, articles.c.id == deliveries.c.article_id)
        .outerjoin(topics, topics.c.id == deliveries.c.topic_id)
        .outerjoin(follows, _FOLLOWED),
        deliveries.c.id,
        readers.c.chat_id,
    ),
    "question": _Kind(
        select(questions.c.command, questions.c.asked).join(readers, readers.c.id == questions.c.reader_id),
        questions.c.prompt,
        questions.c.asker,
    ),
    "notice": _Kind(select(notices.c.body, notices.c.created), notices.c.id, notices.c.chat_id),
    "audit": _Kind(select(audit.c.at, audit.c.action, audit.c.detail, audit.c.allowed), audit.c.id, audit.c.actor),
    "role": _Kind(select(roles.c.role, roles.c.since), roles.c.user_id, roles.c.user_id),
    "ban": _Kind(
        select(bans.c.reason, bans.c.since).join(readers, readers.c.id == bans.c.reader_id),
        bans.c.id,
        readers.c.chat_id,
    ),
    "broadcast": _Kind(
        select(
            broadcasts.c.body.label("text"),
            broadcasts.c.language,
            broadcasts.c.state,
            broadcasts.c.total.label("readers"),
            broadcasts.c.chat_id.label("reported_to"),
            broadcasts.c.created,
            broadcasts.c.ended,
        ),
        broadcasts.c.id,
        broadcasts.c.author,
    ),
    "feed": _Kind(select(feeds.c.url, feeds.c.created), feeds.c.id, feeds.c.created_by),
}
"""What is kept of a person, by kind, in the order in which it is told."""

_ARTICLE = (
    articles.c.id,
    articles.c.title,
    articles.c.text,
    articles.c.language,
    articles.c.outlet,
    articles.c.authors,
    articles.c.place,
    articles.c.dated,
    articles.c.published,
    articles.c.added,
    articles.c.link,
    placements.c.story,
)


class Portable(Repository):
    """At most ``limit`` rows at a time; the greatest key of them is where to go on."""

    async def of_reader(self, kind: str, chat_id: int, after: int | None, limit: int) -> tuple[list[Row], int | None]:
        """Rows of a kind of a chat, or of the person of that number; and where to go on, None at the end."""
        what = KINDS[kind]
        query = what.query.add_columns(what.key.label("_key")).where(what.of == chat_id)
        return await self._page(query, what.key, after, limit)

    async def articles(self, since: datetime | None, after: int | None, limit: int) -> tuple[list[Row], int | None]:
        """Articles that readers are shown, those added at ``since`` or later; and where to go on, None at the end."""
        query = select(*_ARTICLE, articles.c.id.label("_key"))
        query = query.outerjoin(placements, placements.c.article_id == articles.c.id).where(shown())
        if since is not None:
            query = query.where(articles.c.added >= since)
        return await self._page(query, articles.c.id, after, limit)

    async def _page(
        self, query: Select[Any], key: ColumnElement[Any], after: int | None, limit: int
    ) -> tuple[list[Row], int | None]:
        if after is not None:
            query = query.where(key > after)
        rows = [dict(row._mapping) for row in await self._connection.execute(query.order_by(key).limit(limit))]
        keys = [row.pop("_key") for row in rows]
        return rows, keys[-1] if len(rows) == limit else None
