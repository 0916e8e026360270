"""Votes and statistics over real HTTP: what readers say of an article, and what an admin sees of it."""

from __future__ import annotations

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""

ARTICLE = """Japan and Russia open talks on fishing

Officials of Japan and Russia held talks on fishing quotas on Tuesday in a port. The talks cover waters near islands. \
They go on for three days, and a delegation from Nemuro takes part."""


async def test_a_vote_is_cast_changed_and_counted(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    followed = await akiko.ask("/follow japan ~ russia", timeout=PATIENCE)
    await admin.ask(f"/load {ARTICLE}", timeout=PATIENCE)
    alert = await akiko.hears("fishing quotas", PATIENCE)
    assert alert["message_id"] > followed["message_id"]
    assert {"Useful", "Not useful"} <= set(labels(alert))
    said = [(await akiko.press(alert, label))[0]["text"] for label in ("Not useful", "Useful", "✓ Useful")]
    assert said[0].startswith("Noted as not useful.")
    assert said[1].startswith("Changed")
    assert "already" in said[2]

    figures = await admin.ask("/stats", timeout=PATIENCE)
    assert "Useful: 1 of 1 votes" in figures["text"]
    assert "1 sent" in figures["text"]
    assert "1001" not in figures["text"]
    picture = await admin.next_after(figures["message_id"], PATIENCE)
    assert picture["photo"][0]["width"] == 1080
    _, changed = await admin.press(figures, "7 days")
    assert changed["text"].startswith("Statistics: 7 days")
    assert labels(changed) == ["24 hours", "• 7 days", "30 days"]

    assert "/stats" in (await akiko.ask("/stats"))["text"]
    assert "photo" not in (await akiko.ask("/help"))
