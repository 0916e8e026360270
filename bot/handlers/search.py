"""`/search`: the archive, looked through with the language of topics, the newest first."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import TextGone
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import answer, edit, reply, text_of
from bot.handlers.topic_list import press_of
from bot.services.archive import Found
from bot.services.topics import understand
from bot.telegram.topic_keyboards import TopicPress, found_keyboard
from bot.texts.changes import counted
from bot.texts.days import dated
from bot.texts.html import Markup, cut
from bot.texts.topics import described
from storage.records import Headline
from summarizer.budget import DEFAULT_SENTENCES

PAGE = 10
"""Articles in one message."""


def register(app: App) -> None:
    """The command, and the button to older articles."""
    app.add_handler(CommandHandler("search", search))
    app.add_handler(CallbackQueryHandler(press_older, pattern=TopicPress.pattern("old")))


async def search(update: Update, context: Context) -> None:
    """The newest articles for which the topic behind the command holds, or ask for one."""
    seen = await visit(update, context)
    wanted = argument(update)
    if wanted:
        await search_topic(update, context, seen, wanted)
    else:
        await ask(update, context, seen, "search", seen.t("search.ask"), seen.t.plain("search.placeholder"))


async def search_topic(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """The first page, as an answer to the message that asked: the next pages read the question there."""
    query = understand(wanted, "query")
    found = await context.services.articles.archive.find(query, PAGE)
    meaning = cut(described(seen.t, query.root), 600)
    to = update.effective_message.message_id if update.effective_message else None
    if not found.newest and found.older is None:
        await reply(update, seen.t("search.none", words=cut(wanted, 60), meaning=meaning), to=to)
        return
    await reply(update, await _page(context, seen, meaning, found), keyboard=_keyboard(seen, found), to=to)


async def press_older(update: Update, context: Context) -> None:
    """The next page in the same message."""
    seen = await visit(update, context)
    message = update.callback_query.message if update.callback_query else None
    asked = text_of(message.reply_to_message) if isinstance(message, Message) else ""
    if not asked:
        raise TextGone
    query = understand(asked, "query")
    found = await context.services.articles.archive.find(query, PAGE, press_of(update).topic)
    if not found.newest and found.older is None:
        await answer(update, seen.t.plain("search.end"))
        return
    meaning = cut(described(seen.t, query.root), 600)
    await edit(update, await _page(context, seen, meaning, found), _keyboard(seen, found))
    await answer(update)


def _keyboard(seen: Visit, found: Found) -> InlineKeyboardMarkup:
    return found_keyboard(seen.t.plain, [one.id for one in found.newest], DEFAULT_SENTENCES, found.older)


async def _page(context: Context, seen: Visit, meaning: str, found: Found) -> Markup:
    sizes = await context.services.articles.archive.sizes([one.id for one in found.newest])
    rows = [
        counted(
            seen.t,
            seen.t("search.row", id=one.id, title=cut(one.title, 200), outlet=one.outlet or "—", date=_date(seen, one)),
            sizes.get(one.id, 1),
        )
        for one in found.newest
    ]
    rows += [seen.t("search.looking")] if found.older is not None and len(rows) < PAGE else []
    return Markup("\n\n".join([seen.t("search.head", meaning=meaning), *rows]))


def _date(seen: Visit, one: Headline) -> str:
    return f" · {dated(one.published, 'medium', seen.t.language)}" if one.published else ""
