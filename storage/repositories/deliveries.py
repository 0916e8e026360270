"""Deliveries: the ledger of digests owed to readers, from the article's arrival to Telegram's receipt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Update, bindparam, func, select, update

from storage.records import DeliveryRecord, Shown
from storage.repositories.claiming import Claiming
from storage.repositories.hours import MOMENT
from storage.repositories.owed import RECORD, ROWS, record
from storage.repositories.owing import Owing
from storage.tables import CLAIMABLE, OPEN, article_outlets, deliveries, in_state, placements, readers

ARTICLE_GONE = "the article was deleted"
"""Why a delivery was not made: told apart from other reasons, since it comes back with the article."""

UNFOLLOWED = "the topic is not followed any more"


class Deliveries(Owing, Claiming):
    """One row a reader and article: queued, sending, then sent, failed or cancelled; unknown after a crash."""

    async def sent(self, delivery_id: int, message_id: int, *, now: datetime) -> None:
        """Telegram has taken the message: a fact, whatever the row said meanwhile."""
        await self.sent_all([(delivery_id, message_id)], now=now)

    async def sent_all(self, messages: Sequence[tuple[int, int]], *, now: datetime, alone: bool = False) -> None:
        """As `sent`, for several deliveries with their messages at once; ``alone``: none leads others."""
        rows = [{"row": delivery_id, "message": message_id, "now": now} for delivery_id, message_id in messages]
        for change in (_SENT,) if alone else (_SENT, _SENT_ALONG):
            await self._connection.execute(change, rows)

    async def is_under_way(self, reader_id: int) -> bool:
        """Whether some process is sending something to the reader at this moment."""
        query = select(deliveries.c.id).where(deliveries.c.reader_id == reader_id, in_state("sending")).limit(1)
        return await self._connection.scalar(query) is not None

    async def show(self, shown: Sequence[Shown]) -> None:
        """Writes down what a message told of each of its deliveries."""
        values = [{"row": one.delivery_id, "at": one.place, "what": json.dumps(one.told)} for one in shown]
        change = update(deliveries).where(deliveries.c.id == bindparam("row"))
        if values:
            await self._connection.execute(change.values(place=bindparam("at"), told=bindparam("what")), values)

    async def drop(self, delivery_ids: Sequence[int], *, error: str, now: datetime) -> int:
        """Cancels what was claimed and need not be sent after all; gives how many that were."""
        which = deliveries.c.id.in_(self._numbers(delivery_ids)) & in_state("sending")
        return await self._set(which, state="cancelled", error=error, settled=now, leased=None)

    async def retry(self, delivery_id: int, *, at: datetime, error: str, sender: str | None = None) -> None:
        """Puts a claimed delivery back, due again at ``at``.

        Here and below: given a ``sender``, only what is still that one's. Another may have taken over meanwhile.
        """
        await self._set(_in_flight(delivery_id, sender), state="queued", not_before=at, error=error)

    async def release(self, delivery_id: int, *, sender: str | None = None) -> None:
        """Puts a claimed delivery back as if it had not been claimed: nothing was sent, no attempt is counted."""
        await self._set(_in_flight(delivery_id, sender), state="queued", attempts=deliveries.c.attempts - 1)

    async def unknown(
        self, delivery_id: int, *, at: datetime, error: str, now: datetime, sender: str | None = None
    ) -> None:
        """A claimed delivery may have gone out or not: it is due once more at ``at``, or has failed after several."""
        await self._interrupt(_in_flight(delivery_id, sender), error=error, now=now, not_before=at)

    async def failed(self, delivery_id: int, *, error: str, now: datetime, sender: str | None = None) -> None:
        """Gives a claimed delivery up."""
        await self._set(_in_flight(delivery_id, sender), state="failed", error=error, settled=now)

    async def drop_message(self, delivery_id: int, *, error: str, now: datetime, sender: str | None = None) -> int:
        """Cancels a claimed delivery and all that was to go in its message; gives how many that were."""
        return await self._set(
            _in_flight(delivery_id, sender), state="cancelled", error=error, settled=now, leased=None
        )

    async def give_up_due(self, *, now: datetime, error: str) -> int:
        """Cancels whatever is due or on its way; gives how many deliveries that were. What waits for its hour stays."""
        which = in_state(*OPEN) & (deliveries.c.not_before <= now)
        return await self._set(which, state="cancelled", error=error, settled=now, leased=None)

    async def cancel_for_reader(self, reader_id: int, *, now: datetime) -> int:
        """Cancels what waits for the reader, not what is being sent; gives how many that were."""
        waiting = (deliveries.c.reader_id == reader_id) & in_state(*CLAIMABLE)
        return await self._set(waiting, state="cancelled", settled=now)

    async def waiting(self, reader_id: int, topic_id: int) -> list[DeliveryRecord]:
        """What waits for the reader under a topic."""
        mine = (deliveries.c.reader_id == reader_id) & (deliveries.c.topic_id == topic_id)
        return await self._read(mine & in_state(*CLAIMABLE) & deliveries.c.corrects.is_(None))

    async def put_under(self, delivery_ids: Sequence[int], topic_id: int) -> None:
        """From now on these come for another topic."""
        await self._set(deliveries.c.id.in_(self._numbers(delivery_ids)) & in_state(*CLAIMABLE), topic_id=topic_id)

    async def cancel_for_topic(self, reader_id: int, topic_id: int, *, now: datetime) -> int:
        """Cancels what waits for the reader under a topic, not what is being sent; gives how many that were."""
        mine = (deliveries.c.reader_id == reader_id) & (deliveries.c.topic_id == topic_id)
        waiting = mine & in_state(*CLAIMABLE) & deliveries.c.corrects.is_(None)
        return await self._set(waiting, state="cancelled", error=UNFOLLOWED, settled=now)

    async def cancel_for_story(self, reader_id: int, story: int, *, now: datetime) -> int:
        """Cancels what waits for the reader of a story, not what is being sent; gives how many that were."""
        of_story = select(placements.c.article_id).where(placements.c.story == story)
        waiting = (deliveries.c.reader_id == reader_id) & in_state(*CLAIMABLE)
        return await self._set(waiting & deliveries.c.article_id.in_(of_story), state="cancelled", settled=now)

    async def cancel_for_outlet(self, reader_id: int, outlet: str, *, now: datetime) -> int:
        """Cancels what waits for the reader of an outlet, by its key, not what is being sent; gives how many."""
        of_outlet = select(article_outlets.c.article_id).where(article_outlets.c.outlet == outlet)
        waiting = (deliveries.c.reader_id == reader_id) & in_state(*CLAIMABLE)
        return await self._set(waiting & deliveries.c.article_id.in_(of_outlet), state="cancelled", settled=now)

    async def show_instead(self, delivery_id: int, article_id: int) -> bool:
        """The delivery is of another article from now on; False if its reader has one of that already."""
        others = deliveries.alias("others")
        has = select(others.c.id).where(others.c.reader_id == deliveries.c.reader_id, others.c.article_id == article_id)
        which = (deliveries.c.id == delivery_id) & ~has.correlate(deliveries).exists()
        return await self._set(which, article_id=article_id) > 0

    async def cancel_for_article(self, article_id: int, *, now: datetime) -> int:
        """Cancels what waits of the article, not what is being sent; gives how many that were."""
        waiting = (deliveries.c.article_id == article_id) & in_state(*CLAIMABLE)
        return await self._set(waiting, state="cancelled", error=ARTICLE_GONE, settled=now)

    async def restore_for_article(self, article_id: int) -> int:
        """Queues again what was not sent because the article was deleted; gives how many that were.

        Who stopped or left meanwhile is owed nothing.
        """
        unsent = (deliveries.c.article_id == article_id) & in_state("cancelled", "failed")
        reading = deliveries.c.reader_id.in_(select(readers.c.id).where(readers.c.active))
        which = unsent & (deliveries.c.error == ARTICLE_GONE) & reading
        return await self._set(which, state="queued", error=None, settled=None)

    async def counts(self) -> dict[str, int]:
        """How many deliveries are in each state; a state without any is left out."""
        query = select(deliveries.c.state, func.count().label("number")).group_by(deliveries.c.state)
        return {row.state: row.number for row in await self._connection.execute(query)}

    async def counts_of_article(self, article_id: int) -> dict[str, int]:
        """How many deliveries of the article are in each state; a state without any is left out."""
        query = select(deliveries.c.state, func.count().label("number")).group_by(deliveries.c.state)
        rows = await self._connection.execute(query.where(deliveries.c.article_id == article_id))
        return {row.state: row.number for row in rows}

    async def of_reader(self, reader_id: int) -> list[DeliveryRecord]:
        """All that was ever owed to the reader, oldest first."""
        return await self._read(deliveries.c.reader_id == reader_id)

    async def get(self, delivery_id: int) -> DeliveryRecord | None:
        """The delivery of a number, or None."""
        found = await self._read(deliveries.c.id == delivery_id)
        return found[0] if found else None

    async def of_digest(self, head: int) -> list[DeliveryRecord]:
        """All that goes, or went, in the message that ``head`` leads: in its places, what has none yet by number."""
        return await self._read(deliveries.c.digest == head)

    async def told(self, reader_ids: Sequence[int], stories: Sequence[int]) -> list[DeliveryRecord]:
        """What the readers were sent of these stories, oldest first."""
        of_story = select(placements.c.article_id).where(placements.c.story.in_(self._numbers(stories)))
        mine = deliveries.c.reader_id.in_(self._numbers(reader_ids)) & deliveries.c.article_id.in_(of_story)
        return await self._read(mine & in_state("sent"))

    async def _read(self, which: ColumnElement[bool]) -> list[DeliveryRecord]:
        query = select(*RECORD).select_from(ROWS).where(which)
        query = query.order_by(func.coalesce(deliveries.c.place, 0), deliveries.c.id)
        return [record(row) for row in await self._connection.execute(query)]

    async def _set(self, which: ColumnElement[bool], **values: object) -> int:
        return (await self._connection.execute(update(deliveries).where(which).values(**values))).rowcount


def _sent(which: ColumnElement[bool]) -> Update:
    values = {"state": "sent", "error": None, "settled": MOMENT, "leased": None}
    return update(deliveries).where(which).values(**values, message_id=bindparam("message"))


_SENT = _sent(deliveries.c.id == bindparam("row"))
_SENT_ALONG = _sent((deliveries.c.digest == bindparam("row")) & (deliveries.c.state == "sending"))


def _in_flight(delivery_id: int, sender: str | None = None) -> ColumnElement[bool]:
    """A claimed delivery, and those that go in the same message."""
    which = ((deliveries.c.id == delivery_id) | (deliveries.c.digest == delivery_id)) & in_state("sending")
    return which if sender is None else which & (deliveries.c.owner == sender)
