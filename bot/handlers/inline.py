"""Inline mode: `@bot japan russia` in any chat gives cards to send there; nothing of who asked is written down."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot.errors import CommuniqueError
from bot.handlers.context import App, Context, tongue
from bot.handlers.sharing import INLINE_HELP, link_to
from bot.services.articles import Extract
from bot.services.cards import summary_text
from bot.services.inline import Cards
from bot.services.links import Kind
from bot.telegram.previews import NO_PREVIEW
from bot.telegram.shelf_keyboards import card_keyboard
from bot.texts.catalogue import Translator
from bot.texts.html import cut
from bot.texts.problems import plainly
from bot.texts.saved import origin
from storage.errors import StorageError
from summarizer.budget import DEFAULT_SENTENCES

FRESH = 60
"""Seconds for which Telegram may give the same answer to the same person."""

BUTTON_LIMIT = 64
TITLE_LIMIT = 120
DESCRIPTION_LIMIT = 160


def register(app: App) -> None:
    """The one handler."""
    app.add_handler(InlineQueryHandler(ask))


async def ask(update: Update, context: Context) -> None:
    """Cards for what was written behind the bot's name; a button that says why, where there are none."""
    asked = update.inline_query
    if asked is None:
        return
    t = await tongue(update, context)
    reader = await _reader(context, asked.from_user.id)
    cards, why = Cards(()), t.plain("inline.none")
    try:
        cards = await context.services.shelf.inline.find(asked.query, asked.offset, reader)
    except CommuniqueError as error:
        why = plainly(t, error)
    except StorageError:
        why = t.plain("error.storage")
    button = InlineQueryResultsButton(cut(why, BUTTON_LIMIT), start_parameter=INLINE_HELP)
    is_empty = not cards.extracts and not asked.offset
    try:
        await asked.answer(
            [_result(t, context, extract) for extract in cards.extracts],
            cache_time=FRESH if cards.extracts else 0,
            # Another person's may be in another language.
            is_personal=True,
            next_offset=cards.next_offset,
            button=button if is_empty else None,
        )
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


async def _reader(context: Context, user_id: int) -> int | None:
    """Whoever asks, if they ever wrote to the bot: what they muted is left out."""
    try:
        known = await context.services.readers.known(user_id)
    except StorageError:
        return None
    return known.id if known else None


def _result(t: Translator, context: Context, extract: Extract) -> InlineQueryResultArticle:
    text, _ = summary_text(t, extract, DEFAULT_SENTENCES)
    number = extract.article_id or 0
    first = extract.of_length(1).sentences
    lines = (origin(t, extract.outlet, extract.published), first[0].text if first else "")
    return InlineQueryResultArticle(
        id=str(number),
        title=cut(extract.title or t.plain("digest.untitled"), TITLE_LIMIT),
        description=cut("\n".join(line for line in lines if line), DESCRIPTION_LIMIT),
        input_message_content=InputTextMessageContent(text, ParseMode.HTML, link_preview_options=NO_PREVIEW),
        reply_markup=card_keyboard(t.plain, link_to(context, Kind.ARTICLE, number)),
    )
