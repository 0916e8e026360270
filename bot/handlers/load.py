"""`/load`: admins put articles into the archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import Document, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.errors import CommuniqueError, FileNotFetched, FileTooBig, TextTooShort, UnknownFileType
from bot.handlers import admission
from bot.handlers.asking import ask, awaited
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.indicator import typing
from bot.handlers.replies import reply, text_of
from bot.services.articles import Loaded
from bot.sources.draft import Draft
from bot.sources.files import readable
from bot.sources.text import draft
from bot.texts.catalogue import language_name
from bot.texts.html import Markup, cut

BIGGEST = int(FileSizeLimit.FILESIZE_DOWNLOAD)


def register(app: App) -> None:
    """The command, alone or as the caption of a file; and files without a caption."""
    app.add_handler(CommandHandler("load", load))
    app.add_handler(MessageHandler(filters.Document.ALL & filters.CaptionRegex(r"^/load(@\w+)?(\s|$)"), load))
    app.add_handler(MessageHandler(filters.Document.ALL & (filters.ChatType.PRIVATE | filters.REPLY), bare_file))


async def load(update: Update, context: Context) -> None:
    """Load the text behind the command, the message replied to, or the file; ask for it if there is none."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None or not await admitted(update, context, seen):
        return
    source = message.document or (message.reply_to_message.document if message.reply_to_message else None)
    text = argument(update) if not message.document else ""
    text = text or text_of(message.reply_to_message)
    if source is not None:
        await _load_file(update, context, seen, source)
    elif text:
        await load_text(update, context, seen, text)
    else:
        await ask(update, context, seen, "load", seen.t("load.ask"))


async def bare_file(update: Update, context: Context) -> None:
    """A file without /load: taken when /load asked for it, else it is said how to load it."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None or message.document is None:
        return
    if await awaited(update, context, seen) == "load":
        await context.services.readers.forget(seen.reader, seen.user_id)
        if not await admitted(update, context, seen):
            return
        await _load_file(update, context, seen, message.document)
        return
    if not seen.is_private:
        return
    is_admin = seen.user_id in context.services.audit.admins
    await reply(update, seen.t("load.how" if is_admin else "load.not_for_readers"), to=message.message_id)


async def load_text(update: Update, context: Context, seen: Visit, text: str) -> None:
    """Load a text that came as a message."""
    await _load(update, context, seen, partial(_given, draft(text)))


async def _load_file(update: Update, context: Context, seen: Visit, document: Document) -> None:
    await _load(update, context, seen, partial(_fetched, context, document))


async def _given(found: Draft) -> Draft:
    return found


async def _fetched(context: Context, document: Document) -> Draft:
    name = document.file_name or "—"
    if not readable(name, document.mime_type):
        raise UnknownFileType(name=cut(name, 80))
    if (document.file_size or 0) > BIGGEST:
        raise FileTooBig(name=cut(name, 80), limit=BIGGEST // 1_000_000)
    try:
        file = await document.get_file()
        data = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        if isinstance(error, BadRequest) and "too big" in error.message.lower():
            raise FileTooBig(name=cut(name, 80), limit=BIGGEST // 1_000_000) from error
        raise FileNotFetched(name=cut(name, 80)) from error
    return await context.services.articles.read_file(name, data, document.mime_type)


async def _load(update: Update, context: Context, seen: Visit, fetch: Callable[[], Awaitable[Draft]]) -> None:
    """Load what ``fetch`` gives; the outcome is written to the audit, whatever it is."""
    audit, articles = context.services.audit, context.services.articles
    try:
        async with typing(context.bot, seen.reader.chat_id):
            found = await fetch()
            if not found.text.strip():
                raise TextTooShort
            loaded = await articles.load(found)
    except CommuniqueError as error:
        await audit.note(seen.user_id, "article.refused", error.key)
        raise
    await audit.note(seen.user_id, "article.stored" if loaded.is_new else "article.known", str(loaded.article.id))
    await reply(update, _report(seen, loaded))


def _report(seen: Visit, loaded: Loaded) -> Markup:
    t, article = seen.t, loaded.article
    if not loaded.is_new:
        return t("load.known", title=cut(article.title, 200), id=article.id)
    return t(
        "load.stored",
        title=cut(article.title, 200),
        id=article.id,
        language=language_name(article.language, t.language),
        sentences=t.plural("load.sentences", loaded.sentences),
        followers=t.plural("load.followers", loaded.followers),
    )


async def admitted(update: Update, context: Context, seen: Visit) -> bool:
    """Whether the sender may load; a refusal is said and written to the audit. Raises AnonymousSender."""
    return await admission.admitted(update, context, seen, "/load", "article.load")
