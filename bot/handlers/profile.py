"""What the bot says of itself in each language: its menus and its descriptions. Its name is left to its owner."""

from __future__ import annotations

import asyncio

from telegram.ext import ExtBot

from bot.handlers.context import App, Services
from bot.handlers.menu import publish_menus, publish_own_menu
from bot.services.roles import Role
from bot.telegram.profile import described
from bot.texts.catalogue import SOURCE_LANGUAGE, languages, translator


async def publish_profile(app: App) -> None:
    """Make Telegram's menus and descriptions those of the catalogues; nothing that fails stops the program."""
    services: Services = app.bot_data["services"]
    people = await services.audit.roles.all()
    # Sixty calls, each of which takes as long as Telegram is away: the languages go side by side.
    await asyncio.gather(
        *(_publish(app.bot, language) for language in languages()),
        *(publish_person(app.bot, services, person, role) for person, role in people),
    )


async def _publish(bot: ExtBot[str], language: str) -> None:
    t, code = translator(language), None if language == SOURCE_LANGUAGE else language
    await publish_menus(bot, language)
    await described(bot, t.plain("bot.description"), t.plain("bot.short_description"), code)


async def publish_person(bot: ExtBot[str], services: Services, person: int, role: Role) -> None:
    """Set the menu of a role in the person's own chat, in the language that they chose if they did."""
    known = await services.readers.known(person)
    chosen = translator(known.language).language if known is not None and known.language_chosen else None
    await publish_own_menu(bot, person, role, chosen)
