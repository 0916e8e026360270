"""One delivery to one message: what a digest looks like and how it is sent."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.delivery.outcomes import Final, Nothing, Outcome, Sent, outcome_of
from bot.errors import UnknownArticle
from bot.services.articles import Articles, Extract
from bot.services.digests.composing import Composer
from bot.services.digests.model import Part
from bot.services.digests.showing import alert_rows, alert_text, digest_rows, leaders, page_text
from bot.services.flights import Flights
from bot.services.groups import Groups
from bot.services.ports import Clock
from bot.telegram.digest_keyboards import alert_buttons, buttons_for, page_keyboard
from bot.telegram.posting import post
from bot.telegram.written import Rows, written
from bot.texts.catalogue import Translator, translator
from bot.texts.changes import correction_text
from bot.texts.html import Markup, bare
from storage.records import DeliveryRecord, Shown
from storage.repositories.deliveries import ARTICLE_GONE, UNFOLLOWED

_LOG = logging.getLogger(__name__)

NOTHING_NEW = "nothing new"
CARDS = 64
"""Cards that are remembered: an alert goes to all its readers within a short time."""

TOPIC_GONE, TOPIC_CLOSED = "message thread not found", "topic_closed"
"""How Telegram says, in small letters, that a forum topic takes no message."""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out, and what of the ledger it shows."""

    text: Markup
    keyboard: Rows | None = None
    rows: tuple[Shown, ...] = ()
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Card:
    """An alert's `alert_text` with the sentences that fitted, and its `alert_buttons`.

    Beside them the extract, whose address is no other's while it is held.
    """

    extract: Extract
    text: Markup
    fitting: int
    buttons: Rows

    @classmethod
    def of(cls, t: Translator, part: Part, topic: int) -> _Card:
        """That of a story which a topic brings."""
        text, fitting = alert_text(t, part)
        return cls(part.extract, text, fitting, alert_buttons(t.plain, part.extract, fitting, topic=topic))


class DigestCourier:
    """Renders a delivery and hands it to Telegram; every error becomes an outcome."""

    def __init__(
        self,
        bot: ExtBot[str],
        articles: Articles,
        composer: Composer,
        clock: Clock,
        places: Groups,
        *,
        paid: bool = False,
        flights: Flights | None = None,
    ) -> None:
        self._bot = bot
        self._articles = articles
        self._composer = composer
        self._clock = clock
        self._places = places
        self._paid = paid
        self._flights = flights or Flights()
        self._cards: OrderedDict[Hashable, _Card] = OrderedDict()

    async def deliver(self, delivery: DeliveryRecord) -> Outcome:
        """Send the digest, or what changed since. Never raises for what Telegram or a missing article does."""
        if delivery.kind == "digest" and delivery.corrects is None:
            return await self._digest(delivery)
        if not delivery.followed:
            return Nothing(UNFOLLOWED)
        if delivery.corrects is not None:
            return await self._correction(delivery, delivery.corrects)
        return await self._alert(delivery)

    async def _alert(self, delivery: DeliveryRecord) -> Outcome:
        t = translator(delivery.reader_language)
        digest = await self._composer.compose(t, [delivery])
        if digest.gone:
            return Final(ARTICLE_GONE)
        if not digest.parts:
            return Nothing(NOTHING_NEW)
        part = digest.parts[0]
        card = self._card(t, part, delivery.topic_id)
        keyboard = buttons_for(card.buttons, delivery.id)
        return await self.send(delivery, Message(card.text, keyboard, alert_rows(part, card.fitting)))

    def _card(self, t: Translator, part: Part, topic: int) -> _Card:
        """Worked out once for readers to whom it says the same."""
        if part.told_on is not None:
            return _Card.of(t, part, topic)
        key = (t.language, id(part.extract), part.labels, part.because, part.length, topic)
        if key not in self._cards:
            self._cards[key] = _Card.of(t, part, topic)
            if len(self._cards) > CARDS:
                self._cards.popitem(last=False)
        return self._cards[key]

    async def _digest(self, delivery: DeliveryRecord) -> Outcome:
        t = translator(delivery.reader_language)
        digest = await self._composer.due(t, delivery)
        if not digest.parts:
            return Nothing(ARTICLE_GONE if digest.gone else NOTHING_NEW)
        page = page_text(t, digest, 0)
        left = len(digest.parts) - page.stories.stop + 1
        keyboard = page_keyboard(t.plain, delivery.id, leaders(digest.parts, page.stories), 0, left)
        rows = written(keyboard) if keyboard is not None else None
        return await self.send(delivery, Message(page.text, rows, digest_rows(digest), digest.left_out))

    async def _correction(self, delivery: DeliveryRecord, corrects: int) -> Outcome:
        t = translator(delivery.reader_language)
        try:
            extract = await self._articles.open(delivery.article_id)
        except UnknownArticle:
            return Final(ARTICLE_GONE)
        found = await self._articles.versions.correction(corrects, extract.article_id or 0)
        if found is None or not found.changes:
            return await self._alert(delivery)
        text = correction_text(t, extract.title, extract.outlet, delivery.label, found.changes)
        return await self.send(delivery, Message(text))

    async def send(self, delivery: DeliveryRecord, shown: Message) -> Outcome:
        """Hand over a message that is made already. Never raises for what Telegram does."""
        await self._flights.clearance()
        try:
            message = await self._placed(delivery.chat_id, shown)
        except TelegramError as error:
            return outcome_of(error, self._clock(), delivery.attempts)
        return Sent(message, shown.rows, shown.left_out)

    async def _placed(self, chat_id: int, shown: Message) -> int:
        """The message's number, in the forum topic that the chat chose; in the general one if that cannot be used."""
        thread = await self._places.thread(chat_id) if chat_id < 0 else None
        try:
            return await self._post(chat_id, thread, shown.text, shown.keyboard)
        except BadRequest as error:
            said = error.message.lower()
            if thread is None or not any(sign in said for sign in (TOPIC_GONE, TOPIC_CLOSED)):
                raise
            if TOPIC_GONE in said:
                _LOG.info("chat %d has deleted the topic %d: posts go to the general one", chat_id, thread)
                await self._places.mend(chat_id, thread)
            return await self._post(chat_id, None, shown.text, shown.keyboard)

    async def _post(self, chat_id: int, thread: int | None, text: Markup, keyboard: Rows | None) -> int:
        """The message's number. A text whose entities Telegram cannot read goes once more, without any."""
        try:
            return await self._message(chat_id, thread, text, ParseMode.HTML, keyboard)
        except BadRequest as error:
            if "parse entities" not in error.message.lower():
                raise
            _LOG.error("Telegram cannot read the entities of a digest, which goes out as plain text: %s", error)
            return await self._message(chat_id, thread, bare(text), None, keyboard)

    async def _message(
        self, chat_id: int, thread: int | None, text: str, mode: ParseMode | None, keyboard: Rows | None
    ) -> int:
        return await post(
            self._bot,
            chat_id,
            text,
            mode=mode,
            keyboard=keyboard,
            thread=thread,
            paid=self._paid,
        )
