"""`/broadcast`: an owner sends a text to all readers, after seeing it as they will."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import BroadcastNotText, BroadcastRefused, NobodyToTell, PrivateOnly
from bot.handlers.admission import admitted
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.formatted import html_of
from bot.handlers.replies import answer, edit, reply
from bot.telegram.broadcast_keyboards import CONFIRM, DROP, STOP, confirm_keyboard
from bot.telegram.desk_keyboards import DeskPress
from bot.texts.catalogue import language_name
from bot.texts.html import Markup, cut
from bot.texts.languages import find_language

COMMAND = "/broadcast"
ASKING = "broadcast"
"""The question for the text."""

_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")
_LANGUAGE = re.compile(r"([a-z]{2}):(?:\s+|$)", re.IGNORECASE)


def register(app: App) -> None:
    """The command and its buttons."""
    app.add_handler(CommandHandler("broadcast", broadcast))
    app.add_handler(CallbackQueryHandler(press, pattern=DeskPress.pattern(f"{CONFIRM}|{DROP}|{STOP}")))


async def broadcast(update: Update, context: Context) -> None:
    """Show the text behind the command, or the one replied to, and ask. Raises PrivateOnly and what `_propose` does."""
    seen = await visit(update, context)
    message = update.effective_message
    if message is None or not await admitted(update, context, seen, COMMAND, "message.write"):
        return
    if not seen.is_private:
        raise PrivateOnly(command=COMMAND)
    text = message.text or ""
    command = _COMMAND.match(text)
    skip = command.end() if command else 0
    language, after = _language(text, skip)
    if text[after:].strip():
        await _propose(update, context, seen, message, after, language)
    elif message.reply_to_message is not None:
        await _propose(update, context, seen, message.reply_to_message, 0, language)
    else:
        await _ask(update, context, seen, language)


async def _ask(update: Update, context: Context, seen: Visit, language: str | None) -> None:
    if language is None:
        await ask(update, context, seen, ASKING, seen.t("broadcast.text"))
        return
    text = seen.t("broadcast.text.language", language=language_name(language, seen.t.language))
    await ask(update, context, seen, f"{ASKING} {language}", text)


async def complete(update: Update, context: Context, seen: Visit, command: str, _text: str) -> bool:
    """Take the text that `/broadcast` asked for; False if the question was another's."""
    name, _, language = command.partition(" ")
    message = update.effective_message
    if name != ASKING or message is None:
        return False
    if not await admitted(update, context, seen, COMMAND, "message.write"):
        return True
    said, after = _language(message.text or "", 0)
    await _propose(update, context, seen, message, after, said or language or None)
    return True


async def press(update: Update, context: Context) -> None:
    """Send it, drop it, or stop it. Raises BroadcastGone."""
    seen = await visit(update, context)
    pressed = DeskPress.parse((update.callback_query and update.callback_query.data) or "")
    if not await admitted(update, context, seen, COMMAND, ACTIONS[pressed.action], str(pressed.number)):
        return
    service = context.services.office.broadcasts
    message = update.effective_message
    if pressed.action == CONFIRM and message is not None:
        # What it says next, and until its end, is the business of whoever sends.
        await service.begin(pressed.number, message.chat_id, message.message_id)
        await answer(update, seen.t.plain("broadcast.begun"))
    elif pressed.action == STOP:
        await service.stop(pressed.number)
        await answer(update, seen.t.plain("broadcast.halting"))
    elif pressed.action == DROP:
        await service.discard(pressed.number)
        await edit(update, seen.t("broadcast.dropped"), None)
        await answer(update)


async def _propose(
    update: Update, context: Context, seen: Visit, message: Message, skip: int, language: str | None
) -> None:
    """Show the text as readers will see it, and ask whether to send it.

    Raises BroadcastNotText, BroadcastRefused and NobodyToTell.
    """
    if not (message.text or "")[skip:].strip():
        raise BroadcastNotText
    body = Markup(html_of(message, skip))
    service = context.services.office.broadcasts
    draft = await service.draft(body, language, seen.user_id)
    try:
        if not draft.readers:
            raise NobodyToTell(language=language_name(language, seen.t.language) if language else "—")
        shown = await reply(update, body)
    except (BadRequest, NobodyToTell) as error:
        await service.discard(draft.id)
        if isinstance(error, BadRequest):
            raise BroadcastRefused(words=cut(error.message, 200)) from error
        raise
    name = language_name(language, seen.t.language) if language else ""
    text = seen.t.plural("broadcast.ask.language" if language else "broadcast.ask", draft.readers, language=name)
    keyboard = confirm_keyboard(seen.t.plain, draft.id)
    await reply(update, text, keyboard=keyboard, to=shown.message_id if shown else None)


def _language(text: str, at: int) -> tuple[str | None, int]:
    """The language that a text begins with, as in ``fr: Bonjour``, and where the rest begins."""
    found = _LANGUAGE.match(text, at)
    code = found[1].lower() if found else ""
    if found is None or find_language(code) != code:
        return None, at
    return code, found.end()


ACTIONS = {CONFIRM: "message.send", DROP: "message.drop", STOP: "message.stop"}
"""What each button asks the audit for."""
