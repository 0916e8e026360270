"""`/role` and `/roles`: owners say what others may do."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.errors import NoPerson, NoRole, UnknownRole
from bot.handlers.admission import admitted
from bot.handlers.context import App, Context, visit
from bot.handlers.people import doubted, person_and_rest
from bot.handlers.profile import publish_person
from bot.handlers.replies import reply
from bot.services.roles import GIVEN, Role
from bot.services.words import ROLES, folded
from bot.texts.html import Markup, cut

NAMES = {Role.OWNER: "role.owner", Role.EDITOR: "role.editor", Role.OBSERVER: "role.observer"}
"""Role to the key of its name."""

DONE = {"editor": "role.done.editor", "observer": "role.done.observer", "none": "role.done.none"}


def register(app: App) -> None:
    """Both commands."""
    app.add_handler(CommandHandler("role", role))
    app.add_handler(CommandHandler("roles", roles))


async def role(update: Update, context: Context) -> None:
    """Give the person a role, or take it. Raises NoPerson, NoRole, UnknownRole and OwnersRole."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, "/role", "person.role"):
        return
    who, word = person_and_rest(update, context, "/role")
    word = ROLES.get(folded(word), folded(word))
    if who <= 0:
        raise NoPerson(command="/role")
    if not word:
        raise NoRole(id=who)
    if word not in GIVEN:
        raise UnknownRole(given=cut(word, 30))
    changed = await context.services.audit.roles.give(who, word)
    await context.services.audit.note(seen.user_id, "person.changed", word)
    await publish_person(context.bot, context.services, who, GIVEN[word])
    doubt = await doubted(context, seen.t, who) if GIVEN[word] else []
    await reply(update, Markup(" ".join([seen.t(DONE[word] if changed else "role.same", id=who, role=word), *doubt])))


async def roles(update: Update, context: Context) -> None:
    """All who have one."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, "/roles", "person.list"):
        return
    found = await context.services.audit.roles.all()
    rows = [seen.t("role.row", id=who, role=seen.t(NAMES[what])) for who, what in found]
    await reply(update, Markup("\n".join([seen.t("role.head"), "", *rows, "", seen.t("role.usage")])))
