"""`/follow`, `/unfollow`, `/topics`, and the buttons that do the same."""

from __future__ import annotations

from telegram import ForceReply, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import answer, edit, reply
from bot.telegram.keyboards import unfollow_keyboard
from bot.texts.html import Markup, cut

SHOWN = 90
"""Topics in one message: a keyboard holds a hundred buttons at most."""


def register(app: App) -> None:
    """Commands, and the buttons that they put up."""
    app.add_handler(CommandHandler("follow", follow))
    app.add_handler(CommandHandler("unfollow", unfollow))
    app.add_handler(CommandHandler("topics", topics))
    app.add_handler(CallbackQueryHandler(press_follow, pattern=r"^fol:\d+:\d+:\d+$"))
    app.add_handler(CallbackQueryHandler(press_unfollow, pattern=r"^unf:\d+$"))


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
    await context.services.readers.expect(seen.reader, None)
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
    text, shown = await _listing(context, seen)
    await reply(update, text, keyboard=unfollow_keyboard(seen.t.plain, shown) if shown else None)


async def press_follow(update: Update, context: Context) -> None:
    """Ask for the topic: the reader's next message names it."""
    seen = await visit(update, context)
    await answer(update)
    await _ask(update, context, seen)


async def press_unfollow(update: Update, context: Context) -> None:
    """End the follow, and show what is left in the same message."""
    seen = await visit(update, context)
    data = (update.callback_query and update.callback_query.data) or ""
    label = await context.services.topics.unfollow_by_id(seen.reader, int(data.removeprefix("unf:")))
    text, shown = await _listing(context, seen)
    await edit(update, text, unfollow_keyboard(seen.t.plain, shown) if shown else None)
    await answer(update, seen.t.plain("topic.unfollowed_short", topic=cut(label, 120)))


async def _ask(update: Update, context: Context, seen: Visit) -> None:
    await context.services.readers.expect(seen.reader, "follow")
    prompt = ForceReply(selective=True, input_field_placeholder=seen.t.plain("topic.placeholder"))
    await reply(update, seen.t("topic.ask"), keyboard=prompt)


async def _listing(context: Context, seen: Visit) -> tuple[Markup, list[tuple[int, str]]]:
    follows = await context.services.topics.of(seen.reader)
    if not follows:
        return seen.t("topics.none"), []
    rows = [seen.t("topics.row", topic=cut(follow.label, 60)) for follow in follows[:SHOWN]]
    head = seen.t.plural("topics.head", len(follows))
    paused = [] if seen.reader.active else [seen.t("topics.paused")]
    shown = [(follow.topic_id, cut(follow.label, 40)) for follow in follows[:SHOWN]]
    return Markup("\n".join([head, *rows, *paused])), shown
