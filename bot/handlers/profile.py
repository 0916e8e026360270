"""What the bot says of itself in each language: its menus and its descriptions. Its name is left to its owner."""

from __future__ import annotations

from telegram.ext import ExtBot

from bot.handlers.context import App, Services
from bot.handlers.menu import publish_menus, publish_own_menu
from bot.services.roles import Role
from bot.telegram.profile import described
from bot.texts.catalogue import SOURCE_LANGUAGE, languages, translator


async def publish_profile(app: App) -> None:
    """Make Telegram's menus and descriptions those of the catalogues; nothing that fails stops the program."""
    services: Services = app.bot_data["services"]
    await publish_menus(app.bot)
    for language in languages():
        t, code = translator(language), None if language == SOURCE_LANGUAGE else language
        await described(app.bot, t.plain("bot.description"), t.plain("bot.short_description"), code)
    for person, role in await services.audit.roles.all():
        await publish_person(app.bot, services, person, role)


async def publish_person(bot: ExtBot[str], services: Services, person: int, role: Role) -> None:
    """Set the menu of a role in the person's own chat, in the language that they chose if they did."""
    known = await services.readers.known(person)
    chosen = translator(known.language).language if known is not None and known.language_chosen else None
    await publish_own_menu(bot, person, role, chosen)
