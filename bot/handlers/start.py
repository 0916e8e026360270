"""`/start`, `/help`, `/stop`, `/cancel`, and a reader who blocks the bot."""

from __future__ import annotations

from telegram import ChatMember, Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.handlers import tour
from bot.handlers.context import App, Context, Visit, tongue, visit
from bot.handlers.profile import publish_person
from bot.handlers.replies import answer, reply
from bot.services.roles import Role
from bot.telegram.tour_keyboards import guide_keyboard
from bot.texts.html import in_messages

GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})

HELP: dict[Role, tuple[str, ...]] = {
    Role.READER: (),
    Role.OBSERVER: ("help.observer",),
    Role.EDITOR: ("help.admin",),
    Role.OWNER: ("help.admin", "help.owner"),
}
"""What `/help` says beyond what is for everybody."""


def register(app: App) -> None:
    """Commands and service messages."""
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("help", show_help))
    app.add_handler(CommandHandler("stop", stop))
    app.add_handler(CommandHandler("cancel", cancel))
    app.add_handler(ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER))


def register_unknown(app: App) -> None:
    """Commands and buttons that nobody took; comes after all others."""
    app.add_handler(CallbackQueryHandler(unknown_button))
    app.add_handler(MessageHandler(filters.COMMAND & filters.ChatType.PRIVATE, unknown_command))


async def start(update: Update, context: Context) -> None:
    """Say what the bot does; digests come from now on."""
    seen = await visit(update, context)
    await context.services.readers.start(seen.reader)
    await begin(update, context, seen)
    if seen.is_private and (role := await context.services.audit.roles.of(seen.user_id)):
        # At the program's start Telegram does not know the chat of an admin who has never written.
        await publish_person(context.bot, context.services, seen.user_id, role)


async def begin(update: Update, context: Context, seen: Visit, *, again: bool = False) -> None:
    """Show the reader around, at the first time or ``again``; else say what the bot does."""
    if seen.is_private and (again or not seen.reader.toured):
        await tour.begin(update, context, seen)
    else:
        await reply(update, seen.t("start.welcome" if seen.is_private else "start.group"))


async def show_help(update: Update, context: Context) -> None:
    """The commands that the person may use."""
    seen = await visit(update, context)
    role = await context.services.audit.roles.of(seen.user_id)
    keys = ("help.reader", *HELP[role])
    keyboard = guide_keyboard(seen.t.plain) if seen.is_private else None
    for text in in_messages([seen.t(key) for key in keys]):
        await reply(update, text, keyboard=keyboard)


async def stop(update: Update, context: Context) -> None:
    """No digests until /start; follows are kept."""
    seen = await visit(update, context)
    kept = await context.services.readers.stop(seen.reader)
    await reply(update, seen.t.plural("stop.done", kept))


async def cancel(update: Update, context: Context) -> None:
    """Forget the command that waits for an argument."""
    seen = await visit(update, context)
    question = await context.services.readers.question(seen.reader, seen.user_id)
    await context.services.readers.forget(seen.reader, seen.user_id)
    done = seen.t("cancel.done", command=f"/{question.command.split()[0]}") if question else seen.t("cancel.nothing")
    await reply(update, done)


async def unknown_command(update: Update, context: Context) -> None:
    """Point to /help."""
    seen = await visit(update, context)
    message = update.effective_message
    word = (message.text or "").split()[0] if message and message.text else ""
    await reply(update, seen.t("error.command", command=word[:40]))


async def unknown_button(update: Update, context: Context) -> None:
    """A button of an older version, or of another bot of the same token."""
    await answer(update, (await tongue(update, context)).plain("error.button"))


async def membership(update: Update, context: Context) -> None:
    """A reader who blocks the bot is owed nothing more; one who comes back says /start."""
    changed = update.my_chat_member
    if changed and changed.new_chat_member.status in GONE:
        await context.services.readers.leave(changed.chat.id)
