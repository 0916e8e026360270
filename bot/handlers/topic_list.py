"""`/topics`: what a reader follows, a page at a time, each to be paused, edited and removed."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import UnknownTopic
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import answer, edit, reply
from bot.telegram.topic_keyboards import TopicPress, topics_keyboard
from bot.texts.html import Markup, cut
from bot.texts.topics import counted, described
from storage.records import FollowRecord

PAGE = 8
"""Topics in one message: with their buttons they stay within what Telegram takes, however long they are."""


def register(app: App) -> None:
    """The command, and its buttons."""
    app.add_handler(CommandHandler("topics", topics))
    app.add_handler(CallbackQueryHandler(press_unfollow, pattern=TopicPress.pattern("unf")))
    app.add_handler(CallbackQueryHandler(press_pause, pattern=TopicPress.pattern("pau|wak")))
    app.add_handler(CallbackQueryHandler(press_edit, pattern=TopicPress.pattern("edi")))
    app.add_handler(CallbackQueryHandler(turn_page, pattern=TopicPress.pattern("top")))


async def topics(update: Update, context: Context) -> None:
    """The reader's topics, how each is understood, and what it caught lately."""
    seen = await visit(update, context)
    text, keyboard = await _listing(context, seen, 0)
    await reply(update, text, keyboard=keyboard)


async def turn_page(update: Update, context: Context) -> None:
    """Show other topics in the same message."""
    seen = await visit(update, context)
    text, keyboard = await _listing(context, seen, press_of(update).page)
    await edit(update, text, keyboard)
    await answer(update)


async def press_unfollow(update: Update, context: Context) -> None:
    """End the follow, and show what is left in the same message."""
    seen = await visit(update, context)
    press = press_of(update)
    label = await context.services.topics.unfollow_by_id(seen.reader, press.topic)
    text, keyboard = await _listing(context, seen, press.page)
    await edit(update, text, keyboard)
    await answer(update, seen.t.plain("topic.unfollowed_short", topic=cut(label, 120)))


async def press_pause(update: Update, context: Context) -> None:
    """Let a follow rest, or wake it."""
    seen = await visit(update, context)
    press = press_of(update)
    paused = press.action == "pau"
    follow = await context.services.topics.pause(seen.reader, press.topic, paused=paused)
    text, keyboard = await _listing(context, seen, press.page)
    await edit(update, text, keyboard)
    note = "topic.paused" if paused else "topic.resumed"
    await answer(update, seen.t.plain(note, topic=cut(follow.label, 120)))


async def press_edit(update: Update, context: Context) -> None:
    """Ask for another wording: the reader's next message is it. Raises UnknownTopic."""
    seen = await visit(update, context)
    press = press_of(update)
    follows = await context.services.topics.of(seen.reader)
    label = next((follow.label for follow in follows if follow.topic_id == press.topic), None)
    if label is None:
        raise UnknownTopic(topic="")
    await answer(update)
    text = seen.t("topic.edit", topic=cut(label, 200))
    await ask(update, context, seen, f"topics {press.topic}", text, cut(label, 60) or None)


def press_of(update: Update) -> TopicPress:
    """The press of a button about a topic."""
    return TopicPress.parse((update.callback_query and update.callback_query.data) or "")


async def _listing(context: Context, seen: Visit, page: int) -> tuple[Markup, InlineKeyboardMarkup | None]:
    follows = await context.services.topics.of(seen.reader)
    if not follows:
        return seen.t("topics.none"), None
    pages = (len(follows) - 1) // PAGE + 1
    page = min(page, pages - 1)
    first = page * PAGE
    shown = list(enumerate(follows[first : first + PAGE], start=first + 1))
    rows = [await _row(context, seen, number, follow) for number, follow in shown]
    place = [seen.t("topics.page", page=page + 1, pages=pages)] if pages > 1 else []
    stopped = [] if seen.reader.active else [seen.t("topics.paused")]
    text = Markup("\n\n".join([seen.t.plural("topics.head", len(follows)), *rows, *place, *stopped]))
    states = [(number, follow.topic_id, follow.paused) for number, follow in shown]
    return text, topics_keyboard(seen.t.plain, states, page, pages)


async def _row(context: Context, seen: Visit, number: int, follow: FollowRecord) -> Markup:
    query = await context.services.topics.get(follow.topic_id)
    count, whole = await context.services.articles.archive.number(query)
    return seen.t(
        "topics.row",
        number=number,
        topic=cut(follow.label, 80),
        state=seen.t.plain("topics.resting") if follow.paused else "",
        meaning=cut(described(seen.t, query.root), 160),
        caught=counted(seen.t, count, whole=whole),
    )
