"""Broadcasts on their way: what is sent to each reader, and the message that tells the owner how far it has got."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.delivery.digests import DigestCourier, Message
from bot.delivery.outcomes import Nothing, Outcome
from bot.services.broadcasts import Broadcasts, Course
from bot.services.readers import Readers
from bot.telegram.broadcast_keyboards import stop_keyboard
from bot.telegram.limiter import DIGEST
from bot.texts.broadcasts import progress_text, report_text
from bot.texts.catalogue import SOURCE_LANGUAGE, Translator, translator
from bot.texts.html import Markup
from storage.errors import StorageError
from storage.records import BroadcastRecord, DeliveryRecord

_LOG = logging.getLogger(__name__)

STEP = 1.0
"""Seconds between two edits of the message."""

LOOK_AGAIN = 30.0
"""Seconds after which it is looked whether something runs even if nobody called: another process may have begun it."""

GONE = "the broadcast is gone"

Sleep = Callable[[float], Awaitable[object]]


class Postman:
    """Sends what is to all as it is, and leaves the rest to the courier of digests."""

    def __init__(self, courier: DigestCourier, broadcasts: Broadcasts) -> None:
        self._courier = courier
        self._broadcasts = broadcasts

    async def deliver(self, delivery: DeliveryRecord) -> Outcome:
        """As `DigestCourier.deliver`."""
        if delivery.broadcast is None:
            return await self._courier.deliver(delivery)
        text = await self._broadcasts.text(delivery.broadcast)
        return Nothing(GONE) if text is None else await self._courier.send(delivery, Message(Markup(text)))


class Broadcasting:
    """Owes what was confirmed, shows how far it has got, and reports the end; a restart goes on where it was.

    ``wake`` wakes the sender.
    """

    def __init__(
        self, broadcasts: Broadcasts, bot: ExtBot[str], readers: Readers, wake: Callable[[], None], sleep: Sleep
    ) -> None:
        self._broadcasts = broadcasts
        self._bot = bot
        self._readers = readers
        self._wake = wake
        self._sleep = sleep
        self._shown: dict[int, Markup] = {}

    async def run(self) -> None:
        """Work until cancelled; errors of the database are waited out."""
        while True:
            self._broadcasts.call.clear()
            try:
                is_busy = await self.step()
            except StorageError as error:
                _LOG.error("the broadcasts cannot be looked at: %s; trying again", error)
                is_busy = True
            except Exception:
                _LOG.exception("the broadcasts could not be looked at; trying again")
                is_busy = True
            if is_busy:
                await self._sleep(STEP)
                continue
            try:
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._broadcasts.call.wait()
            except TimeoutError:
                continue

    async def step(self) -> bool:
        """Owe what is to be owed, and say how far each has got; False once there is nothing to do."""
        if await self._broadcasts.spread():
            self._wake()
        is_busy = False
        for course in await self._broadcasts.courses():
            if course.settled and await self._reported(course):
                await self._broadcasts.end(course.broadcast.id)
                self._shown.pop(course.broadcast.id, None)
                continue
            is_busy = True
            if not course.settled:
                await self._show(course)
        return is_busy

    async def _show(self, course: Course) -> None:
        t = await self._tongue(course.broadcast)
        text = progress_text(t, course.broadcast, course.tally)
        if self._shown.get(course.broadcast.id) == text:
            return
        self._shown[course.broadcast.id] = text
        is_running = course.broadcast.state == "running"
        try:
            await self._edit(
                course.broadcast, text, stop_keyboard(t.plain, course.broadcast.id) if is_running else None
            )
        except TelegramError as error:
            # The next edit says more.
            _LOG.info("the progress of broadcast %d was not shown: %s", course.broadcast.id, type(error).__name__)

    async def _reported(self, course: Course) -> bool:
        """Whether the owner knows the end, or never will."""
        broadcast = course.broadcast
        text = report_text(await self._tongue(broadcast), broadcast, course.tally)
        try:
            await self._edit(broadcast, text, None)
        except Forbidden:
            return True
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                return await self._said_anew(broadcast, text)
        except TelegramError as error:
            _LOG.info("the end of broadcast %d was not reported: %s", broadcast.id, type(error).__name__)
            return False
        return True

    async def _said_anew(self, broadcast: BroadcastRecord, text: Markup) -> bool:
        """The message may be too old to be changed, or deleted."""
        try:
            await self._bot.send_message(
                broadcast.chat_id or 0, text, parse_mode=ParseMode.HTML, rate_limit_args=DIGEST
            )
        except (BadRequest, Forbidden) as error:
            _LOG.warning("the end of broadcast %d cannot be reported: %s", broadcast.id, error)
        except TelegramError:
            return False
        return True

    async def _edit(self, broadcast: BroadcastRecord, text: Markup, keyboard: InlineKeyboardMarkup | None) -> None:
        if not broadcast.chat_id or not broadcast.message_id:
            # Its author was forgotten.
            return
        await self._bot.edit_message_text(
            text,
            broadcast.chat_id,
            broadcast.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            rate_limit_args=DIGEST,
        )

    async def _tongue(self, broadcast: BroadcastRecord) -> Translator:
        known = await self._readers.known(broadcast.chat_id) if broadcast.chat_id else None
        return translator(known.language if known else SOURCE_LANGUAGE)
