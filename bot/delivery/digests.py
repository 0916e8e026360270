"""One delivery to one message: what a digest looks like and how it is sent."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery.outcomes import Final, Outcome, Sent, outcome_of
from bot.errors import UnknownArticle
from bot.services.articles import Articles
from bot.services.cards import Reason, summary_text
from bot.services.matches import Matches
from bot.services.ports import Clock
from bot.telegram.keyboards import summary_keyboard
from bot.telegram.limiter import DIGEST
from bot.telegram.previews import NO_PREVIEW
from bot.texts.catalogue import translator
from bot.texts.changes import correction_text
from storage.records import DeliveryRecord
from storage.repositories.deliveries import ARTICLE_GONE
from summarizer.budget import DEFAULT_SENTENCES


class DigestCourier:
    """Renders a delivery and hands it to Telegram; every error becomes an outcome."""

    def __init__(self, bot: ExtBot[str], articles: Articles, matches: Matches, clock: Clock) -> None:
        self._bot = bot
        self._articles = articles
        self._matches = matches
        self._clock = clock

    async def deliver(self, delivery: DeliveryRecord) -> Outcome:
        """Send the digest, or what changed since. Never raises for what Telegram or a missing article does."""
        try:
            extract = await self._articles.open(delivery.article_id)
        except UnknownArticle:
            return Final(ARTICLE_GONE)
        t = translator(delivery.reader_language)
        if delivery.corrects is not None:
            found = await self._articles.versions.correction(delivery.corrects, extract.article_id or 0)
            if found is not None and found.changes:
                text = correction_text(t, extract.title, extract.outlet, delivery.label, found.changes)
                return await self._send(delivery, text, None)
        why = await self._matches.because(t, delivery.article_id, delivery.topic_id)
        text, sentences = summary_text(t, extract, DEFAULT_SENTENCES, Reason(delivery.label, why))
        keyboard = summary_keyboard(
            t.plain,
            delivery.article_id,
            sentences,
            len(extract.analysis.spans),
            topic=delivery.topic_id,
            differs=extract.story.differs,
        )
        return await self._send(delivery, text, keyboard)

    async def _send(self, delivery: DeliveryRecord, text: str, keyboard: InlineKeyboardMarkup | None) -> Outcome:
        try:
            message = await self._bot.send_message(
                delivery.chat_id,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=DIGEST,
            )
        except TelegramError as error:
            return outcome_of(error, self._clock(), delivery.attempts)
        return Sent(message.message_id)
