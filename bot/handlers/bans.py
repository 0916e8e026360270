"""`/ban`, `/unban`, `/bans`, and the door at which banned readers stay: told once, and not answered after that."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, CommandHandler, TypeHandler

from bot.handlers.admission import admitted
from bot.handlers.context import App, Context, Visit, tongue, visit
from bot.handlers.groups import DOOR, command_of
from bot.handlers.people import doubted, person_and_rest
from bot.handlers.replies import answer, edit, reply
from bot.services.bans import BanPage
from bot.telegram.desk_keyboards import DeskPress
from bot.telegram.shelf_keyboards import ERASE, KEEP
from bot.texts.html import Markup, cut

FIRST = DOOR - 2
"""Before all others."""

PAGE = 8
"""Bans in one message, each with its button."""

LIFT, TURN = "unb", "bpg"
FORGETTING = "forgetme"
"""What nobody can be refused: to be forgotten."""


def register(app: App) -> None:
    """The door, the commands, and the buttons of the list."""
    app.add_handler(TypeHandler(Update, keep_out), group=FIRST)
    app.add_handler(CommandHandler("ban", ban))
    app.add_handler(CommandHandler("unban", unban))
    app.add_handler(CommandHandler("bans", bans))
    app.add_handler(CallbackQueryHandler(press, pattern=DeskPress.pattern(f"{LIFT}|{TURN}")))


async def keep_out(update: Update, context: Context) -> None:
    """Stop what comes from a banned person or chat, but for what says that a chat is left, and for /forgetme."""
    if update.my_chat_member is not None or _is_forgetting(update):
        return
    ban = await context.services.office.bans.among(_numbers(update))
    if ban is None:
        return
    if _waits_for_answer(update) and await context.services.office.bans.to_be_told(ban):
        t = await tongue(update, context)
        if update.callback_query is not None:
            await answer(update, t.plain("ban.told"), alert=True)
        else:
            await reply(update, t("ban.told"))
    raise ApplicationHandlerStop


async def ban(update: Update, context: Context) -> None:
    """Serve somebody no more. Raises NoPerson, OwnersBan, AlreadyBanned and ReasonTooLong."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, "/ban", "reader.ban"):
        return
    who, reason = person_and_rest(update, context, "/ban")
    doubt = await doubted(context, seen.t, who)
    done = await context.services.office.bans.ban(who, " ".join(reason.split()))
    await context.services.audit.note(seen.user_id, "reader.banned", str(done.id))
    said = [seen.t("ban.done", id=who, number=done.id), *doubt]
    said += [seen.t.plural("ban.cancelled", done.cancelled)] if done.cancelled else []
    await reply(update, Markup(" ".join(said)))


async def unban(update: Update, context: Context) -> None:
    """Serve them again. Raises NoPerson and NotBanned."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, "/unban", "reader.unban"):
        return
    who, _ = person_and_rest(update, context, "/unban")
    number = await context.services.office.bans.unban(who)
    await context.services.audit.note(seen.user_id, "reader.unbanned", str(number))
    await reply(update, seen.t("ban.lifted", id=who))


async def bans(update: Update, context: Context) -> None:
    """All bans, the newest first."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, "/bans", "reader.bans"):
        return
    text, keyboard = _shown(seen, await context.services.office.bans.page(0, PAGE))
    await reply(update, text, keyboard=keyboard)


async def press(update: Update, context: Context) -> None:
    """Lift the ban of the button, or show another page. Raises NotBanned."""
    seen = await visit(update, context)
    pressed = DeskPress.parse((update.callback_query and update.callback_query.data) or "")
    action = "reader.unban" if pressed.action == LIFT else "reader.bans"
    if not await admitted(update, context, seen, "/bans", action, note=pressed.action == LIFT):
        return
    number = pressed.number
    if pressed.action == LIFT:
        await context.services.office.bans.lift(pressed.number)
        await context.services.audit.note(seen.user_id, "reader.unbanned", str(pressed.number))
        number = 0
    text, keyboard = _shown(seen, await context.services.office.bans.page(number, PAGE))
    await edit(update, text, keyboard)
    await answer(update, seen.t.plain("ban.lifted.number", number=pressed.number) if pressed.action == LIFT else "")


def _shown(seen: Visit, page: BanPage) -> tuple[Markup, InlineKeyboardMarkup | None]:
    t = seen.t
    if not page.bans:
        return t("ban.list.none"), None
    rows = [
        t(
            "ban.row",
            number=one.id,
            since=f"{one.since:%Y-%m-%d}",
            who=str(one.chat_id or "") or t.plain("ban.forgotten"),
            reason=cut(one.reason, 300) or "—",
        )
        for one in page.bans
    ]
    place = [t("topics.page", page=page.number + 1, pages=page.pages)] if page.pages > 1 else []
    buttons = [_button(t.plain("button.unban", number=one.id), LIFT, one.id) for one in page.bans]
    keys = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    turns = [_button(t.plain("button.newer"), TURN, page.number - 1)] if page.number else []
    turns += [_button(t.plain("button.older"), TURN, page.number + 1)] if page.number + 1 < page.pages else []
    head = t.plural("ban.list.head", page.total)
    return Markup("\n\n".join([head, *rows, *place])), InlineKeyboardMarkup([*keys, turns] if turns else keys)


def _button(text: str, action: str, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=DeskPress(action, number).data())


def _numbers(update: Update) -> set[int]:
    """The person, the chat, and the chat in whose name it stands: any of them may be banned."""
    message = update.effective_message if update.callback_query is None else None
    found = (update.effective_user, update.effective_chat, message.sender_chat if message else None)
    return {one.id for one in found if one is not None}


def _waits_for_answer(update: Update) -> bool:
    """Whether they are talking to the bot, and not to others in a group."""
    if update.callback_query is not None:
        return True
    message, chat = update.message, update.effective_chat
    if message is None or chat is None:
        return False
    return chat.type == ChatType.PRIVATE or command_of(message) is not None


def _is_forgetting(update: Update) -> bool:
    if update.effective_chat is None or update.effective_chat.type != ChatType.PRIVATE:
        return False
    if update.callback_query is not None:
        return update.callback_query.data in (ERASE, KEEP)
    command = command_of(update.message) if update.message is not None else None
    return command is not None and command.name == FORGETTING
