"""`/follow`, `/unfollow`, and the buttons that change what is followed."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import UnknownArticle, UnknownTopic
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import answer, edit, reply
from bot.handlers.schedule_views import coming
from bot.handlers.topic_list import press_of, topics
from bot.services.archive import Caught
from bot.services.narrowing import difference, meant, narrower, suggested, wider, worded
from bot.services.topics import Followed, understand
from bot.telegram.keyboards import OWN, Press
from bot.telegram.topic_keyboards import TopicPress, followed_keyboard, suggestions_keyboard
from bot.texts.html import Markup, cut
from bot.texts.topics import counted, described
from summarizer.entities.labels import label
from summarizer.topics.query import Query

BROAD = 0.5
"""Share of the articles from which a topic is called broad, if there are `ENOUGH` of them."""

ENOUGH = 10
FOLLOWED = "topic.followed"
LABEL = 40


def register(app: App) -> None:
    """Commands, and the buttons that they put up."""
    app.add_handler(CommandHandler("follow", follow))
    app.add_handler(CommandHandler("unfollow", unfollow))
    app.add_handler(CallbackQueryHandler(press_follow, pattern=Press.pattern("fol")))
    app.add_handler(CallbackQueryHandler(press_suggested, pattern=Press.pattern("sug")))
    app.add_handler(CallbackQueryHandler(press_other, pattern=TopicPress.pattern("nar|wid|mea")))


async def follow(update: Update, context: Context) -> None:
    """Follow the topic behind the command, or ask which."""
    seen = await visit(update, context)
    wanted = argument(update)
    if wanted:
        await follow_topic(update, context, seen, wanted)
    else:
        await _ask(update, context, seen)


async def follow_topic(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """Follow, and say how it was understood and what it would have caught."""
    await _settle(update, context, seen)
    followed = await context.services.topics.follow(seen.reader, wanted)
    await context.services.readers.start(seen.reader)
    await _confirm(update, context, seen, followed, FOLLOWED if followed.is_new else "topic.followed_already")


async def _settle(update: Update, context: Context, seen: Visit) -> None:
    """In a forum digests go to the topic where the first follow was said or pressed."""
    message = update.effective_message
    if message is not None and not seen.is_private:
        thread = message.message_thread_id if message.is_topic_message else None
        await context.services.groups.settle(seen.reader, thread, at_first=True)


async def change_topic(update: Update, context: Context, seen: Visit, topic_id: int, wanted: str) -> None:
    """Put another wording in place of a topic."""
    label = " ".join(wanted.split())
    changed = await context.services.topics.change(seen.reader, topic_id, understand(wanted), label)
    await _confirm(update, context, seen, changed, "topic.changed")


async def unfollow(update: Update, context: Context) -> None:
    """End the follow behind the command, or show the list to choose from."""
    seen = await visit(update, context)
    wanted = argument(update)
    if not wanted:
        await topics(update, context)
        return
    label = await context.services.topics.unfollow(seen.reader, wanted)
    await reply(update, seen.t("topic.unfollowed", topic=label))


async def press_follow(update: Update, context: Context) -> None:
    """Offer topics that the article is an example of, and ask: the reader's next message names one."""
    seen = await visit(update, context)
    await answer(update)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    if press.article != OWN:
        found = await _suggested(context, press.article)
        if found:
            labels = [cut(described(seen.t, query.root), LABEL) for query in found]
            keyboard = suggestions_keyboard(labels, press.article)
            await reply(update, seen.t("topic.suggestions"), keyboard=keyboard)
    await _ask(update, context, seen)


async def press_suggested(update: Update, context: Context) -> None:
    """Follow one of the topics that an article suggested."""
    seen = await visit(update, context)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    found = await _suggested(context, press.article)
    if press.sentences >= len(found):
        raise UnknownTopic(topic="")
    await answer(update)
    await follow_known(update, context, seen, found[press.sentences])


async def follow_known(update: Update, context: Context, seen: Visit, query: Query) -> None:
    """Follow a topic that needs no reading any more. Raises TooManyTopics."""
    await _settle(update, context, seen)
    followed = await context.services.topics.follow_query(seen.reader, query, worded(query, seen.t.language))
    await context.services.readers.start(seen.reader)
    await _confirm(update, context, seen, followed, FOLLOWED if followed.is_new else "topic.followed_already")


async def press_other(update: Update, context: Context) -> None:
    """Narrower, wider, or another spelling in place of what is followed; the message is edited."""
    seen = await visit(update, context)
    press = press_of(update)
    service = context.services.topics
    query = await service.get(press.topic)
    other = _other(press, query)
    if other is None:
        raise UnknownTopic(topic="")
    changed = await service.change(seen.reader, press.topic, other, worded(other, seen.t.language))
    text, keyboard = await _confirmation(context, seen, changed, "topic.changed")
    await edit(update, text, keyboard)
    await answer(update)


def _other(press: TopicPress, query: Query) -> Query | None:
    if press.action == "nar":
        return narrower(query)
    if press.action == "wid":
        return wider(query)
    names = meant(query)
    return names[press.page].query if press.page < len(names) else None


async def _suggested(context: Context, article: int) -> list[Query]:
    try:
        return list(suggested((await context.services.articles.open(article)).analysis))
    except UnknownArticle:
        return []


async def _confirm(update: Update, context: Context, seen: Visit, followed: Followed, key: str) -> None:
    text, keyboard = await _confirmation(context, seen, followed, key)
    await reply(update, text, keyboard=keyboard)


async def _confirmation(
    context: Context, seen: Visit, followed: Followed, key: str
) -> tuple[Markup, InlineKeyboardMarkup | None]:
    caught = await context.services.articles.archive.caught(followed.query)
    t, root = seen.t, followed.query.root
    names = [] if caught.count else meant(followed.query)
    lines = [t(key, topic=cut(followed.label, 200), meaning=cut(described(t, root), 600))]
    lines += [await _when(context, seen, followed.topic_id)] if key == FOLLOWED else []
    lines += [_said(seen, caught)]
    lines += [t("topic.meant")] if names else []
    closer, looser = narrower(followed.query), wider(followed.query)
    keyboard = followed_keyboard(
        t.plain,
        followed.topic_id,
        cut(described(t, difference(followed.query, closer)), LABEL) if closer else None,
        cut(described(t, difference(followed.query, looser)), LABEL) if looser else None,
        [label(one.id, t.language) for one in names],
    )
    return Markup("\n\n".join([*lines, t("topic.list")])), keyboard


async def _when(context: Context, seen: Visit, topic_id: int) -> Markup:
    """When the first digest of a topic comes: at once, or at the reader's hours, after a pause or a quiet night."""
    hours = await context.services.schedules.of(seen.reader)
    if hours.due(topic_id) is None:
        return seen.t("topic.at_once")
    return Markup("\n".join(coming(seen.t, hours, topic_id)))


def _said(seen: Visit, caught: Caught) -> Markup:
    if not caught.count:
        return seen.t("topic.caught_nothing" if caught.whole else "topic.caught_nothing_yet")
    lines = [seen.t.plural("topic.caught", caught.of, caught=counted(seen.t, caught.count, whole=caught.whole))]
    lines += [seen.t("topic.caught_title", title=cut(one.title, 120)) for one in caught.newest]
    if caught.of >= ENOUGH and caught.count > BROAD * caught.of:
        lines.append(seen.t("topic.broad"))
    return Markup("\n".join(lines))


async def _ask(update: Update, context: Context, seen: Visit) -> None:
    await ask(update, context, seen, "follow", seen.t("topic.ask"), seen.t.plain("topic.placeholder"))
