"""Settings and the tour over real HTTP: one message each, edited in place, and what was chosen holds."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""

TITLE = "Envoys sign a fisheries accord near the Kuril Islands"
TEXT = (
    "Officials from both coasts signed an accord on fishing quotas on Tuesday. The accord covers waters near the Kuril "
    "Islands for three years. Boats from either side may land their catch in two ports."
)


async def test_a_new_reader_is_shown_around_and_then_chooses(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    tour = await akiko.ask("/start", timeout=PATIENCE)
    assert "Step 1 of 3" in tour["text"]
    _, topics = await akiko.press(tour, "Next ›")
    suggested = labels(topics)[0]
    _, topics = await akiko.press(topics, suggested)
    assert labels(topics)[0] == f"✓ {suggested}"
    _, hours = await akiko.press(topics, "Next ›")
    _, hours = await akiko.press(hours, "Hourly")
    assert "every hour" in hours["text"]
    _, end = await akiko.press(hours, "Done")
    assert labels(end) == []
    assert suggested in (await akiko.ask("/topics"))["text"]

    row = json.dumps({"title": TITLE, "text": TEXT, "outlet": "Harbour Gazette", "language": "en"}).encode()
    assert "Loaded as article 1018" in (await admin.upload("a.jsonl", row, "/load"))["text"]
    assert TITLE in (await akiko.ask("/latest"))["text"]

    settings = await akiko.ask("/settings")
    _, page = await akiko.press(settings, "Length of summaries")
    _, page = await akiko.press(page, "1")
    assert "1 sentence" in page["text"]
    _, settings = await akiko.press(page, "« Back")
    _, page = await akiko.press(settings, "Muted outlets")
    await akiko.press(page, "Write names")
    await akiko.hears("Send me their names")
    assert "Muted outlets: Harbour Gazette" in (await akiko.ask("harbour gazette"))["text"]
    assert TITLE not in (await akiko.ask("/latest"))["text"]
    opened = await akiko.ask("/summary fisheries accord quotas ports")
    assert TITLE in opened["text"]
    assert "1 of 3 sentences" in opened["text"]
