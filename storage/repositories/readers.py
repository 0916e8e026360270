"""Readers: the chats that the program writes to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.records import ReaderRecord
from storage.repositories.repository import Repository
from storage.tables import bans, deliveries, follows, in_state, mutes, outlet_wishes, questions, readers, saved, votes

_RECORD = (
    readers.c.id,
    readers.c.chat_id,
    readers.c.kind,
    readers.c.language,
    readers.c.active,
    readers.c.created,
    readers.c.schedule_id,
    readers.c.alerts_an_hour,
    readers.c.paused_until,
    readers.c.summary_sentences,
    readers.c.summary_words,
    readers.c.toured,
    readers.c.language_chosen,
)

_SETTINGS = (
    readers.c.schedule_id,
    readers.c.alerts_an_hour,
    readers.c.paused_until,
    readers.c.thread_id,
    readers.c.summary_sentences,
    readers.c.summary_words,
)
"""What a reader may have set; none of them is set at first."""


_BY_CHAT = select(*_RECORD).where(readers.c.chat_id == bindparam("chat"))
"""Made once: it is asked for with every update, several times, and takes longer to make than to answer."""


class Readers(Repository):
    """Everyone who ever wrote to the program; one who left stays, inactive, until they come back."""

    async def meet(self, chat_id: int, kind: str, language: str, *, now: datetime) -> ReaderRecord:
        """The chat's reader, made active on the first meeting and left as they are on a later one."""
        values = {"chat_id": chat_id, "kind": kind, "language": language, "active": True, "created": now}
        known = await self.by_chat(chat_id)
        if known is not None:
            return known
        await self._connection.execute(self._insert(readers).on_conflict_do_nothing().values(values))
        met = await self.by_chat(chat_id)
        assert met is not None, "inserted in this transaction or by another that has committed"  # noqa: S101
        return met

    async def by_chat(self, chat_id: int) -> ReaderRecord | None:
        """The reader behind a chat, or None."""
        row = (await self._connection.execute(_BY_CHAT, {"chat": chat_id})).one_or_none()
        return ReaderRecord(*row) if row is not None else None

    async def activate(self, reader_id: int) -> None:
        """From now on deliveries are made to the reader."""
        await self._set(reader_id, active=True, stopped=False, deactivated=None)

    async def deactivate(self, reader_id: int, *, now: datetime, asked: bool = False) -> None:
        """No delivery is made to the reader any more; their follows stay, and so does what is queued for them.

        ``asked`` if that is what they want, and not only that nothing can be sent to them.
        """
        await self._set(reader_id, active=False, deactivated=now, **({"stopped": True} if asked else {}))

    async def resume(self, chat_id: int) -> bool:
        """Deliveries are made again to a chat that could not be written to.

        False if it asked for none, is banned or unmet.
        """
        mine, willing = readers.c.chat_id == chat_id, readers.c.stopped.is_(False)
        banned = select(bans.c.id).where(bans.c.reader_id == readers.c.id).exists()
        resumed = update(readers).where(mine, willing, ~banned).values(active=True, deactivated=None)
        return (await self._connection.execute(resumed)).rowcount > 0

    async def thread(self, chat_id: int) -> int | None:
        """The forum topic that the chat's posts go to; None: the general one."""
        found: int | None = await self._connection.scalar(
            select(readers.c.thread_id).where(readers.c.chat_id == chat_id)
        )
        return found

    async def place(self, reader_id: int, thread_id: int | None) -> None:
        """From now on posts go to this forum topic; None: to the general one."""
        await self._set(reader_id, thread_id=thread_id)

    async def mend(self, chat_id: int, gone: int) -> None:
        """A forum topic was deleted: what went there goes to the general one."""
        mine, there = readers.c.chat_id == chat_id, readers.c.thread_id == gone
        await self._connection.execute(update(readers).where(mine, there).values(thread_id=None))

    async def speak(self, reader_id: int, language: str, *, chosen: bool = False) -> None:
        """From now on the reader is written to in this language; ``chosen`` if they said so and not Telegram."""
        await self._set(reader_id, language=language, language_chosen=chosen)

    async def schedule(self, reader_id: int, schedule_id: int | None) -> None:
        """From now on this schedule holds for what has none of its own; None: at once, at any hour."""
        await self._set(reader_id, schedule_id=schedule_id)

    async def cap(self, reader_id: int, alerts: int | None) -> None:
        """At most so many alerts an hour; None: as the settings say, 0: as many as there are."""
        await self._set(reader_id, alerts_an_hour=alerts)

    async def pause(self, reader_id: int, until: datetime | None) -> None:
        """Nothing is due before ``until``; None: the pause ends."""
        await self._set(reader_id, paused_until=until)

    async def measure(self, reader_id: int, *, sentences: int | None = None, words: int | None = None) -> None:
        """From now on summaries have so many sentences, or so many words at most; neither: as for everybody."""
        await self._set(reader_id, summary_sentences=sentences, summary_words=words)

    async def guided(self, reader_id: int) -> None:
        """The tour of the first visit was shown."""
        await self._set(reader_id, toured=True)

    async def move(self, old_chat_id: int, new_chat_id: int) -> ReaderRecord | None:
        """Gives the reader another chat, as when a group becomes a supergroup; None if the old chat is unknown.

        If the new chat has a reader already, the two become that one: it keeps what is its own, gets
        what it lacks, and is active if either was. A group with another id is a supergroup.
        """
        old, new = await self.by_chat(old_chat_id), await self.by_chat(new_chat_id)
        if old is None or old_chat_id == new_chat_id:
            return new
        if new is None:
            kind = "supergroup" if old.kind == "group" else old.kind
            await self._set(old.id, chat_id=new_chat_id, kind=kind)
        else:
            await self._merge(old, new)
        return await self.by_chat(new_chat_id)

    async def _merge(self, old: ReaderRecord, new: ReaderRecord) -> None:
        # A digest that the old chat got need not be sent to the new one.
        got = select(deliveries.c.article_id).where(deliveries.c.reader_id == old.id, in_state("sent"))
        mine, owed = deliveries.c.reader_id == new.id, in_state("queued", "unknown")
        await self._connection.execute(delete(deliveries).where(mine, owed, deliveries.c.article_id.in_(got)))
        await self._set(new.id, **await self._lacking(old.id, new.id))
        if old.language_chosen and not new.language_chosen:
            await self.speak(new.id, old.language, chosen=True)
        kept = (
            (follows, "topic_id"),
            (deliveries, "article_id"),
            (deliveries, "broadcast_id"),
            (saved, "article_id"),
            (votes, "article_id"),
            (mutes, "story"),
            (outlet_wishes, "outlet"),
            (questions, "asker"),
        )
        for table, name in kept:
            what = table.c[name]
            has = select(what).where(table.c.reader_id == new.id, what.is_not(None)).scalar_subquery()
            lacking = update(table).where(table.c.reader_id == old.id, what.is_not(None), what.not_in(has))
            await self._connection.execute(lacking.values(reader_id=new.id))
        await self._connection.execute(delete(readers).where(readers.c.id == old.id))
        if old.active and not new.active:
            await self.activate(new.id)

    async def _lacking(self, old: int, new: int) -> dict[str, object]:
        """Settings of the old reader that the new one has none of."""
        found = select(*_SETTINGS, readers.c.id).where(readers.c.id.in_((old, new)))
        rows = {row.id: row for row in await self._connection.execute(found)}
        names = [column.name for column in _SETTINGS if getattr(rows[new], column.name) is None]
        return {name: getattr(rows[old], name) for name in names}

    async def _set(self, reader_id: int, **values: object) -> None:
        await self._connection.execute(update(readers).where(readers.c.id == reader_id).values(**values))
