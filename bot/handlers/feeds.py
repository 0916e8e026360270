"""`/feed`: admins subscribe to feeds and look after them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import CommandHandler

from bot.errors import CommuniqueError, UnknownFeed
from bot.handlers import feed_buttons, feed_lists
from bot.handlers.admission import admitted
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.feed_views import checked, listing, looked
from bot.handlers.indicator import typing
from bot.handlers.replies import reply
from bot.services.words import FEED_VERBS, SWITCHES, folded, western
from bot.texts.feeds import shortened
from bot.texts.html import Markup, cut

OF_ONE = {
    **dict.fromkeys(("pause", "resume", "remove", "check"), "feed.ask.which"),
    "whole": "feed.ask.whole",
}
"""What is done to one feed, and the key of the question for it."""

OTHERS = 5
"""Further feeds of a page that are named."""


def register(app: App) -> None:
    """`/feed`, `/feeds`, and the buttons under the list."""
    app.add_handler(CommandHandler("feed", feed))
    feed_lists.register(app)
    feed_buttons.register(app)


async def feed(update: Update, context: Context) -> None:
    """Do what the word behind the command says; without one, show the list."""
    seen = await visit(update, context)
    verb, _, rest = argument(update).partition(" ")
    word = folded(verb) or "list"
    await do(update, context, seen, FEED_VERBS.get(word, word), rest.strip())


async def do(update: Update, context: Context, seen: Visit, verb: str, rest: str) -> None:
    """Carry out a sub-command for an admin; what became of it is written to the audit."""
    known = VERBS.get(verb)
    if not await admitted(update, context, seen, "/feed", f"feed.{verb}" if known else "feed.unknown"):
        return
    if known is None:
        await reply(update, seen.t("feed.usage"))
        return
    if verb in OF_ONE and not rest:
        await ask(update, context, seen, f"feed {verb}", seen.t(OF_ONE[verb]))
        return
    async with _refusals_noted(context, seen):
        await known(update, context, seen, rest)


async def _add(update: Update, context: Context, seen: Visit, address: str) -> None:
    if not address:
        await ask(update, context, seen, "feed add", seen.t("feed.ask"), seen.t.plain("feed.placeholder"))
        return
    async with typing(context.bot, seen.reader.chat_id):
        added = await context.services.feeds.add(address, seen.user_id)
    await _note(context, seen, "feed.added" if added.is_new else "feed.known", added.feed.id)
    names = {"id": added.feed.id, **shortened(added.feed.title, added.feed.url)}
    lines = [seen.t("feed.added" if added.is_new else "feed.known", **names)]
    if added.is_new:
        lines.append(seen.t.plural("feed.backlog", added.entries))
    if added.others:
        lines.append(seen.t("feed.others", urls=", ".join(added.others[:OTHERS])))
    await reply(update, Markup("\n\n".join(lines)))


async def _list(update: Update, context: Context, seen: Visit, page: str) -> None:
    page = western(page)
    number = int(page) - 1 if page.isascii() and page.isdigit() and len(page) < 9 else 0
    text, keyboard = await listing(context, seen, max(number, 0))
    await reply(update, text, keyboard=keyboard)


async def _pause(update: Update, context: Context, seen: Visit, which: str) -> None:
    found = await context.services.feeds.find(which)
    await context.services.feeds.pause(found)
    await _done(update, context, seen, "feed.paused", found.id, found.title)


async def _resume(update: Update, context: Context, seen: Visit, which: str) -> None:
    found = await context.services.feeds.find(which)
    await context.services.feeds.resume(found)
    await _done(update, context, seen, "feed.resumed", found.id, found.title)


async def _remove(update: Update, context: Context, seen: Visit, which: str) -> None:
    found = await context.services.feeds.find(which)
    await context.services.feeds.remove(found)
    await _done(update, context, seen, "feed.removed", found.id, found.title)


async def _whole(update: Update, context: Context, seen: Visit, rest: str) -> None:
    which, _, word = rest.rpartition(" ")
    whole = SWITCHES.get(folded(word))
    if whole is None or not which:
        await reply(update, seen.t("feed.whole.usage"))
        return
    found = await context.services.feeds.find(which)
    await context.services.feeds.read_whole(found, whole=whole)
    await _done(update, context, seen, "feed.whole.on" if whole else "feed.whole.off", found.id, found.title)


async def _check(update: Update, context: Context, seen: Visit, which: str) -> None:
    service = context.services.feeds
    async with typing(context.bot, seen.reader.chat_id):
        try:
            found = await context.services.feeds.find(which)
        except UnknownFeed:
            if "." not in which:
                raise
            await reply(update, looked(seen, await service.look(which)))
            return
        polled = await service.check(found)
    await _note(context, seen, "feed.checked", found.id)
    await reply(update, checked(seen, polled))


async def _done(update: Update, context: Context, seen: Visit, what: str, feed_id: int, title: str) -> None:
    await _note(context, seen, what, feed_id)
    await reply(update, seen.t(what, id=feed_id, title=cut(title, 200)))


async def _note(context: Context, seen: Visit, what: str, feed_id: int) -> None:
    await context.services.audit.note(seen.user_id, what, str(feed_id))


@asynccontextmanager
async def _refusals_noted(context: Context, seen: Visit) -> AsyncIterator[None]:
    try:
        yield
    except CommuniqueError as error:
        await context.services.audit.note(seen.user_id, "feed.refused", error.key)
        raise


Verb = Callable[[Update, Context, Visit, str], Awaitable[None]]

VERBS: dict[str, Verb] = {
    "add": _add,
    "list": _list,
    "pause": _pause,
    "resume": _resume,
    "remove": _remove,
    "check": _check,
    "whole": _whole,
}
"""What may stand behind `/feed`."""
