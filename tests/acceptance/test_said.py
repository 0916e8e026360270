"""Quotations over real HTTP: a name that is asked for, its quotation in its place, a choice, and a refusal."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""

REPORTS = [
    (
        "Salmon treaty near",
        "Norwegian Foreign Minister Kari Dahl came to Geneva on Tuesday. “We will sign the salmon treaty before "
        "summer,” Dahl said. Chile’s foreign ministry said the text was ready.",
        "Wire",
        "2026-03-10T09:00:00Z",
    ),
    (
        "Oslo hears of salmon",
        "Oslo heard much of salmon this week. “We will sign the salmon treaty before summer,” Kari Dahl said. "
        "The singer Per Dahl came to listen. “Song is a sail,” Per Dahl said.",
        "Post",
        "2026-03-11T09:00:00Z",
    ),
]


async def test_who_said_what(bot: BotProcess, chat: SandboxClient) -> None:
    admin, akiko = Person(chat, 1003), Person(chat, 1001)
    lines = [
        json.dumps({"title": title, "text": text, "outlet": outlet, "published": published, "language": "en"})
        for title, text, outlet, published in REPORTS
    ]
    assert await admin.upload("reports.jsonl", "\n".join(lines).encode(), "/load", timeout=PATIENCE)
    await admin.hears("2 loaded", PATIENCE)

    asked = await akiko.ask("/said", timeout=PATIENCE)
    assert "/cancel" in asked["text"]
    chile = await akiko.ask("Chile about salmon", timeout=PATIENCE)
    assert "the text was ready" in chile["text"]
    await akiko.press(chile, "1")
    opened = await akiko.next_after(chile["message_id"])
    assert "Chile’s foreign ministry said the text was ready." in opened["text"]

    which = await akiko.ask("/said Dahl", timeout=PATIENCE)
    rows = [row.partition(" ")[2].partition(":")[0] for row in which["text"].splitlines()[1:]]
    assert sorted(rows) == ["Kari Dahl", "Per Dahl"]
    await akiko.press(which, str(rows.index("Kari Dahl") + 1))
    norway = await akiko.ask("/said Norway", timeout=PATIENCE)
    assert "Wire · also in Post" in norway["text"]
    assert "sail" not in norway["text"]

    nobody = await akiko.ask("/said zxcvb", timeout=PATIENCE)
    assert "no quotation of “zxcvb”" in nobody["text"]
