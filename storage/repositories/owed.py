"""A row of the ledger as a record: what is joined to it, and how it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func

from storage.records import DeliveryRecord
from storage.tables import deliveries, follows, readers, topics

NONE = 0
"""In place of the article and the topic of what goes to all."""

_FOLLOWED = (follows.c.reader_id == deliveries.c.reader_id) & (follows.c.topic_id == deliveries.c.topic_id)
ROWS = (
    deliveries.join(readers, readers.c.id == deliveries.c.reader_id)
    .outerjoin(topics, topics.c.id == deliveries.c.topic_id)
    .outerjoin(follows, _FOLLOWED)
)
RECORD = (
    deliveries.c.id,
    deliveries.c.reader_id,
    readers.c.chat_id,
    readers.c.language,
    func.coalesce(deliveries.c.article_id, NONE),
    func.coalesce(deliveries.c.topic_id, NONE),
    # The reader may have stopped following since; the digest still has to say why it came.
    func.coalesce(follows.c.label, topics.c.canonical, ""),
    deliveries.c.state,
    deliveries.c.attempts,
    deliveries.c.not_before,
    deliveries.c.message_id,
    deliveries.c.error,
    deliveries.c.corrects,
    deliveries.c.kind,
    deliveries.c.digest,
    deliveries.c.place,
    follows.c.id.is_not(None),
    deliveries.c.created,
    readers.c.summary_sentences,
    readers.c.summary_words,
    deliveries.c.broadcast_id,
    deliveries.c.told,
)


def record(row: Sequence[Any]) -> DeliveryRecord:
    """The record of a row with the columns of `RECORD`."""
    *columns, broadcast, told = row
    found = DeliveryRecord(*columns)
    if told is None and broadcast is None:
        return found
    return replace(found, told=tuple(json.loads(told or "[]")), broadcast=broadcast)
