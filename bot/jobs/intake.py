"""The intake: takes updates from Telegram, has each written down before it is acknowledged, and answered once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.monitoring.monitor import FAILED, UPDATE, Monitor
from bot.services.incoming import Incoming
from bot.telegram.connection import UPDATES
from bot.telegram.lanes import Handle, Lanes, chat_of
from bot.telegram.limiter import seconds
from storage.errors import StorageError
from storage.records import UpdateRecord

_LOG = logging.getLogger(__name__)

POLL = timedelta(seconds=20)
"""How long Telegram holds a question for updates open while there are none."""

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between two questions while Telegram cannot be asked."""

PATIENCE = 15.0
"""Seconds that the end of the program waits for the answers that are under way."""

Rest = Callable[[Update], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]


class Intake:
    """``handle`` answers an update; ``rest`` ends when the work that it began beside the conversation is done."""

    def __init__(
        self,
        bot: ExtBot[str],
        incoming: Incoming,
        handle: Handle,
        rest: Rest,
        sleep: Sleep = asyncio.sleep,
        monitor: Monitor | None = None,
    ) -> None:
        self._monitor = monitor or Monitor()
        self._bot = bot
        self._incoming = incoming
        self._handle = handle
        self._rest = rest
        self._sleep = sleep
        self._lanes = Lanes(self._answer)
        self._resting: set[asyncio.Task[None]] = set()
        self._ends_at: float | None = None

    async def run(self) -> None:
        """Answer what an earlier run left, and then what comes, until cancelled."""
        self._put([self._read(record) for record in await self._left()])
        offset, wait = None, FIRST_WAIT
        while self._ends_at is None:
            try:
                given = await self._bot.get_updates(offset=offset, timeout=POLL, allowed_updates=UPDATES)
            except InvalidToken:
                return
            except TimedOut:
                continue
            except TelegramError as error:
                _tell(error)
                await self._sleep(seconds(error) if isinstance(error, RetryAfter) else wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            if given and self._ends_at is None:
                await self._take(given)
                offset = given[-1].update_id + 1

    def pause(self) -> None:
        """Begin nothing more: what has not begun, and what comes, is answered after the next start."""
        if self._ends_at is None:
            self._ends_at = asyncio.get_running_loop().time() + PATIENCE
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
            _, late = await asyncio.wait(self._resting, timeout=FIRST_WAIT)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _left(self) -> list[UpdateRecord]:
        while True:
            try:
                return await self._incoming.left()
            except StorageError as error:
                _LOG.error("what was not answered cannot be read: %s; trying again", error)
                await self._sleep(FIRST_WAIT)

    def _read(self, record: UpdateRecord) -> Update:
        return Update.de_json(json.loads(record.body), self._bot)

    async def _take(self, given: Sequence[Update]) -> None:
        """Everything new is in the database, or answered, when this returns: then Telegram may forget it."""
        records = [UpdateRecord(update.update_id, chat_of(update), update.to_json()) for update in given]
        try:
            kept = {record.id for record in await self._incoming.keep(self._bot.id, records)}
        except StorageError as error:
            _LOG.error("updates cannot be kept: %s; they are answered before Telegram forgets them", error)
            self._put(given)
            await self._lanes.idle()
            return
        self._put([update for update in given if update.update_id in kept])

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
        while True:
            try:
                return await self._incoming.done(update.update_id)
            except StorageError as error:
                _LOG.error("update %d is answered, which cannot be noted: %s; trying again", update.update_id, error)
                await self._sleep(FIRST_WAIT)


@asynccontextmanager
async def taking(intake: Intake, stopped: asyncio.Event) -> AsyncIterator[None]:
    """Updates are taken and answered, until ``stopped``; at the end, those that are under way are answered first."""

    async def pause() -> None:
        # At once, while others are still ending: nobody is to be asked to come again.
        await stopped.wait()
        intake.pause()

    tasks = asyncio.create_task(intake.run()), asyncio.create_task(pause())
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await intake.close()


def _tell(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _LOG.error("another program takes this bot's updates; stop it, or give this one a token of its own")
    else:
        _LOG.warning("updates cannot be fetched: %s; trying again", error)
