"""`/language`: in which language a reader is written to, by buttons or by its name."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import UnspokenLanguage
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.menu import publish_chosen_menu
from bot.handlers.replies import answer, edit, reply
from bot.telegram.language_keyboards import AS_TELEGRAM, PATTERN, language_keyboard, pressed
from bot.telegram.setting_keyboards import has_way_back, with_way_back
from bot.texts.catalogue import languages, translator
from bot.texts.html import Markup, cut
from bot.texts.languages import find_spoken, is_telegrams, own_name

WORDS = 40


def register(app: App) -> None:
    """The command and its buttons."""
    app.add_handler(CommandHandler("language", language))
    app.add_handler(CallbackQueryHandler(press, pattern=PATTERN))


async def language(update: Update, context: Context) -> None:
    """Show the language and the others, or change it to the one that is named. Raises UnspokenLanguage."""
    seen = await visit(update, context)
    words = argument(update)
    if words:
        seen = await _change(update, context, seen, _meant(seen, words))
    text, keyboard = shown(seen)
    await reply(update, text, keyboard=keyboard)


async def press(update: Update, context: Context) -> None:
    """Change it, and show in the same message what holds now."""
    seen = await visit(update, context)
    tag = pressed((update.callback_query and update.callback_query.data) or "")
    if tag != AS_TELEGRAM and tag not in languages():
        raise UnspokenLanguage(given=tag, names=_names(seen))
    seen = await _change(update, context, seen, tag)
    text, keyboard = shown(seen)
    await edit(update, text, with_way_back(seen.t.plain, keyboard) if _from_settings(update) else keyboard)
    await answer(update)


def _from_settings(update: Update) -> bool:
    """Whether the pressed message is the settings' page, from which there is a way back."""
    message = update.callback_query.message if update.callback_query else None
    return isinstance(message, Message) and has_way_back(message.reply_markup)


def _meant(seen: Visit, words: str) -> str:
    found = find_spoken(words)
    if found is None and is_telegrams(words):
        return AS_TELEGRAM
    if found is None:
        raise UnspokenLanguage(given=cut(words, WORDS), names=_names(seen))
    return found


async def _change(update: Update, context: Context, seen: Visit, tag: str) -> Visit:
    """Write it down and show the menu in it; gives the visit in the new language."""
    readers, user = context.services.readers, update.effective_user
    if tag == AS_TELEGRAM:
        tag = await readers.follow_telegram(seen.reader, user.language_code if user else None)
        reader = replace(seen.reader, language=tag, language_chosen=False)
    else:
        await readers.choose_language(seen.reader, tag)
        reader = replace(seen.reader, language=tag, language_chosen=True)
    if seen.is_private:
        role = await context.services.audit.roles.of(seen.user_id)
        await publish_chosen_menu(context.bot, reader, role)
    return replace(seen, reader=reader, t=translator(tag))


def shown(seen: Visit) -> tuple[Markup, InlineKeyboardMarkup]:
    """What holds, and the buttons."""
    t, chosen = seen.t, seen.reader.language_chosen
    usual = "language.usual" if seen.is_private else "language.usual.group"
    why = t("language.own" if chosen else usual)
    text = Markup("\n".join([t("language.head", language=own_name(t.language)), why, "", t("language.how")]))
    known = [(tag, own_name(tag)) for tag in languages()]
    return text, language_keyboard(t.plain, known, t.language, chosen=chosen)


def _names(seen: Visit) -> str:
    return seen.t.listed(own_name(tag) for tag in languages())
