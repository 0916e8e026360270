"""`/follow`, `/unfollow`, `/topics`, and the buttons that do the same."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import answer, edit, reply
from bot.telegram.keyboards import Press, TopicPress, unfollow_keyboard
from bot.texts.html import Markup, cut

PAGE = 30
"""Topics in one message: with their buttons they stay within what Telegram takes, however long they are."""


def register(app: App) -> None:
    """Commands, and the buttons that they put up."""
    app.add_handler(CommandHandler("follow", follow))
    app.add_handler(CommandHandler("unfollow", unfollow))
    app.add_handler(CommandHandler("topics", topics))
    app.add_handler(CallbackQueryHandler(press_follow, pattern=Press.pattern("fol")))
    app.add_handler(CallbackQueryHandler(press_unfollow, pattern=TopicPress.pattern("unf")))
    app.add_handler(CallbackQueryHandler(turn_page, pattern=TopicPress.pattern("top")))


async def follow(update: Update, context: Context) -> None:
    """Follow the topic behind the command, or ask which."""
    seen = await visit(update, context)
    wanted = argument(update)
    if wanted:
        await follow_topic(update, context, seen, wanted)
    else:
        await _ask(update, context, seen)


async def follow_topic(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """Follow, and say how it was understood."""
    await context.services.readers.start(seen.reader)
    followed = await context.services.topics.follow(seen.reader, wanted)
    key = "topic.followed" if followed.is_new else "topic.followed_already"
    await reply(update, seen.t(key, topic=followed.label))


async def unfollow(update: Update, context: Context) -> None:
    """End the follow behind the command, or show the list to choose from."""
    seen = await visit(update, context)
    wanted = argument(update)
    if not wanted:
        await topics(update, context)
        return
    label = await context.services.topics.unfollow(seen.reader, wanted)
    await reply(update, seen.t("topic.unfollowed", topic=label))


async def topics(update: Update, context: Context) -> None:
    """The reader's topics, each with a button that ends it."""
    seen = await visit(update, context)
    text, keyboard = await _listing(context, seen, 0)
    await reply(update, text, keyboard=keyboard)


async def turn_page(update: Update, context: Context) -> None:
    """Show other topics in the same message."""
    seen = await visit(update, context)
    text, keyboard = await _listing(context, seen, _pressed(update).page)
    await edit(update, text, keyboard)
    await answer(update)


async def press_follow(update: Update, context: Context) -> None:
    """Ask for the topic: the reader's next message names it."""
    seen = await visit(update, context)
    await answer(update)
    await _ask(update, context, seen)


async def press_unfollow(update: Update, context: Context) -> None:
    """End the follow, and show what is left in the same message."""
    seen = await visit(update, context)
    press = _pressed(update)
    label = await context.services.topics.unfollow_by_id(seen.reader, press.topic)
    text, keyboard = await _listing(context, seen, press.page)
    await edit(update, text, keyboard)
    await answer(update, seen.t.plain("topic.unfollowed_short", topic=cut(label, 120)))


async def _ask(update: Update, context: Context, seen: Visit) -> None:
    await ask(update, context, seen, "follow", seen.t("topic.ask"), seen.t.plain("topic.placeholder"))


async def _listing(context: Context, seen: Visit, page: int) -> tuple[Markup, InlineKeyboardMarkup | None]:
    follows = await context.services.topics.of(seen.reader)
    if not follows:
        return seen.t("topics.none"), None
    pages = (len(follows) - 1) // PAGE + 1
    page = min(page, pages - 1)
    shown = follows[page * PAGE : (page + 1) * PAGE]
    rows = [seen.t("topics.row", topic=cut(follow.label, 60)) for follow in shown]
    place = [seen.t("topics.page", page=page + 1, pages=pages)] if pages > 1 else []
    paused = [] if seen.reader.active else [seen.t("topics.paused")]
    labels = [(follow.topic_id, cut(follow.label, 40)) for follow in shown]
    text = Markup("\n".join([seen.t.plural("topics.head", len(follows)), *rows, *place, *paused]))
    return text, unfollow_keyboard(seen.t.plain, labels, page, pages)


def _pressed(update: Update) -> TopicPress:
    return TopicPress.parse((update.callback_query and update.callback_query.data) or "")
