"""Roles in the chat: who may do what, at each command and button, and what is written down of it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator

import pytest

from bot.handlers.menu import ADMIN_COMMANDS
from bot.services.roles import Role, needed
from bot.telegram.desk_keyboards import DeskPress
from bot.telegram.feed_keyboards import FeedPress
from tests.fixtures.house import ADMIN, GROUP, House, house

EDITOR, OBSERVER, READER = 21, 22, 2
TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        await opened.say(f"/role {EDITOR} editor", ADMIN)
        await opened.say(f"/role {OBSERVER} observer", ADMIN)
        yield opened


async def said(here: House, text: str, user: int, chat: int | None = None) -> str:
    return "\n".join(one.get("text", "") for one in await here.say(text, user, chat))


async def deeds(here: House, limit: int = 9) -> list[tuple[int, str, str, bool]]:
    async with here.database.read() as unit:
        return [(one.actor, one.action, one.detail, one.allowed) for one in await unit.audit.latest(limit)]


async def test_an_editor_loads_and_deletes_and_is_no_owner(here: House) -> None:
    assert "Loaded as article" in await said(here, f"/load {TEXT}", EDITOR)
    assert "Deleted" in await said(here, "/delete 1001", EDITOR) or "deleted" in await said(
        here, "/delete 1001", EDITOR
    )
    for command in ("/role 5 editor", "/roles", "/ban 5", "/unban 5", "/bans"):
        assert "Only owners" in await said(here, command, EDITOR), command
    assert (await deeds(here, 1))[0] == (EDITOR, "reader.bans", "", False)


async def test_an_observer_reads_and_changes_nothing(here: House) -> None:
    await here.say(f"/load {TEXT}", ADMIN)
    assert "Geneva" in await said(here, "/article 1001", OBSERVER)
    assert "no feed" in (await said(here, "/feed list", OBSERVER)).lower()
    assert "made somebody" in await said(here, "/audit", OBSERVER) or "role" in await said(here, "/audit", OBSERVER)
    for command in (f"/load {TEXT}", "/delete 1001", "/feed add example.org", "/feed pause 1", "/feeds import"):
        assert "Only editors and owners" in await said(here, command, OBSERVER), command
    for data in (DeskPress("del", 1001).data(), DeskPress("eti", 1001).data(), FeedPress("fpau", 1, 0).data()):
        assert "Only editors and owners" in (await here.press(data, OBSERVER))[0]["text"], data
    async with here.database.read() as unit:
        article = await unit.articles.get(1001)
    assert article is not None
    assert article.deleted is None


async def test_a_reader_is_refused_as_before(here: House) -> None:
    for command in ("/audit", "/article 1001", "/role 2 editor", "/bans"):
        assert "Only admins" in await said(here, command, READER) or "Only owners" in await said(here, command, READER)
    assert all(not allowed for actor, _, _, allowed in await deeds(here, 8) if actor == READER)


async def test_a_role_that_is_taken_is_taken_at_once_for_questions_too(here: House) -> None:
    await here.say("/load", EDITOR)
    await here.say(f"/role {EDITOR} none", ADMIN)
    assert "Only" in await said(here, TEXT, EDITOR)
    assert "no article" in await said(here, "/article 1001", ADMIN)


async def test_owners_are_made_by_the_settings_alone(here: House) -> None:
    assert "COMMUNIQUE_ADMINS" in await said(here, f"/role {ADMIN} observer", ADMIN)
    assert "is no role" in await said(here, "/role 5 owner", ADMIN)
    assert "Only owners" in await said(here, f"/role {EDITOR} owner", EDITOR)


@pytest.mark.parametrize(
    "command", ["/role", "/role editor", "/role nobody editor", "/role -100 editor", "/role 0 editor"]
)
async def test_it_is_said_that_nobody_is_named(here: House, command: str) -> None:
    assert "who is meant" in await said(here, command, ADMIN)


async def test_a_role_by_a_reply_and_the_list_of_all(here: House) -> None:
    message = here.message(77, GROUP, text="hello")
    answers = await here.say("/role observer", ADMIN, GROUP, reply_to_message=message)
    assert "77 is an observer" in answers[0]["text"]
    shown = await said(here, "/roles", ADMIN)
    for row in (f"{ADMIN}</code>: owner", f"{EDITOR}</code>: editor", "77</code>: observer"):
        assert row in shown
    assert "Nothing has changed" in await said(here, "/role 77 observer", ADMIN)


async def test_the_menu_follows_the_role(here: House) -> None:
    def menu(user: int) -> set[str]:
        """The last one that was set in the person's own chat."""
        found = [given for name, given in here.api.calls if name == "setMyCommands"]
        mine = [given["commands"] for given in found if re.search(rf'"chat_id": {user}\b', json.dumps(given["scope"]))]
        return {one["command"] for one in mine[-1]} if mine else set()

    await here.say("/start", ADMIN)
    await here.say("/start", READER)
    assert {"audit", "article"} <= menu(OBSERVER)
    assert not {"load", "ban"} & menu(OBSERVER)
    assert "load" in menu(EDITOR)
    assert "ban" not in menu(EDITOR)
    assert set(ADMIN_COMMANDS) <= menu(ADMIN)
    assert menu(READER) == set()
    await here.say(f"/role {EDITOR} none", ADMIN)
    assert "summary" in menu(EDITOR)
    assert not set(ADMIN_COMMANDS) & menu(EDITOR)


async def test_help_is_for_the_role(here: House) -> None:
    assert "/load" not in await said(here, "/help", OBSERVER)
    assert "/audit" in await said(here, "/help", OBSERVER)
    assert "/ban" not in await said(here, "/help", EDITOR)
    assert "/ban" in await said(here, "/help", ADMIN)


async def test_who_is_forgotten_has_no_role(here: House) -> None:
    await here.say("/start", EDITOR)
    await here.press("fgt:yes", EDITOR)
    assert "Only admins" in await said(here, f"/load {TEXT}", EDITOR)


def test_what_is_not_known_is_for_owners() -> None:
    assert needed("something.new") is Role.OWNER
    assert needed("article.show") is needed("log.read") is needed("stats.read") is Role.OBSERVER
    assert needed("article.load") is needed("feed.remove") is Role.EDITOR
