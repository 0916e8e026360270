"""`/digest`: when a reader is told of what, in words."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.errors import BadCap, NoQuietHours
from bot.handlers.asking import awaited
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import reply
from bot.handlers.schedule_grants import SUBJECTS, ask_for, grant, say, zone_lines
from bot.handlers.schedule_views import shown
from bot.services.schedules.addressing import addressed
from bot.services.schedules.wishes import understand
from bot.telegram.schedule_keyboards import GENERAL, Page
from storage.records import FollowRecord

_NAMED_ALONE = {NoQuietHours: "quiet", BadCap: "most"}
"""What is asked for where nothing stands behind its word."""


def register(app: App) -> None:
    """Commands, and a shared location."""
    app.add_handler(CommandHandler("digest", digest))
    app.add_handler(MessageHandler(filters.LOCATION & ~filters.UpdateType.EDITED, locate))


async def digest(update: Update, context: Context) -> None:
    """Show the schedule, or set what the words say and repeat it as it was understood."""
    seen = await visit(update, context)
    follows = await context.services.topics.of(seen.reader)
    words = argument(update)
    try:
        follow, wish = addressed(words, follows) if words else (None, None)
    except (NoQuietHours, BadCap) as error:
        if len(words.split()) > 1:
            raise
        await ask_for(update, context, seen, _NAMED_ALONE[type(error)])
        return
    if wish is None:
        await _show(update, context, seen, Page.HOURS, follow)
    else:
        await grant(update, context, seen, wish, follow)


async def locate(update: Update, context: Context) -> None:
    """A shared location tells the time zone; in a group only as the answer to the question for it."""
    message = update.effective_message
    if message is None or message.location is None:
        return
    seen = await visit(update, context)
    is_asked = await awaited(update, context, seen) == "digest zone"
    if not is_asked and not seen.is_private:
        return
    await context.services.readers.forget(seen.reader, seen.user_id)
    at = message.location
    hours = await context.services.schedules.locate(seen.reader, at.latitude, at.longitude)
    await say(update, seen, zone_lines(seen, hours))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """Set what the bot has asked for, if it was that; ``command`` is as `ask_for` has it."""
    if not command.startswith("digest "):
        return False
    _, subject, *topic = command.split()
    words = text if subject == SUBJECTS[0] else f"{subject} {text}"
    follows = await context.services.topics.of(seen.reader)
    follow = next((one for one in follows if topic and one.topic_id == int(topic[0])), None)
    await grant(update, context, seen, understand(words), follow)
    return True


async def _show(update: Update, context: Context, seen: Visit, page: Page, follow: FollowRecord | None) -> None:
    hours = await context.services.schedules.of(seen.reader)
    follows = await context.services.topics.of(seen.reader)
    topic = follow.topic_id if follow else GENERAL
    text, keyboard = shown(seen.t, hours, follows, page, topic, active=seen.reader.active)
    await reply(update, text, keyboard=keyboard)
