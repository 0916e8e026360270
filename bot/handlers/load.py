"""`/load`: admins put articles into the archive, as texts, files and links."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from telegram import Document, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.errors import CommuniqueError
from bot.handlers import admission
from bot.handlers.albums import files_of
from bot.handlers.asking import ask, awaited
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.documents import download
from bot.handlers.indicator import typing
from bot.handlers.load_report import NAME, audited, cut_short, report, so_far
from bot.handlers.progress import progress, rest
from bot.handlers.replies import reply, text_of
from bot.handlers.turns import turns_of
from bot.services.loading import Outcome, Source, Tally, links_in
from bot.services.storing import Loaded
from bot.sources.text import draft
from bot.telegram.desk_keyboards import desk_keyboard, undo_keyboard
from bot.texts.catalogue import Translator, language_name
from bot.texts.html import Markup, cut, escape
from bot.texts.problems import OF_LOADS
from summarizer.budget import DEFAULT_SENTENCES
from summarizer.text.boundaries import MOST

PAUSE = "pause of a load"
"""Where in ``bot_data`` a test puts what waits between two looks at a load."""

CAPTION = r"^/load(@\w+)?(\s|$)"

WORDLESS = filters.PHOTO | filters.VIDEO | filters.AUDIO | filters.VOICE | filters.ANIMATION
"""What has no words of its own."""

TEXT = "text"
"""What a text without a name is called."""


def register(app: App, pause: Callable[[], Awaitable[object]] = rest) -> None:
    """The command, alone or as the caption of a file; and files without a caption. ``pause`` is that of progress."""
    app.bot_data[PAUSE] = pause
    app.add_handler(CommandHandler("load", load))
    app.add_handler(MessageHandler(filters.Document.ALL & filters.CaptionRegex(CAPTION), load))
    app.add_handler(MessageHandler(filters.Document.ALL & (filters.ChatType.PRIVATE | filters.REPLY), bare_file))
    app.add_handler(MessageHandler(WORDLESS & filters.CaptionRegex(CAPTION), wordless))


async def load(update: Update, context: Context) -> None:
    """Load what stands behind the command, the message replied to, or the file; ask for it if there is none."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None or not await admitted(update, context, seen):
        return
    documents = files_of(context, message) or files_of(context, message.reply_to_message)
    text = argument(update) if not message.document else ""
    text = text or text_of(message.reply_to_message)
    if documents:
        await _load_files(update, context, seen, documents)
    elif text:
        await load_text(update, context, seen, text)
    else:
        await ask(update, context, seen, "load", seen.t("load.ask"))


async def bare_file(update: Update, context: Context) -> None:
    """Files without /load: taken when /load asked for them, else it is said how to load them."""
    seen = await visit(update, context)
    message = update.effective_message
    documents = files_of(context, message)
    if message is None or not documents:
        return
    if await awaited(update, context, seen) == "load":
        await context.services.readers.forget(seen.reader, seen.user_id)
        if not await admitted(update, context, seen):
            return
        await _load_files(update, context, seen, documents)
        return
    if not seen.is_private:
        return
    is_admin = await context.services.audit.may(seen.user_id, "article.load")
    text = seen.t.plural("load.how", len(documents)) if is_admin else seen.t("load.not_for_readers")
    await reply(update, text, to=message.message_id)


async def wordless(update: Update, context: Context) -> None:
    """A picture or a recording with the caption /load: its caption is loaded, if that says more."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen):
        return
    text = text_of(update.effective_message)
    if text:
        await load_text(update, context, seen, text)
    else:
        await reply(update, seen.t("load.media"))


async def load_text(update: Update, context: Context, seen: Visit, text: str) -> None:
    """Load a text that came as a message, or the pages behind it where it is nothing but links."""
    loading = context.services.loading
    links = links_in(text)
    if links:
        await _beside(update, context, seen, [loading.page(link) for link in links])
        return
    source = loading.given(TEXT, draft(text))
    if turns_of(context.application).busy(seen.user_id):
        await _beside(update, context, seen, [source])
    else:
        await _load(update, context, seen, [source])


async def _load_files(update: Update, context: Context, seen: Visit, documents: Sequence[Document]) -> None:
    file = context.services.loading.file
    sources = [file(one.file_name or "—", partial(download, one), one.mime_type) for one in documents]
    await _beside(update, context, seen, sources)


async def _beside(update: Update, context: Context, seen: Visit, sources: Sequence[Source]) -> None:
    """Load in a task of its own, so that the chat goes on meanwhile; what the same admin sent before comes first."""
    turns = turns_of(context.application)
    if turns.busy(seen.user_id):
        await reply(update, seen.t("load.queued"))
    turns.start(context.application, update, seen.user_id, partial(_load, update, context, seen, sources))


async def _load(update: Update, context: Context, seen: Visit, sources: Sequence[Source]) -> None:
    """Load in this person's turn, and report; the outcome is written to the audit, whatever it is."""
    tally = Tally(len(sources))

    def look() -> Markup | None:
        return so_far(seen.t, tally) if tally.total > 1 else None

    async with progress(context.bot, update, look, context.application.bot_data[PAUSE]) as shown:
        try:
            async with turns_of(context.application).turn(seen.user_id), typing(context.bot, seen.reader.chat_id):
                await context.services.loading.run(sources, tally)
        except BaseException as error:
            # The program ends, or the database does: what is stored stays, and it is said how far that is.
            if isinstance(error, asyncio.CancelledError) or tally.done:
                try:
                    await shown.end(cut_short(seen.t, tally))
                finally:
                    await context.services.audit.note(seen.user_id, "articles.interrupted", audited(tally))
            raise
        if tally.total == 1:
            await _report_one(update, context, seen, tally.outcomes[0])
            return
        await context.services.audit.note(seen.user_id, "articles.loaded", audited(tally))
        text, whole = report(seen.t, tally)
        await shown.end(text)
    message = update.effective_message
    if whole is not None and message is not None:
        thread = message.message_thread_id if message.is_topic_message else None
        await context.bot.send_document(message.chat_id, whole, filename=NAME, message_thread_id=thread)


async def _report_one(update: Update, context: Context, seen: Visit, outcome: Outcome) -> None:
    """What became of a single article. Raises what was wrong with it."""
    audit, loaded = context.services.audit, outcome.loaded
    if loaded is None:
        error = outcome.error or CommuniqueError()
        await audit.note(seen.user_id, "article.refused", error.key)
        if error.key in OF_LOADS:
            await reply(update, seen.t(OF_LOADS[error.key]))
            return
        raise error
    await audit.note(seen.user_id, "article.stored" if loaded.is_new else "article.known", str(loaded.article.id))
    article = loaded.article
    keyboard = desk_keyboard(seen.t.plain, article.id, DEFAULT_SENTENCES)
    if article.deleted is not None:
        keyboard = undo_keyboard(seen.t.plain, article.id)
    await reply(update, _report(seen, loaded), keyboard=keyboard)


def _report(seen: Visit, loaded: Loaded) -> Markup:
    t, article = seen.t, loaded.article
    if not loaded.is_new:
        key = "load.known" if article.deleted is None else "load.known_deleted"
        return t(key, title=cut(article.title, 200), id=article.id)
    key, more = "load.stored", {"followers": t.plural("load.followers", loaded.followers)}
    if loaded.revises is not None:
        followers = t.plural("load.told", loaded.followers)
        key, more = "load.revised", {"original": escape(loaded.revises), "followers": followers}
    elif loaded.republishes is not None:
        outlet = cut(loaded.republishes.outlet or "", 100)
        key = "load.copy" if outlet else "load.copy.unnamed"
        more = {"original": escape(loaded.republishes.id), "outlet": escape(outlet)}
    return t(
        key,
        title=cut(article.title, 200),
        id=article.id,
        language=language_name(article.language, t.language),
        sentences=_read(t, loaded.sentences),
        **more,
    )


def _read(t: Translator, sentences: int) -> Markup:
    """How many sentences were found, and that more were not looked for."""
    if sentences < MOST:
        return t.plural("load.sentences", sentences)
    return t("load.most", sentences=t.plural("load.sentences", MOST))


async def admitted(update: Update, context: Context, seen: Visit) -> bool:
    """Whether the sender may load; a refusal is said and written to the audit. Raises AnonymousSender."""
    return await admission.admitted(update, context, seen, "/load", "article.load")
