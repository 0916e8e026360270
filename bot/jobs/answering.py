"""The answering: what has come is written down before anybody says so, and answered once, in order in each chat."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import ExtBot

from bot.monitoring.monitor import FAILED, UPDATE, Monitor
from bot.services.incoming import Incoming
from bot.telegram.lanes import Handle, Lanes, chat_of
from storage.errors import StorageError
from storage.records import UpdateRecord

_LOG = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds after which the database is tried again."""

LOOK_AGAIN = 1.0
"""Seconds after which it is looked at what other processes left, where there are others, though none has said so."""

LINGER = 3.0
"""Seconds for which a chat's next part may come after a part of something larger: a file of an album, or a long text.
So long its process keeps the chat, for the parts lie in its memory."""

LONG = 2_000
"""Characters: Telegram cuts a text at 4,096, in which a sign may count twice."""

PATIENCE = 15.0
"""Seconds that the end of the program waits for the answers that are under way."""

Rest = Callable[[Update], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]
Source = Callable[[], Awaitable[None]]


class Answering:
    """``handle`` answers an update; ``rest`` ends when the work that it began beside the conversation is done."""

    def __init__(
        self,
        bot: ExtBot[str],
        incoming: Incoming,
        handle: Handle,
        rest: Rest,
        sleep: Sleep = asyncio.sleep,
        monitor: Monitor | None = None,
        due: asyncio.Event | None = None,
    ) -> None:
        """``due`` is set by whoever left something to this process, where there are others."""
        self._due = due
        self._monitor = monitor or Monitor()
        self._bot = bot
        self._incoming = incoming
        self._handle = handle
        self._rest = rest
        self._sleep = sleep
        self._lanes = Lanes(self._answer)
        self._resting: set[asyncio.Task[None]] = set()
        self._ends_at: float | None = None
        self._ending = asyncio.Event()

    @property
    def is_ending(self) -> bool:
        """Whether nothing more is begun."""
        return self._ends_at is not None

    async def begin(self) -> None:
        """Answer what an earlier run left; the database is waited for."""
        while True:
            try:
                return self._put_records(await self._incoming.left())
            except StorageError as error:
                _LOG.error("what was not answered cannot be read: %s; trying again", error)
                await self._sleep(PAUSE)

    async def sweep(self) -> None:
        """Answer what others leave, or could not answer in time, again and again until cancelled."""
        due = self._due or asyncio.Event()
        while True:
            await _within(due, LOOK_AGAIN)
            due.clear()
            await self.begin()

    async def take(self, given: Sequence[Update]) -> None:
        """Everything new is in the database when this returns, and is answered. Raises a kind of StorageError."""
        records = [UpdateRecord(update.update_id, chat_of(update), update.to_json()) for update in given]
        here = {update.update_id: update for update in given}
        kept = await self._incoming.keep(records)
        self._put([here.get(record.id) or self._read(record) for record in kept])

    async def take_unwritten(self, given: Sequence[Update]) -> None:
        """Everything is answered when this returns, though the database cannot keep it."""
        self._put(given)
        await self._lanes.idle()

    def pause(self) -> None:
        """Begin nothing more: what has not begun, and what comes, is answered after the next start."""
        if self._ends_at is None:
            self._ends_at = asyncio.get_running_loop().time() + PATIENCE
        self._ending.set()
        self._lanes.drop()

    async def close(self) -> None:
        """Finish what is being answered, within `PATIENCE` of the first word that the program ends."""
        self.pause()
        try:
            async with asyncio.timeout_at(self._ends_at):
                await self._lanes.idle()
        except TimeoutError:
            _LOG.warning("some answers take too long; they are given after the next start")
        await self._lanes.close()
        if self._resting:
            _, late = await asyncio.wait(self._resting, timeout=PAUSE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._incoming.release()
        except StorageError as error:
            _LOG.warning("what is not answered is taken by others only later: %s", error)

    def _put_records(self, records: Sequence[UpdateRecord]) -> None:
        self._put([self._read(record) for record in records])

    def _read(self, record: UpdateRecord) -> Update:
        return Update.de_json(json.loads(record.body), self._bot)

    def _put(self, updates: Sequence[Update]) -> None:
        """Have them answered, unless the program ends: then nobody asks for later ones, and these come again."""
        if self._ends_at is None:
            for update in updates:
                self._lanes.put(update)

    async def _answer(self, update: Update) -> None:
        with self._monitor.work(UPDATE, update.update_id) as work:
            try:
                await self._handle(update)
            except Exception:
                work.outcome = FAILED
                _LOG.exception("update %d could not be answered", update.update_id)
        task = asyncio.create_task(self._end(update))
        self._resting.add(task)
        task.add_done_callback(self._resting.discard)

    async def _end(self, update: Update) -> None:
        await self._rest(update)
        if self._due is not None and _may_go_on(update):
            await _within(self._ending, LINGER)
        while True:
            try:
                return self._put_records(await self._incoming.done(update.update_id, chat_of(update)))
            except StorageError as error:
                _LOG.error("update %d is answered, which cannot be noted: %s; trying again", update.update_id, error)
                await self._sleep(PAUSE)


def _may_go_on(update: Update) -> bool:
    """Whether it may be a part of something larger."""
    message = update.message
    return message is not None and (message.media_group_id is not None or len(message.text or "") >= LONG)


async def _within(event: asyncio.Event, seconds: float) -> None:
    """Until it is set, or so many seconds have passed."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


@asynccontextmanager
async def taking(answering: Answering, stopped: asyncio.Event, *sources: Source) -> AsyncIterator[None]:
    """What is left is answered, and what the sources bring, until ``stopped``; what is under way is answered first."""

    async def take() -> None:
        await answering.begin()
        await asyncio.gather(*(source() for source in sources))

    taken = asyncio.create_task(take())

    async def pause() -> None:
        # At once, while others are still ending: nobody is to be asked to come again, and others may take over.
        await stopped.wait()
        answering.pause()
        taken.cancel()

    pausing = asyncio.create_task(pause())
    try:
        yield
    finally:
        for task in (taken, pausing):
            task.cancel()
        await asyncio.gather(taken, pausing, return_exceptions=True)
        await answering.close()
