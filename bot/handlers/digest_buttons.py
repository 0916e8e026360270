"""The buttons under digests and alerts: pages, stories, mute, fewer of these."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler

from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import answer, edit, keyboard
from bot.services.cards import Reason, summary_text
from bot.services.digests.showing import JOINED, leaders, page_text
from bot.services.schedules.schedule import Kind
from bot.telegram.digest_keyboards import (
    USUAL,
    DigestPress,
    before_of,
    page_keyboard,
    story_keyboard,
    with_story_rows,
)
from bot.telegram.keyboards import OWN
from bot.texts.html import cut
from storage.records import FollowRecord

TOPIC_LIMIT = 60
RHYTHMS = {Kind.DAILY: "digest.daily", Kind.WEEKLY: "digest.weekly"}


def register(app: App) -> None:
    """All of them."""
    app.add_handler(CallbackQueryHandler(press, pattern=DigestPress.pattern("|".join(ACTIONS))))


async def press(update: Update, context: Context) -> None:
    """Do what the button says."""
    seen = await visit(update, context)
    found = DigestPress.parse((update.callback_query and update.callback_query.data) or "")
    await ACTIONS[found.action](update, context, seen, found)


async def _page(update: Update, context: Context, seen: Visit, found: DigestPress) -> None:
    digest = await context.services.digests.page(seen.t, seen.reader, found.head)
    page = page_text(seen.t, digest, found.page)
    left = len(digest.parts) - page.stories.stop + 1
    stories = leaders(digest.parts, page.stories)
    await edit(update, page.text, page_keyboard(seen.t.plain, found.head, stories, page.number, left))
    await answer(update)


async def _story(update: Update, context: Context, seen: Visit, found: DigestPress) -> None:
    part, muted = await context.services.digests.story(seen.t, seen.reader, found.delivery)
    reason = Reason(JOINED.join(part.labels), part.because)
    text, sentences = summary_text(seen.t, part.extract, part.length.sentences_of(part.extract), reason)
    topic = part.due[0].topic_id
    vote = await context.services.shelf.votes.said(seen.reader, part.extract.article_id or OWN)
    buttons = story_keyboard(seen.t.plain, found, part.extract, sentences, topic=topic, muted=muted, vote=vote)
    await edit(update, text, buttons)
    await answer(update)


async def _mute(update: Update, context: Context, seen: Visit, found: DigestPress) -> None:
    muted = found.action == "dm"
    await context.services.digests.mute(seen.reader, found.delivery, muted=muted)
    markup = _markup(update)
    before = before_of(markup) if markup else None
    await _settled(update, context, seen, found, before, "digest.muted" if muted else "digest.unmuted")


async def _fewer(update: Update, context: Context, seen: Visit, found: DigestPress) -> None:
    follow, kind = await context.services.digests.fewer(seen.reader, found.delivery)
    before = follow.schedule_id or USUAL
    await _settled_hours(update, context, seen, found, before, follow, RHYTHMS[kind])


async def _as_before(update: Update, context: Context, seen: Visit, found: DigestPress) -> None:
    follow = await context.services.digests.as_before(seen.reader, found.delivery, found.before or None)
    await _settled_hours(update, context, seen, found, None, follow, "digest.usual")


async def _settled_hours(
    update: Update,
    context: Context,
    seen: Visit,
    found: DigestPress,
    before: int | None,
    follow: FollowRecord,
    rhythm: str,
) -> None:
    label = cut(follow.label, TOPIC_LIMIT)
    await _settled(update, context, seen, found, before, "digest.fewer", topic=label, rhythm=seen.t.plain(rhythm))


async def _settled(
    update: Update, context: Context, seen: Visit, found: DigestPress, before: int | None, key: str, **values: object
) -> None:
    """Say what was done, and put up the buttons that take it back."""
    part, muted = await context.services.digests.story(seen.t, seen.reader, found.delivery)
    if markup := _markup(update):
        changed = with_story_rows(seen.t.plain, markup, found, part.extract.link, muted=muted, before=before)
        await keyboard(update, changed)
    await answer(update, seen.t.plain(key, **values), alert=True)


def _markup(update: Update) -> InlineKeyboardMarkup | None:
    message = update.callback_query.message if update.callback_query else None
    return message.reply_markup if isinstance(message, Message) else None


Act = Callable[[Update, Context, Visit, DigestPress], Awaitable[None]]

ACTIONS: dict[str, Act] = {
    "dg": _page,
    "ds": _story,
    "dm": _mute,
    "du": _mute,
    "df": _fewer,
    "da": _as_before,
}
