"""`/feeds import` and `/feeds export`: subscriptions in and out as OPML."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from telegram import Document, Update
from telegram.ext import ApplicationHandlerStop, CommandHandler, MessageHandler, filters

from bot.errors import CommuniqueError
from bot.handlers.admission import admitted
from bot.handlers.albums import files_of
from bot.handlers.asking import ask, awaited
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.documents import download
from bot.handlers.indicator import typing
from bot.handlers.replies import reply
from bot.services.feeds import Imported
from bot.services.words import FEED_VERBS, folded
from bot.texts.html import Markup, cut

BIGGEST = 5_000_000
"""Bytes of a list: tens of thousands of feeds."""

NAME = "communique-feeds.opml"
SHOWN = 10
"""Refused addresses that the answer shows."""

WAITS = "feeds import"
"""The question that is answered by a list."""

VERBS = ("import", "export")

Fetch = Callable[[], Awaitable[bytes]]
"""Gives a list's bytes, or raises a CommuniqueError."""


def register(app: App) -> None:
    """The command, alone or as the caption of a file; and the file that it asked for."""
    app.add_handler(CommandHandler("feeds", feeds))
    app.add_handler(MessageHandler(filters.Document.ALL & filters.CaptionRegex(r"^/feeds(@\w+)?(\s|$)"), feeds))
    app.add_handler(MessageHandler(filters.Document.ALL, awaited_list), group=-1)


async def feeds(update: Update, context: Context) -> None:
    """Import the document sent or replied to, or export."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None:
        return
    documents = files_of(context, message) or files_of(context, message.reply_to_message)
    said = folded(argument(update)) or ("import" if documents else "")
    verb = FEED_VERBS.get(said, said)
    if not await admitted(update, context, seen, "/feeds", f"feeds.{verb}" if verb in VERBS else "feeds.unknown"):
        return
    if verb == "export":
        await _export(update, context, seen)
    elif verb == "import" and documents:
        await _import(update, context, seen, _downloads(documents))
    elif verb == "import":
        await ask(update, context, seen, WAITS, seen.t("feeds.ask"))
    else:
        await reply(update, seen.t("feeds.usage"))


async def awaited_list(update: Update, context: Context) -> None:
    """A file without a caption, if `/feeds import` asked for it."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None or message.document is None or await awaited(update, context, seen) != WAITS:
        return
    await context.services.readers.forget(seen.reader, seen.user_id)
    if await admitted(update, context, seen, "/feeds", "feeds.import"):
        await _import(update, context, seen, _downloads(files_of(context, message)))
    raise ApplicationHandlerStop


async def import_text(update: Update, context: Context, seen: Visit, text: str) -> None:
    """A list that came as a message in place of the file."""
    if await admitted(update, context, seen, "/feeds", "feeds.import"):
        await _import(update, context, seen, [partial(_given, text.encode("utf-8", "replace"))])


async def _given(data: bytes) -> bytes:
    return data


def _downloads(documents: Sequence[Document]) -> list[Fetch]:
    return [partial(download, document, BIGGEST) for document in documents]


async def _import(update: Update, context: Context, seen: Visit, lists: Sequence[Fetch]) -> None:
    """Import all lists, or none if one of them is not a list."""
    service, audit = context.services.feeds, context.services.audit
    try:
        async with typing(context.bot, seen.reader.chat_id):
            found = [feed for fetch in lists for feed in await service.read_list(await fetch())]
            imported = await service.add_list(found, seen.user_id)
    except CommuniqueError as error:
        await audit.note(seen.user_id, "feeds.refused", error.key)
        raise
    await audit.note(seen.user_id, "feeds.imported", str(imported.added))
    await reply(update, _report(seen, imported))


def _report(seen: Visit, imported: Imported) -> Markup:
    t = seen.t
    lines = [t.plural("feeds.imported", imported.added)]
    lines += [t.plural("feeds.known", imported.known)] if imported.known else []
    if imported.refused:
        lines.append(t.plural("feeds.refused", len(imported.refused)))
        lines += [t("feeds.refused_row", url=cut(url, 120)) for url in imported.refused[:SHOWN]]
    return Markup("\n".join(lines))


async def _export(update: Update, context: Context, seen: Visit) -> None:
    data, count = await context.services.feeds.write_list()
    message = update.effective_message
    if message is None:
        return
    if not count:
        await reply(update, seen.t("feed.list.none"))
        return
    await context.services.audit.note(seen.user_id, "feeds.exported", str(count))
    await context.bot.send_document(
        message.chat_id,
        data,
        filename=NAME,
        caption=seen.t.plain("feeds.exported", count=count),
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
    )
