"""Charts over real HTTP: a picture that the server takes, with its caption, drawn by the worker of the running bot."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

ARTICLES = [
    {
        "title": f"Japan and Russia open talks on fishing, {place}",
        "text": "Officials of Japan and Russia held talks on fishing quotas on Tuesday in a port. The talks cover "
        f"waters near the islands. They go on for three days, and the delegation from {place} takes part.",
        "published": datetime.now(UTC).isoformat(),
    }
    for place in ("Nemuro", "Wakkanai")
]
PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, 1001)


@pytest.fixture
def admin(chat: SandboxClient) -> Person:
    return Person(chat, 1003)


async def test_a_conversation_in_pictures(bot: BotProcess, akiko: Person, admin: Person) -> None:
    rows = "\n".join(map(json.dumps, ARTICLES))
    await admin.upload("talks.jsonl", rows.encode(), "/load", timeout=PATIENCE)
    await admin.hears("2 loaded", timeout=PATIENCE)

    trend = await akiko.ask("/trend japan ~ russia week", timeout=PATIENCE)
    assert (trend["photo"][0]["width"], trend["reply_to_message"]["text"]) == (1080, "/trend japan ~ russia week")
    assert "Japan and Russia in the same sentence" in trend["caption"]
    assert len(labels(trend)) >= 1

    compared = await akiko.ask("/compare japan, chile, 中国 year dark", timeout=PATIENCE)
    assert compared["photo"][0]["width"] == 1080
    assert [row[:2] for row in compared["caption"].split("\n")[3:6]] == ["1.", "2.", "3."]

    ties = await akiko.ask("/ties Japon", timeout=PATIENCE)
    assert ties["photo"][0]["width"] == 1080
    assert "Russia" in ties["caption"]
    assert "negotiations" in ties["caption"]

    asked = await akiko.ask("/trend")
    assert "/cancel" in asked["text"]
    assert "photo" in await akiko.ask("russia", timeout=PATIENCE)


@pytest.mark.parametrize("command", ["trend", "compare", "ties"])
async def test_bad_input_gets_a_sentence_and_no_picture(bot: BotProcess, akiko: Person, command: str) -> None:
    for words in ("zxcvb", "((", "x" * (4095 - len(command)), "zxcvb since 31 February"):
        answer = await akiko.ask(f"/{command} {words}", timeout=PATIENCE)
        assert "photo" not in answer
        assert 10 < len(answer["text"]) < 1000
