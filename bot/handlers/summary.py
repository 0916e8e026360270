"""`/summary`, long texts, and the buttons under a summary."""

from __future__ import annotations

from contextlib import suppress

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.errors import BadLength, BadTopic, FileNotRead, TextGone, UnknownArticle
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.indicator import typing
from bot.handlers.numbers import card_of
from bot.handlers.replies import LONG_TEXT, answer, edit, reply, text_of
from bot.handlers.wanted import Wanted, understand
from bot.services.articles import Extract
from bot.services.cards import Reason, context_text, summary_text
from bot.services.lengths import Length
from bot.sources.text import draft
from bot.telegram.digest_keyboards import is_story_row
from bot.telegram.keyboards import OWN, Press, summary_keyboard
from bot.texts.catalogue import language_name
from bot.texts.changes import differences_text
from bot.texts.html import MESSAGE_LIMIT, Markup, length, units


def register(app: App) -> None:
    """Commands, and the buttons that they put up."""
    app.add_handler(CommandHandler("summary", summary))
    captioned = filters.CaptionRegex(r"^/summary(@\w+)?(\s|$)") & ~filters.Document.ALL & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(captioned, summary))
    app.add_handler(CallbackQueryHandler(press_summary, pattern=Press.pattern("sum|ctx|open")))
    app.add_handler(CallbackQueryHandler(press_differences, pattern=Press.pattern("dif")))


def register_long_texts(app: App) -> None:
    """Messages without a command, a picture's caption too; comes after whatever waits for an argument."""
    alone = filters.ChatType.PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL & ~filters.UpdateType.EDITED
    # An inline card that is sent into this chat is the bot's own words.
    app.add_handler(MessageHandler(alone & ~filters.VIA_BOT, long_text))


async def summary(update: Update, context: Context) -> None:
    """The newest article, one by number or words, or the text that is given or replied to."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None:
        return
    wanted = understand(argument(update))
    if message.reply_to_message and wanted.says_only_how_much:
        await _summarise_replied(update, context, seen, message.reply_to_message, wanted.sentences)
    elif wanted.text:
        await _summarise_own(update, context, seen, wanted.text, message, wanted.sentences)
    elif wanted.says_only_how_much:
        await _show_newest(update, context, seen, wanted.sentences)
    else:
        # As an answer to the words: the buttons read them there again.
        to = message.message_id if wanted.words else None
        await _show(update, context, seen, await _stored(context, seen, wanted), wanted.sentences, to=to)


async def _summarise_replied(
    update: Update, context: Context, seen: Visit, replied: Message, sentences: int | None
) -> None:
    """A summary of the article that a card of ours is about, or of another message's text."""
    article = card_of(replied, context)
    text = text_of(replied)
    if article == OWN:
        raise TextGone
    if article is not None:
        await _show(update, context, seen, await context.services.articles.open(article), sentences)
    elif replied.document is not None and len(text) < LONG_TEXT:
        raise FileNotRead
    elif text:
        await _summarise_own(update, context, seen, text, replied, sentences)
    else:
        await _show_newest(update, context, seen, sentences)


async def _stored(context: Context, seen: Visit, wanted: Wanted) -> Extract:
    articles, reader = context.services.articles, seen.reader.id
    if wanted.article is not None:
        return await articles.open(wanted.article)
    return await articles.find(wanted.words, reader)


async def _show_newest(update: Update, context: Context, seen: Visit, sentences: int | None) -> None:
    """The newest article in the reader's language, with a word if others are newer; else the newest of all."""
    extract, is_chosen = await context.services.articles.newest_for(seen.reader)
    language = language_name(extract.analysis.language, seen.t.language)
    note = seen.t("summary.in_language", language=language) if is_chosen else None
    await _show(update, context, seen, extract, sentences, note=note)


async def long_text(update: Update, context: Context) -> None:
    """A text that was sent without a command: summarised if it is long, else pointed to /help."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None:
        return
    text = text_of(message)
    if len(text) >= LONG_TEXT:
        await _summarise_own(update, context, seen, text, message, None)
    else:
        await reply(update, seen.t("hint.help"))


async def press_differences(update: Update, context: Context) -> None:
    """What figures of the story's articles differ, as an answer to the card. Raises UnknownArticle."""
    seen = await visit(update, context)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    await context.services.articles.open(press.article)
    found = await context.services.articles.versions.differences(press.article)
    if not found:
        await answer(update, seen.t.plain("differences.none"))
        return
    message = update.effective_message
    await answer(update)
    await reply(update, differences_text(seen.t, found), to=message.message_id if message else None)


async def press_summary(update: Update, context: Context) -> None:
    """Shorter, Longer, In context, or an article opened from a list."""
    seen = await visit(update, context)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    extract = await _pressed(update, context, press)
    if press.action == "open":
        await answer(update)
        await _show(update, context, seen, extract, None)
        return
    reason = await _reason(context, seen, press)
    total = len(extract.analysis.spans)
    text, sentences = summary_text(seen.t, extract, press.sentences, reason)
    if press.action == "ctx":
        text = context_text(seen.t, extract, press.sentences, reason)
    in_context = press.action == "ctx"
    keyboard = summary_keyboard(
        seen.t.plain,
        press.article,
        sentences,
        total,
        topic=press.topic,
        in_context=in_context,
        differs=extract.story.differs,
        vote=await _vote(context, seen, press.article),
    )
    await edit(update, text, kept_story_rows(update, keyboard))
    note = seen.t.plain("summary.no_room") if sentences < min(press.sentences, total) and not in_context else ""
    await answer(update, note)


def kept_story_rows(update: Update, keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """The keyboard, with the rows of a digest's story that the pressed message had."""
    message = update.callback_query.message if update.callback_query else None
    before = message.reply_markup if isinstance(message, Message) else None
    kept = [row for row in before.inline_keyboard if is_story_row(row)] if before else []
    return InlineKeyboardMarkup([*keyboard.inline_keyboard, *kept])


async def _pressed(update: Update, context: Context, press: Press) -> Extract:
    """The text behind a button: a stored article, bent to what was asked, or what the button's message answers."""
    message = update.callback_query.message if update.callback_query else None
    replied = message.reply_to_message if isinstance(message, Message) else None
    if press.article != OWN:
        return await _opened(context, press.article, "" if press.action == "open" else text_of(replied))
    if not text_of(replied):
        raise TextGone
    return await context.services.articles.read(draft(text_of(replied)))


async def _opened(context: Context, article: int, asked: str) -> Extract:
    """The article, for the words that stand in the message that its card answers, if there are any."""
    with suppress(BadLength, UnknownArticle, BadTopic):
        if words := understand(asked).words:
            return await context.services.articles.about(article, words)
    return await context.services.articles.open(article)


async def _reason(context: Context, seen: Visit, press: Press) -> Reason | None:
    if not press.topic:
        return None
    follows = await context.services.topics.of(seen.reader)
    label = next((follow.label for follow in follows if follow.topic_id == press.topic), None)
    if label is None:
        return None
    return Reason(label, await context.services.matches.because(seen.t, press.article, press.topic))


async def _vote(context: Context, seen: Visit, article: int) -> bool | None:
    """What the reader said of a stored article."""
    return None if article == OWN else await context.services.shelf.votes.said(seen.reader, article)


async def _summarise_own(
    update: Update, context: Context, seen: Visit, text: str, source: Message, sentences: int | None
) -> None:
    await context.services.office.quotas.own_text(seen.user_id)
    async with typing(context.bot, source.chat_id):
        extract = await context.services.articles.read(draft(text))
    # A button reads the message again that its card answers, and of a longer text that is the first part only.
    in_one_message = units(source.text or source.caption or "") <= MESSAGE_LIMIT
    await _show(update, context, seen, extract, sentences, to=source.message_id, rereadable=in_one_message)


async def show_article(update: Update, context: Context, seen: Visit, number: int) -> None:
    """The card of a stored article. Raises UnknownArticle."""
    await _show(update, context, seen, await context.services.articles.open(number), None)


async def _show(
    update: Update,
    context: Context,
    seen: Visit,
    extract: Extract,
    sentences: int | None,
    *,
    to: int | None = None,
    rereadable: bool = True,
    note: Markup | None = None,
) -> None:
    """The card, of so many sentences; None: as long as the reader's settings say. ``note`` stands above it."""
    count = Length.of(seen.reader).sentences_of(extract) if sentences is None else sentences
    text, fitting = summary_text(seen.t, extract, count)
    article, total = extract.article_id or OWN, len(extract.analysis.spans)
    vote = await _vote(context, seen, article)
    keyboard = summary_keyboard(
        seen.t.plain, article, fitting, total, rereadable=rereadable, differs=extract.story.differs, vote=vote
    )
    noted = Markup(f"<i>{note}</i>\n\n{text}") if note else text
    await reply(update, noted if length(noted) <= MESSAGE_LIMIT else text, keyboard=keyboard, to=to)
