"""Who may use the admins' commands and buttons: decided here, at each of them, and written down."""

from __future__ import annotations

from telegram import Update

from bot.errors import AnonymousSender
from bot.handlers.context import Context, Visit
from bot.handlers.replies import answer, reply
from bot.services.roles import Role, needed

REFUSALS = {
    Role.OBSERVER: "error.not_admin",
    Role.EDITOR: "error.not_editor",
    Role.OWNER: "error.not_owner",
}
"""Role that was needed to what somebody is told who has a lower one."""


async def admitted(
    update: Update, context: Context, seen: Visit, command: str, action: str, detail: str = "", *, note: bool = True
) -> bool:
    """Whether the sender's role allows it; a refusal is said and written to the audit. Raises AnonymousSender.

    ``note`` is false for what is not worth an entry when it is allowed, such as the turning of a page.
    """
    audit = context.services.audit
    is_press = update.callback_query is not None
    if seen.is_anonymous and not is_press:
        await audit.note(seen.user_id, action, "anonymous", allowed=False)
        raise AnonymousSender(command=command)
    if not note and await audit.may(seen.user_id, action):
        return True
    if await audit.admit(seen.user_id, action, detail):
        return True
    key = REFUSALS[needed(action)] if await audit.roles.of(seen.user_id) else "error.not_admin"
    if is_press:
        await answer(update, seen.t.plain(key, command=command, id=seen.user_id), alert=True)
    else:
        await reply(update, seen.t(key, command=command, id=seen.user_id))
    return False
