"""Notices to the admins: sent to each in a private chat, and to nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.services.notices import Notice
from bot.services.readers import Readers
from bot.telegram.previews import NO_PREVIEW
from bot.texts.catalogue import SOURCE_LANGUAGE, translator
from bot.texts.html import Markup

_LOG = logging.getLogger(__name__)


class AdminNotices:
    """Sends notices; one that cannot be sent is logged, since nobody waits for it."""

    def __init__(self, bot: ExtBot[str], readers: Readers, admins: Iterable[int]) -> None:
        self._bot = bot
        self._readers = readers
        self._admins = sorted(admins)

    async def tell(self, notice: Notice) -> None:
        """Send it to every admin who has written to the bot; Telegram lets it write to no one else."""
        for admin in self._admins:
            known = await self._readers.known(admin)
            text = _worded(notice, known.language if known else SOURCE_LANGUAGE)
            try:
                await self._bot.send_message(admin, text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
            except TelegramError as error:
                _LOG.warning("admin %d was not told of %s: %s", admin, notice.key, type(error).__name__)


def _worded(notice: Notice, language: str) -> Markup:
    t = translator(language)
    problem = {"problem": t(notice.trouble.key, **notice.trouble.values)} if notice.trouble else {}
    return t(notice.key, **notice.values, **problem)
