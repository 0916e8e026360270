"""`/article` and `/delete`: one article at the admins' desk, to be put right, deleted and brought back."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import BadDate, BadLanguage, BadNumber, DateOutOfRange, EditTooLong, EmptyEdit, UnknownArticle
from bot.handlers.admission import admitted
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.numbers import replied_article
from bot.handlers.replies import answer, edit, reply
from bot.services.audit import EDITED, edit_of
from bot.services.desk import KEPT, Dossier
from bot.services.words import western
from bot.telegram.desk_keyboards import FIELDS, DeskPress, desk_keyboard, undo_keyboard
from bot.texts.catalogue import language_name
from bot.texts.desk import desk_card, minute, moment
from bot.texts.html import Markup, cut
from bot.texts.problems import told
from summarizer.budget import DEFAULT_SENTENCES

ASKING = {
    "title": "desk.edit.title",
    "outlet": "desk.edit.outlet",
    "date": "desk.edit.date",
    "language": "desk.edit.language",
}
"""Field to the key of the question for its value."""

MENDABLE = (EmptyEdit, EditTooLong, BadDate, DateOutOfRange, BadLanguage)
"""What a better answer to the same question puts right."""

_NUMBER = re.compile(r"#?([0-9]{1,18})")


def register(app: App) -> None:
    """Commands, and the buttons of the card."""
    app.add_handler(CommandHandler("article", article))
    app.add_handler(CommandHandler("delete", delete))
    app.add_handler(CallbackQueryHandler(press_edit, pattern=DeskPress.pattern("|".join(FIELDS))))
    app.add_handler(CallbackQueryHandler(press_delete, pattern=DeskPress.pattern("del")))
    app.add_handler(CallbackQueryHandler(press_undo, pattern=DeskPress.pattern("und")))


async def article(update: Update, context: Context) -> None:
    """The card of the article behind the command, or of the one that is replied to."""
    seen = await visit(update, context)
    wanted = _wanted(update, context)
    if not await admitted(update, context, seen, "/article", "article.show", _noted(wanted)):
        return
    if wanted:
        await show_article(update, context, seen, wanted)
    else:
        await ask(update, context, seen, "article", seen.t("desk.ask"))


async def delete(update: Update, context: Context) -> None:
    """Delete the article behind the command, or the one that is replied to."""
    seen = await visit(update, context)
    wanted = _wanted(update, context)
    if wanted:
        await delete_article(update, context, seen, wanted)
    elif await admitted(update, context, seen, "/delete", "article.delete"):
        await ask(update, context, seen, "delete", seen.t("desk.delete.ask"))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """Take the answer to a question of this module's; False if the question was another's."""
    name, _, rest = command.partition(" ")
    if name == "delete":
        await delete_article(update, context, seen, text)
        return True
    if name != "article":
        return False
    if rest:
        field, number = rest.split()
        await change_article(update, context, seen, field, int(number), text)
    elif await admitted(update, context, seen, "/article", "article.show", _noted(text)):
        await show_article(update, context, seen, text)
    return True


async def show_article(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """The card of an article by its number as it was written. Raises BadNumber and UnknownArticle."""
    await _show(update, seen, await context.services.desk.open(_number(wanted)))


async def change_article(update: Update, context: Context, seen: Visit, field: str, number: int, said: str) -> None:
    """Put a field right; where the value cannot be read, it is said why and asked again."""
    detail = edit_of(number, field)
    if not await admitted(update, context, seen, "/article", "article.edit", detail):
        return
    try:
        dossier = await context.services.desk.edit(number, field, said)
    except MENDABLE as error:
        text = seen.t("desk.edit.again", problem=told(seen.t, error))
        await ask(update, context, seen, f"article {field} {number}", text)
        return
    await context.services.audit.note(seen.user_id, EDITED, detail)
    await _show(update, seen, dossier, above=seen.t("desk.changed"))


async def delete_article(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """Delete by the number as it was written, and offer to undo it. Raises BadNumber and UnknownArticle."""
    if not await admitted(update, context, seen, "/delete", "article.delete", _noted(wanted)):
        return
    number = _number(wanted)
    text = await _deleted(context, seen, number)
    await reply(update, text, keyboard=undo_keyboard(seen.t.plain, number))


async def press_edit(update: Update, context: Context) -> None:
    """Ask for the new value: the admin's next message is it."""
    seen = await visit(update, context)
    press = _press(update)
    field = FIELDS[press.action]
    if not await admitted(update, context, seen, "/article", "article.edit", f"{press.number}: {field}", note=False):
        return
    dossier = await context.services.desk.open(press.number)
    if dossier.article.deleted is not None:
        raise UnknownArticle(id=press.number)
    await answer(update)
    now = _values(seen, dossier)[field]
    text = seen.t(ASKING[field], id=press.number, now=cut(now or seen.t.plain("desk.unset"), 300))
    await ask(update, context, seen, f"article {field} {press.number}", text, cut(now, 60) or None)


async def press_delete(update: Update, context: Context) -> None:
    """Delete, and say so in place of the card."""
    seen = await visit(update, context)
    press = _press(update)
    if not await admitted(update, context, seen, "/delete", "article.delete", str(press.number)):
        return
    text = await _deleted(context, seen, press.number)
    await edit(update, text, undo_keyboard(seen.t.plain, press.number))
    await answer(update)


async def press_undo(update: Update, context: Context) -> None:
    """Bring the article back with the digests that its deletion cancelled, and show its card."""
    seen = await visit(update, context)
    press = _press(update)
    if not await admitted(update, context, seen, "/delete", "article.restore", str(press.number)):
        return
    digests = await context.services.desk.restore(press.number)
    await context.services.audit.note(seen.user_id, "article.restored", _with(press.number, digests))
    dossier = await context.services.desk.open(press.number)
    above = seen.t("desk.restored", id=press.number)
    if digests:
        above = seen.t.plural("desk.restored.digests", digests, id=press.number)
    text = Markup(f"{above}\n\n{_card(seen, dossier)}")
    await edit(update, text, desk_keyboard(seen.t.plain, press.number, DEFAULT_SENTENCES))
    await answer(update)


async def _show(update: Update, seen: Visit, dossier: Dossier, above: Markup | None = None) -> None:
    number = dossier.article.id
    text = Markup(f"{above}\n\n{_card(seen, dossier)}") if above else _card(seen, dossier)
    is_gone = dossier.article.deleted is not None
    keyboard = (
        undo_keyboard(seen.t.plain, number) if is_gone else desk_keyboard(seen.t.plain, number, DEFAULT_SENTENCES)
    )
    await reply(update, text, keyboard=keyboard)


def _card(seen: Visit, dossier: Dossier) -> Markup:
    deleted = dossier.article.deleted
    until = deleted + KEPT if deleted is not None else None
    card = desk_card(seen.t, dossier.article, dossier.sentences, dossier.digests, until)
    if dossier.trouble is None:
        return card
    problem = seen.t(dossier.trouble.key, **dossier.trouble.values)
    return Markup(f"{card}\n{seen.t('desk.teaser', problem=problem)}")


async def _deleted(context: Context, seen: Visit, number: int) -> Markup:
    """Delete it; gives what to say of that."""
    cancelled = await context.services.desk.delete(number)
    await context.services.audit.note(seen.user_id, "article.deleted", _with(number, cancelled))
    gone = (await context.services.desk.open(number)).article
    until = minute(gone.deleted + KEPT) if gone.deleted else ""
    text = seen.t("desk.deleted", id=number, title=cut(gone.title, 200), until=f"{until} UTC")
    return Markup(f"{text}\n{seen.t.plural('desk.deleted.digests', cancelled)}") if cancelled else text


def _with(number: int, digests: int) -> str:
    """The article and its digests for the audit, as `bot.texts.deeds` reads them."""
    return f"{number} digests={digests}" if digests else str(number)


def _values(seen: Visit, dossier: Dossier) -> dict[str, str]:
    found = dossier.article
    return {
        "title": found.title,
        "outlet": found.outlet or "",
        "date": moment(found.published) if found.published else "",
        "language": language_name(found.language, seen.t.language),
    }


def _wanted(update: Update, context: Context) -> str:
    """What stands behind the command, else the number of the article whose card is replied to."""
    return argument(update) or str(replied_article(update, context) or "")


def _noted(said: str) -> str:
    """What the audit keeps of it: the number, or nothing, for it never holds what somebody wrote."""
    found = _NUMBER.fullmatch(western(said).strip())
    return found[1] if found else ""


def _number(said: str) -> int:
    found = _NUMBER.fullmatch(western(said).strip())
    if found is None:
        raise BadNumber(given=cut(" ".join(said.split()), 30))
    return int(found[1])


def _press(update: Update) -> DeskPress:
    return DeskPress.parse((update.callback_query and update.callback_query.data) or "")
