"""Notices to the admins: sent to each in a private chat, and to nobody else, as often as it takes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery.outcomes import Halt, Outcome, Retry, Sent, Unknown, outcome_of
from bot.services.notices import Notice
from bot.services.ports import Clock
from bot.services.readers import Readers
from bot.telegram.limiter import DIGEST
from bot.telegram.previews import NO_PREVIEW
from bot.texts.catalogue import SOURCE_LANGUAGE, translator
from bot.texts.html import Markup
from storage.engine import Database
from storage.errors import StorageError
from storage.records import NoticeRecord

_LOG = logging.getLogger(__name__)

AT_ONCE = 20
"""Notices that are read together; they are sent one after another."""

MOST_ATTEMPTS = 12
"""After that a notice is given up: with waits that double up to five minutes, that is half an hour without Telegram."""

LOOK_AGAIN = 30.0
"""Seconds after which the rows are looked at even if nobody called."""


class AdminNotices:
    """Sends what is owed. A program that dies between the sending and its writing down sends a notice twice.

    ``call`` is set by whoever wrote one down.
    """

    def __init__(
        self, database: Database, bot: ExtBot[str], readers: Readers, clock: Clock, call: asyncio.Event
    ) -> None:
        self._database = database
        self._bot = bot
        self._readers = readers
        self._clock = clock
        self._call = call

    async def run(self) -> None:
        """Send until cancelled; errors of the database are waited out."""
        while True:
            self._call.clear()
            try:
                wait = await self.drain()
            except StorageError as error:
                _LOG.error("the notices cannot be read: %s; trying again", error)
                wait = LOOK_AGAIN
            except Exception:
                _LOG.exception("the notices could not be sent; trying again")
                wait = LOOK_AGAIN
            try:
                async with asyncio.timeout(wait):
                    await self._call.wait()
            except TimeoutError:
                continue

    async def drain(self) -> float:
        """Send what is due; gives the seconds until there may be more to do."""
        while True:
            async with self._database.read() as unit:
                due = await unit.notices.due(AT_ONCE, now=self._clock())
                next_due = await unit.notices.next_due()
            if not due:
                break
            for notice in due:
                await self._settle(notice, await self._send(notice))
        if next_due is None:
            return LOOK_AGAIN
        return min(max((next_due - self._clock()).total_seconds(), 0.0), LOOK_AGAIN)

    async def _send(self, notice: NoticeRecord) -> Outcome:
        known = await self._readers.known(notice.chat_id)
        text = _worded(Notice.load(notice.body), known.language if known else SOURCE_LANGUAGE)
        try:
            message = await self._bot.send_message(
                notice.chat_id,
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=DIGEST,
            )
        except TelegramError as error:
            return outcome_of(error, self._clock(), notice.attempts + 1)
        return Sent(message.message_id)

    async def _settle(self, notice: NoticeRecord, outcome: Outcome) -> None:
        at = (
            outcome.at if isinstance(outcome, Retry | Unknown) else outcome.until if isinstance(outcome, Halt) else None
        )
        async with self._database.write() as unit:
            if at is not None and notice.attempts < MOST_ATTEMPTS:
                await unit.notices.retry(notice.id, at=at)
                return
            await unit.notices.settle(notice.id)
        if not isinstance(outcome, Sent):
            # An admin who never wrote to the bot cannot be told anything.
            _LOG.warning("admin %d was not told: %s", notice.chat_id, type(outcome).__name__)

    async def tell(self, chats: Sequence[int], notice: Notice) -> None:
        """Send it now, without the database; who cannot be told is not."""
        text = _worded(notice, SOURCE_LANGUAGE)
        for chat in chats:
            try:
                # Not as what the leader sends: without the database nobody leads.
                await self._bot.send_message(chat, text, parse_mode=ParseMode.HTML)
            except TelegramError as error:
                _LOG.warning("chat %d was not told: %s", chat, type(error).__name__)


def _worded(notice: Notice, language: str) -> Markup:
    t = translator(language)
    problem = {"problem": t(notice.trouble.key, **notice.trouble.values)} if notice.trouble else {}
    text = t(notice.key, **notice.values, **problem)
    return Markup(f"{text}\n{t.plural('alarm.more', notice.more)}") if notice.more else text
