"""An article, its republication, another report and its correction, through the real program."""

from __future__ import annotations

import json
import re

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient
from tests.integration.test_stories_service import CORRECTED, FERRY, LINK, RETOLD

pytestmark = pytest.mark.slow


def line(title: str, text: str, outlet: str, link: str) -> bytes:
    return json.dumps({"title": title, "text": text, "outlet": outlet, "url": link, "language": "en"}).encode()


async def test_a_story_from_its_first_report_to_its_correction(bot: BotProcess, chat: SandboxClient) -> None:
    reader, admin = Person(chat, 1001), Person(chat, 1003)
    await reader.ask("/follow ferry")
    report = await admin.upload("1.jsonl", line("Ferry sinks", FERRY, "Wire", LINK), "/load")
    assert "a digest goes to 1 reader" in report["text"]
    await reader.hears("New on “ferry”")

    copy = line("A ferry is lost", f"{FERRY} Our readers may write to us.", "Herald", "https://herald.example/1")
    report = await admin.upload("2.jsonl", copy, "/load")
    assert "a republication of article" in report["text"]
    assert "by Wire; nobody is alerted again" in report["text"]

    await admin.upload("3.jsonl", line("Norway mourns", RETOLD, "Post", "https://post.example/1"), "/load")
    card = await reader.hears("Also reported by Herald and Wire")
    assert "Differences" in labels(card)
    await reader.press(card, "Differences")
    assert "15 sailors drowned" in (await reader.hears("What figures differ"))["text"]

    report = await admin.upload("4.jsonl", line("Ferry sinks", CORRECTED, "Wire", LINK), "/load")
    assert "1 reader is told what changed" in report["text"]
    told = await reader.hears("Corrected: Ferry sinks")
    assert "Was: At least 12 sailors" in told["text"]
    assert "Is: At least 15 sailors" in told["text"]
    report = await admin.upload("5.jsonl", line("Ferry sinks", CORRECTED, "Wire", LINK), "/load")
    assert "in the archive already" in report["text"]
    assert "+2 of the same story" in (await reader.ask("/latest"))["text"]
    messages = [one.get("text", "") for one in await chat.messages(1001)]
    assert sum("New on “ferry”" in one for one in messages) == 2
    assert sum("Corrected: Ferry sinks" in one for one in messages) == 1
    assert "corrected" in (await reader.ask("/summary ferry"))["text"]


TITLE = "Storm sinks ferry, fifteen dead"


async def test_another_title_is_told_and_what_was_deleted_is_compared_with_nothing(
    bot: BotProcess, chat: SandboxClient
) -> None:
    reader, admin = Person(chat, 1001), Person(chat, 1003)
    await reader.ask("/follow ferry")
    report = await admin.upload("1.jsonl", line("Ferry sinks", FERRY, "Wire", LINK), "/load")
    assert "a digest goes to 1 reader" in report["text"]
    await reader.hears("New on “ferry”")
    report = await admin.upload("2.jsonl", line(TITLE, FERRY, "Wire", LINK), "/load")
    assert "1 reader is told what changed" in report["text"]
    told = await reader.hears(f"Corrected: {TITLE}")
    assert f"Was: Ferry sinks\nIs: {TITLE}" in told["text"]

    [first, second] = map(int, re.findall(r"article (\d+)", report["text"])[:2])
    for number in (first, second):
        assert f"{number}" in (await admin.ask(f"/delete {number}"))["text"]
    copy = line("A ferry is lost", f"{FERRY} Our readers may write to us.", "Herald", "https://herald.example/1")
    report = await admin.upload("3.jsonl", copy, "/load")
    assert "republication" not in report["text"]
    assert "a digest goes to 1 reader" in report["text"]


async def test_a_card_names_the_outlets_and_sets_figures_side_by_side(bot: BotProcess, chat: SandboxClient) -> None:
    admin = Person(chat, 1003)
    await admin.upload("1.jsonl", line("Ferry sinks", FERRY, "Wire", LINK), "/load")
    alone = await admin.ask("/summary ferry")
    assert "Also reported by" not in alone["text"]
    assert "Differences" not in labels(alone)
    await admin.upload("2.jsonl", line("Norway mourns", RETOLD, "Post", "https://post.example/1"), "/load")
    card = await admin.ask("/summary norway mourns")
    assert "Also reported by Wire" in card["text"]
    await admin.press(card, "Differences")
    found = (await admin.hears("What figures differ"))["text"]
    said = next(one for one in RETOLD.split(". ") if "15 sailors" in one)
    assert "Wire: At least 12 sailors drowned when the ferry went down near Bergen." in found
    assert f"Post: {said}" in found
