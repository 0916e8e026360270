"""`/save`, `/saved` and `/note`: articles that a reader keeps, and what they wrote to them."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import NotSaved
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.numbers import leading_number, replied_article
from bot.handlers.replies import answer, edit, reply
from bot.telegram.keyboards import Press
from bot.telegram.shelf_keyboards import SavedPress, saved_keyboard
from bot.texts.html import Markup, cut
from bot.texts.saved import saved_row
from storage.records import SavedRecord
from summarizer.budget import DEFAULT_SENTENCES

PAGE = 6
"""Articles in one message: with the longest titles and notes they fit."""

TITLE = 200
NO_NOTE = frozenset({"-", "–", "—"})
"""In place of a note: the one that is there is taken."""


def register(app: App) -> None:
    """Commands, and the buttons of the list and of a card."""
    app.add_handler(CommandHandler("save", save))
    app.add_handler(CommandHandler("saved", saved))
    app.add_handler(CommandHandler("note", note))
    app.add_handler(CallbackQueryHandler(press_save, pattern=Press.pattern("sav")))
    app.add_handler(CallbackQueryHandler(press_page, pattern=SavedPress.pattern("svp")))
    app.add_handler(CallbackQueryHandler(press_remove, pattern=SavedPress.pattern("svr")))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The argument that one of these commands waits for; False if it is another's."""
    if command == "save":
        await _save(update, context, seen, text)
    elif command == "note":
        await _note(update, context, seen, text)
    elif command.startswith("note "):
        await _write(update, context, seen, int(command.split()[1]), text)
    else:
        return False
    return True


async def save(update: Update, context: Context) -> None:
    """Keep the article behind the command, or of the card that is answered; what stands behind its number is a note."""
    seen = await visit(update, context)
    wanted, replied = argument(update), replied_article(update, context)
    if replied is not None:
        await _keep(update, context, seen, replied, wanted)
    elif wanted:
        await _save(update, context, seen, wanted)
    else:
        await ask(update, context, seen, "save", seen.t("saved.ask"), seen.t.plain("saved.placeholder"))


async def saved(update: Update, context: Context) -> None:
    """What the reader saved, the last first."""
    seen = await visit(update, context)
    text, keyboard = await _listing(context, seen, 0)
    await reply(update, text, keyboard=keyboard)


async def note(update: Update, context: Context) -> None:
    """Put a note to an article; without words, show the one that is there and ask."""
    seen = await visit(update, context)
    wanted, replied = argument(update), replied_article(update, context)
    if replied is not None:
        await _noted(update, context, seen, replied, wanted)
    elif wanted:
        await _note(update, context, seen, wanted)
    else:
        await ask(update, context, seen, "note", seen.t("saved.ask_note"), seen.t.plain("saved.placeholder"))


async def press_save(update: Update, context: Context) -> None:
    """The button under a card."""
    seen = await visit(update, context)
    press = Press.parse((update.callback_query and update.callback_query.data) or "")
    kept, is_new = await context.services.shelf.saved.save(seen.reader, press.article)
    key = "saved.kept_short" if is_new else "saved.kept_already_short"
    await answer(update, seen.t.plain(key, id=kept.article_id))


async def press_page(update: Update, context: Context) -> None:
    """Show others in the same message."""
    seen = await visit(update, context)
    text, keyboard = await _listing(context, seen, _press(update).page)
    await edit(update, text, keyboard)
    await answer(update)


async def press_remove(update: Update, context: Context) -> None:
    """Keep one no longer, and show what is left."""
    seen = await visit(update, context)
    press = _press(update)
    try:
        await context.services.shelf.saved.remove(seen.reader, press.article)
    except NotSaved:
        said = seen.t.plain("saved.removed_already", id=press.article)
    else:
        said = seen.t.plain("saved.removed", id=press.article)
    text, keyboard = await _listing(context, seen, press.page)
    await edit(update, text, keyboard)
    await answer(update, said)


async def _save(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    number, words = leading_number(wanted)
    await _keep(update, context, seen, number, words)


async def _keep(update: Update, context: Context, seen: Visit, number: int, words: str) -> None:
    if words:
        await _write(update, context, seen, number, words)
        return
    kept, is_new = await context.services.shelf.saved.save(seen.reader, number)
    key = "saved.kept" if is_new else "saved.kept_already"
    await reply(update, seen.t(key, id=kept.article_id, title=_title(seen, kept)))


async def _note(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    number, words = leading_number(wanted)
    await _noted(update, context, seen, number, words)


async def _noted(update: Update, context: Context, seen: Visit, number: int, words: str) -> None:
    if words:
        await _write(update, context, seen, number, words)
        return
    kept, _ = await context.services.shelf.saved.save(seen.reader, number)
    key = "saved.note" if kept.note else "saved.note.none"
    text = seen.t(key, id=kept.article_id, title=_title(seen, kept), note=kept.note or "")
    await ask(update, context, seen, f"note {kept.article_id}", text, seen.t.plain("saved.note.placeholder"))


async def _write(update: Update, context: Context, seen: Visit, number: int, words: str) -> None:
    text = "" if words.strip() in NO_NOTE else words.strip()
    kept = await context.services.shelf.saved.note(seen.reader, number, text)
    key = "saved.noted" if kept.note else "saved.unnoted"
    await reply(update, seen.t(key, id=kept.article_id, title=_title(seen, kept), note=kept.note or ""))


async def _listing(context: Context, seen: Visit, number: int) -> tuple[Markup, InlineKeyboardMarkup | None]:
    page = await context.services.shelf.saved.page(seen.reader, number, PAGE)
    if not page.total:
        return seen.t("saved.none"), None
    rows = [saved_row(seen.t, item) for item in page.items]
    place = [seen.t("topics.page", page=page.number + 1, pages=page.pages)] if page.pages > 1 else []
    text = Markup("\n\n".join([seen.t.plural("saved.head", page.total), *rows, *place]))
    items = [(item.article_id, not item.is_deleted) for item in page.items]
    return text, saved_keyboard(seen.t.plain, items, DEFAULT_SENTENCES, page.number, page.pages)


def _title(seen: Visit, kept: SavedRecord) -> str:
    return seen.t.plain("saved.deleted_title") if kept.is_deleted else cut(kept.title, TITLE)


def _press(update: Update) -> SavedPress:
    return SavedPress.parse((update.callback_query and update.callback_query.data) or "")
