"""Hours over real HTTP: what arrives waits for them, and comes when they are changed."""

from __future__ import annotations

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

ARTICLE = """Envoys sign a fisheries accord near the Kuril Islands

Officials from both coasts signed an accord on fishing quotas on Tuesday. The accord covers waters near the Kuril \
Islands for three years. Boats from either side may land their catch in two ports."""

PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, 1001)


@pytest.fixture
def admin(chat: SandboxClient) -> Person:
    return Person(chat, 1003)


async def test_a_conversation_about_hours(bot: BotProcess, akiko: Person, admin: Person) -> None:
    await akiko.ask("/follow kuril islands", timeout=PATIENCE)
    assert "Tokyo (Asia/Tokyo, UTC+09:00)" in (await akiko.ask("/digest zone Токио"))["text"]
    weekly = await akiko.ask("/digest weekly monday half past seven")
    assert "every week on Monday at 07:30" in weekly["text"]
    assert "Next digest: Mon" in weekly["text"]

    await admin.ask(f"/load {ARTICLE}")
    settings = await akiko.ask("/settings")
    assert "every week on Monday at 07:30" in settings["text"]
    _, page = await akiko.press(settings, "Digests")
    assert "✓ Weekly …" in labels(page)
    assert not any("fisheries accord" in one.get("text", "") for one in await akiko.client.messages(1001))

    _, changed = await akiko.press(page, "At once")
    assert "at once, as it arrives" in changed["text"]
    assert "kuril islands" in (await akiko.hears("fisheries accord", PATIENCE))["text"].lower()
