"""`/share`, and the links that it gives: an article or a topic, opened by whoever follows the link."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler
from telegram.helpers import create_deep_linked_url

from bot.errors import BrokenLink, LinkedTopicGone, UnknownTopic
from bot.handlers import start
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.numbers import replied_article
from bot.handlers.replies import answer, reply
from bot.handlers.summary import show_article
from bot.handlers.topics import follow_known
from bot.services.links import Kind
from bot.services.topics import understand
from bot.services.words import TOURS, folded, western
from bot.telegram.keyboards import Press
from bot.telegram.shelf_keyboards import linked_topic_keyboard, shared_keyboard
from bot.texts.html import cut
from bot.texts.topics import described
from summarizer.topics.query import Query

INLINE_HELP = "inline"
"""The payload behind the button that an inline question without an answer shows."""

MEANING = 300
_NUMBER = r"[#№]?\s*([0-9]{1,18})"


def register(app: App) -> None:
    """Comes before the `/start` without a payload."""
    app.add_handler(CommandHandler("start", opened, has_args=True))
    app.add_handler(CommandHandler("share", share))
    app.add_handler(CallbackQueryHandler(press_share, pattern=Press.pattern("shr")))
    app.add_handler(CallbackQueryHandler(press_follow, pattern=r"^lnk:[A-Za-z0-9_-]{1,60}\Z"))


async def opened(update: Update, context: Context) -> None:
    """`/start` with what a link brought along: the article, or the topic with a button to follow it."""
    seen = await visit(update, context)
    payload = argument(update)
    is_tour = folded(payload) in TOURS
    if is_tour and seen.is_private:
        await context.services.readers.start(seen.reader)
    else:
        await context.services.readers.back(seen.reader)
    if is_tour:
        await start.begin(update, context, seen, again=True)
        return
    if payload == INLINE_HELP:
        await reply(update, seen.t("inline.help", bot=context.bot.username))
        return
    link = context.services.shelf.links.read(payload)
    if link.kind is Kind.ARTICLE:
        await show_article(update, context, seen, link.number)
        return
    query = await _topic(context, link.number)
    text = seen.t("link.topic", meaning=cut(described(seen.t, query.root), MEANING))
    await reply(update, text, keyboard=linked_topic_keyboard(seen.t.plain, payload))


async def share(update: Update, context: Context) -> None:
    """The link to an article, by its number or by the card that is answered, or to a topic that one follows."""
    seen = await visit(update, context)
    wanted, replied = argument(update), replied_article(update, context)
    if replied is not None:
        await _share_article(update, context, seen, replied)
    elif wanted:
        await _share_wanted(update, context, seen, wanted)
    else:
        await ask(update, context, seen, "share", seen.t("share.ask"), seen.t.plain("share.placeholder"))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The argument that `/share` waits for; False if it is another's."""
    if command == "share":
        await _share_wanted(update, context, seen, text)
    return command == "share"


async def _share_wanted(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """The link to what a person named. Raises UnknownArticle, UnknownTopic, BadTopic."""
    number = re.fullmatch(_NUMBER, western(wanted))
    if number:
        await _share_article(update, context, seen, int(number[1]))
        return
    canonical = understand(wanted).canonical
    for follow in await context.services.topics.of(seen.reader):
        if follow.canonical == canonical:
            address = link_to(context, Kind.TOPIC, follow.topic_id)
            await reply(update, seen.t("share.topic", topic=cut(follow.label, MEANING), link=address))
            return
    raise UnknownTopic(topic=" ".join(wanted.split())[:60])


async def press_share(update: Update, context: Context) -> None:
    """The button under a card."""
    seen = await visit(update, context)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    await _share_article(update, context, seen, press.article)
    await answer(update)


async def press_follow(update: Update, context: Context) -> None:
    """Follow the topic of a link; the button is read as the link is."""
    seen = await visit(update, context)
    payload = ((update.callback_query and update.callback_query.data) or "").removeprefix("lnk:")
    link = context.services.shelf.links.read(payload)
    if link.kind is not Kind.TOPIC:
        raise BrokenLink
    query = await _topic(context, link.number)
    await answer(update)
    await follow_known(update, context, seen, query)


def link_to(context: Context, kind: Kind, number: int) -> str:
    """The address that opens an article or a topic in a chat with the bot."""
    return create_deep_linked_url(context.bot.username, context.services.shelf.links.payload(kind, number))


async def _topic(context: Context, number: int) -> Query:
    try:
        return await context.services.topics.get(number)
    except UnknownTopic as error:
        raise LinkedTopicGone from error


async def _share_article(update: Update, context: Context, seen: Visit, number: int) -> None:
    extract = await context.services.articles.open(number)
    shown = extract.article_id or number
    text = seen.t("share.article", title=cut(extract.title or "", MEANING), link=link_to(context, Kind.ARTICLE, shown))
    await reply(update, text, keyboard=shared_keyboard(seen.t.plain, shown))
