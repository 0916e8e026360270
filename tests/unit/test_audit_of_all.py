"""Every admin's command and button is written down in the audit, done or refused."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from telegram.ext import CallbackQueryHandler

from bot.app import ADMIN_MODULES
from bot.handlers import bans, feed_buttons, feed_lists
from bot.handlers.menu import ADMIN_COMMANDS
from storage.records import AuditRecord
from tests.fixtures.house import ADMIN, House, house

READER = 2
TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."
FIRST = 1001

SAID = {
    "load": f"/load {TEXT}",
    "article": f"/article {FIRST}",
    "delete": f"/delete {FIRST}",
    "feed": "/feed list",
    "feeds": "/feeds export",
    "broadcast": "/broadcast Hello.",
    "role": "/role 9 editor",
    "ban": "/ban 9",
    "unban": "/unban 9",
}
"""What is said of each command; of one that is not here its name."""


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        await opened.say(f"/load {TEXT}", ADMIN)
        yield opened


async def entries(here: House) -> list[AuditRecord]:
    async with here.database.read() as unit:
        return await unit.audit.latest(100)


def buttons(here: House) -> list[str]:
    """Data that each button of the admins' modules takes."""
    modules = {module.__name__ for module in (*ADMIN_MODULES, bans, feed_buttons, feed_lists)}
    found = []
    for handler in [one for group in here.app.handlers.values() for one in group]:
        if isinstance(handler, CallbackQueryHandler) and handler.callback.__module__ in modules:
            assert isinstance(handler.pattern, re.Pattern)
            actions = handler.pattern.pattern.partition("(?:")[2].partition(")")[0].split("|")
            tries = [f"{action}{':1' * count}" for action in actions for count in range(1, 4)]
            found += [data for data in tries if handler.pattern.match(data)]
    return found


@pytest.mark.parametrize("command", ADMIN_COMMANDS)
async def test_a_command_is_written_down(here: House, command: str) -> None:
    before = await entries(here)
    for user, is_allowed in ((READER, False), (ADMIN, True)):
        await here.say(SAID.get(command, f"/{command}"), user)
        await here.settle()
        fresh = [one for one in await entries(here) if one.actor == user and one not in before]
        assert fresh, f"/{command} of {user}"
        assert fresh[-1].allowed is is_allowed


async def test_a_button_of_the_admins_is_refused_to_others_and_that_is_written_down(here: House) -> None:
    found = buttons(here)
    assert len(found) >= 20
    for data in found:
        before = len(await entries(here))
        (told,) = await here.press(data, READER)
        assert told["show_alert"], data
        newest, *_ = fresh = await entries(here)
        assert len(fresh) == before + 1, data
        assert (newest.actor, newest.allowed) == (READER, False), data
