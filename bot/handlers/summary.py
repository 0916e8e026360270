"""`/summary`, `/latest`, long texts, and the buttons under a summary."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.errors import BadLength, NoArticles
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import answer, edit, reply, text_of
from bot.services.articles import Extract
from bot.services.cards import DEFAULT_SENTENCES, context_text, summary_text
from bot.sources.text import draft
from bot.telegram.keyboards import OWN, Press, articles_keyboard, summary_keyboard
from bot.texts.html import Markup, cut
from storage.records import FIRST_ARTICLE

LATEST = 10
LONG_TEXT = 280
"""Characters from which a message without a command is a text to summarise, not a remark."""

_ARTICLE = re.compile(r"#?(\d{1,18})")


def register(app: App) -> None:
    """Commands, and the buttons that they put up."""
    app.add_handler(CommandHandler("summary", summary))
    app.add_handler(CommandHandler("latest", latest))
    app.add_handler(CallbackQueryHandler(press_summary, pattern=r"^(sum|ctx|open):\d+:\d+:\d+$"))


def register_long_texts(app: App) -> None:
    """Messages without a command; comes after whatever waits for an argument."""
    alone = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(alone, long_text))


async def summary(update: Update, context: Context) -> None:
    """The newest article, one by number or words, or the text that is given or replied to."""
    seen = await visit(update, context)
    wanted = argument(update)
    message = update.effective_message
    if message is None:
        return
    replied = text_of(message.reply_to_message) if message.reply_to_message else ""
    if replied and (not wanted or _is_number(wanted)):
        await _summarise_own(update, context, seen, replied, message.reply_to_message or message, _count(wanted))
    elif _is_long(wanted):
        await _summarise_own(update, context, seen, wanted, message, DEFAULT_SENTENCES)
    else:
        extract, sentences = await _stored(context, wanted)
        await _show(update, seen, extract, sentences)


async def _stored(context: Context, wanted: str) -> tuple[Extract, int]:
    """What `/summary`, `/summary 5`, `/summary 1012` or `/summary kuril` means.

    Articles are numbered from 1001 on, so that a number is either a count of sentences or an article, never both.
    """
    articles = context.services.articles
    if not wanted:
        return await articles.newest(), DEFAULT_SENTENCES
    number = _ARTICLE.fullmatch(wanted)
    if number and (wanted.startswith("#") or int(number[1]) >= FIRST_ARTICLE):
        return await articles.open(int(number[1])), DEFAULT_SENTENCES
    if _is_number(wanted):
        return await articles.newest(), _count(wanted)
    return await articles.find(wanted), DEFAULT_SENTENCES


async def long_text(update: Update, context: Context) -> None:
    """A text that was sent without a command: summarised if it is long, else pointed to /help."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None:
        return
    text = text_of(message)
    if _is_long(text):
        await _summarise_own(update, context, seen, text, message, DEFAULT_SENTENCES)
    else:
        await reply(update, seen.t("hint.help"))


async def latest(update: Update, context: Context) -> None:
    """The newest articles, each with a button."""
    seen = await visit(update, context)
    found = await context.services.articles.latest(LATEST)
    if not found:
        raise NoArticles
    rows = [seen.t("latest.row", id=one.id, title=cut(one.title, 200), outlet=one.outlet or "—") for one in found]
    text = Markup("\n\n".join([seen.t("latest.head"), *rows]))
    await reply(update, text, keyboard=articles_keyboard([one.id for one in found]))


async def press_summary(update: Update, context: Context) -> None:
    """Shorter, Longer, In context, or an article opened from a list."""
    seen = await visit(update, context)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    extract = await _pressed(update, context, press)
    if press.action == "open":
        await answer(update)
        await _show(update, seen, extract, press.sentences)
        return
    reason = await _reason(context, seen, press.topic)
    total = len(extract.analysis.spans)
    text, sentences = summary_text(seen.t, extract, press.sentences, reason)
    if press.action == "ctx":
        text = context_text(seen.t, extract, press.sentences, reason)
    in_context = press.action == "ctx"
    keyboard = summary_keyboard(seen.t.plain, press.article, sentences, total, topic=press.topic, in_context=in_context)
    await edit(update, text, keyboard)
    note = seen.t.plain("summary.no_room") if sentences < min(press.sentences, total) and not in_context else ""
    await answer(update, note)


async def _pressed(update: Update, context: Context, press: Press) -> Extract:
    """The text behind a button: a stored article, or what the button's message is an answer to."""
    if press.article != OWN:
        return await context.services.articles.open(press.article)
    message = update.callback_query.message if update.callback_query else None
    replied = message.reply_to_message if isinstance(message, Message) else None
    return await context.services.articles.read(draft(text_of(replied)))


async def _reason(context: Context, seen: Visit, topic: int) -> str | None:
    if not topic:
        return None
    follows = await context.services.topics.of(seen.reader)
    return next((follow.label for follow in follows if follow.topic_id == topic), None)


async def _summarise_own(
    update: Update, context: Context, seen: Visit, text: str, source: Message, sentences: int
) -> None:
    await context.bot.send_chat_action(source.chat_id, ChatAction.TYPING)
    extract = await context.services.articles.read(draft(text))
    await _show(update, seen, extract, sentences, to=source.message_id)


async def _show(update: Update, seen: Visit, extract: Extract, sentences: int, to: int | None = None) -> None:
    text, fitting = summary_text(seen.t, extract, sentences)
    keyboard = summary_keyboard(seen.t.plain, extract.article_id or OWN, fitting, len(extract.analysis.spans))
    await reply(update, text, keyboard=keyboard, to=to)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+−]?\d+", text) is not None


def _count(text: str) -> int:
    """A number of sentences as it was typed. Raises BadLength for none or less."""
    if not text:
        return DEFAULT_SENTENCES
    count = int(text.replace("−", "-")[:18])
    if not 0 < count < FIRST_ARTICLE:
        raise BadLength(given=text[:20])
    return count


def _is_long(text: str) -> bool:
    return len(text) >= LONG_TEXT
