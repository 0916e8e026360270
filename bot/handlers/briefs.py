"""`/brief`: many articles of a topic as one page, and the references that open a sentence in its place."""

from __future__ import annotations

from datetime import date

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import TextGone
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import answer, edit, reply, text_of
from bot.handlers.underway import Underway
from bot.services.briefs.cards import brief_sheet, reference_text
from bot.services.briefs.periods import DEFAULT, MOST, Asked
from bot.telegram.brief_keyboards import ANY_TIME, BriefPress, ReferencePress, brief_keyboard
from bot.telegram.keyboards import summary_keyboard
from bot.texts.briefs import Sheet
from summarizer.budget import DEFAULT_SENTENCES

COMMAND = "brief"


def register(app: App) -> None:
    """The command, its pages, and the references of briefs and timelines."""
    app.add_handler(CommandHandler(COMMAND, brief))
    app.add_handler(CallbackQueryHandler(press_page, pattern=BriefPress.pattern("bri")))
    app.add_handler(CallbackQueryHandler(press_reference, pattern=ReferencePress.pattern()))


async def brief(update: Update, context: Context) -> None:
    """A brief of the topic behind the command, or ask for one."""
    seen = await visit(update, context)
    await brief_topic(update, context, seen, argument(update))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The topic that was asked for; False for another command."""
    name, _, period = command.partition(" ")
    if name == COMMAND:
        await brief_topic(update, context, seen, text, period)
    return name == COMMAND


async def brief_topic(update: Update, context: Context, seen: Visit, wanted: str, period: str = "") -> None:
    """The first page, as an answer to the message that asked; ``period`` was given with the command before."""
    services = context.services
    asked = await services.briefs.asked(seen.reader, f"{wanted} {period}")
    if not asked.topic:
        await ask_for(update, context, seen, COMMAND, wanted)
        return
    await reply_page(update, context, seen, asked)


async def ask_for(update: Update, context: Context, seen: Visit, command: str, period: str) -> None:
    """Ask for the topic; the period that was said already is kept with the question."""
    kept = f"{command} {period[:40]}".rstrip()
    await ask(update, context, seen, kept, seen.t(f"{command}.ask"), seen.t.plain(f"{command}.placeholder"))


async def reply_page(update: Update, context: Context, seen: Visit, asked: Asked) -> None:
    """Work it out and send it."""
    message = update.effective_message
    if message is None:
        return
    async with Underway(update, context, seen, message) as underway:
        made = await context.services.briefs.brief(seen.reader, asked, underway.begin)
        page = brief_sheet(seen.t, made, asked.topic, 0)
    await underway.answer(page.text, _keyboard(seen, asked, page))


async def press_page(update: Update, context: Context) -> None:
    """Another page in the same message."""
    seen = await visit(update, context)
    press = BriefPress.parse((update.callback_query and update.callback_query.data) or "")
    asked = await asked_again(update, context, seen, press)
    made = await context.services.briefs.brief(seen.reader, asked)
    page = brief_sheet(seen.t, made, asked.topic, press.page)
    await edit(update, page.text, _keyboard(seen, asked, page))
    await answer(update)


async def asked_again(update: Update, context: Context, seen: Visit, press: BriefPress) -> Asked:
    """What the message asked that this one answers, from the day and of the length that it had then.

    Raises TextGone if that was deleted.
    """
    message = update.callback_query.message if update.callback_query else None
    words = text_of(message.reply_to_message) if isinstance(message, Message) else ""
    topic = (await context.services.briefs.asked(seen.reader, words)).topic if words else ""
    if not topic:
        raise TextGone
    since = date.fromordinal(press.since) if ANY_TIME < press.since <= date.max.toordinal() else None
    return Asked(topic, since, press.sentences if 0 < press.sentences <= MOST else DEFAULT)


async def press_reference(update: Update, context: Context) -> None:
    """The sentence among its neighbours, as an answer to the brief."""
    seen = await visit(update, context)
    press = ReferencePress.parse((update.callback_query and update.callback_query.data) or "")
    extract = await context.services.briefs.source(press.article, press.index)
    message = update.effective_message
    vote = await context.services.shelf.votes.said(seen.reader, press.article)
    buttons = summary_keyboard(
        seen.t.plain,
        press.article,
        DEFAULT_SENTENCES,
        extract.total,
        in_context=True,
        differs=extract.differs,
        vote=vote,
    )
    await answer(update)
    to = message.message_id if message else None
    await reply(update, reference_text(seen.t, extract, press.index), keyboard=buttons, to=to)


def press_of(action: str, asked: Asked, page: int) -> BriefPress:
    """What the buttons of a page carry."""
    return BriefPress(action, page, asked.since.toordinal() if asked.since else ANY_TIME, asked.sentences)


def _keyboard(seen: Visit, asked: Asked, page: Sheet) -> InlineKeyboardMarkup:
    return brief_keyboard(seen.t.plain, page.references, press_of("bri", asked, page.number), page.pages)
