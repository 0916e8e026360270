"""Briefs and timelines over real HTTP: pages, a sentence in its place, a picture, and what is refused in words."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""

REPORTS = [
    (
        "Ferry sinks off Norway",
        "A ferry sank off Norway on Tuesday after it had struck a rock. At least 12 sailors drowned when the ferry "
        "went down, the coast guard said. Norway opened an inquiry in Bergen on 11 March 2026.",
        "Wire",
        "2026-03-11T09:00:00Z",
    ),
    (
        "Norway mourns a ferry",
        "Norway mourns the ferry that went down in the storm this week. At least 15 sailors drowned when the ferry "
        "went down, the coast guard said. The owner closed its offices in Bergen.",
        "Post",
        "2026-03-12T09:00:00Z",
    ),
]


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, 1001)


@pytest.fixture
async def loaded(bot: BotProcess, chat: SandboxClient) -> Person:
    admin = Person(chat, 1003)
    lines = [
        json.dumps({"title": title, "text": text, "outlet": outlet, "published": published, "language": "en"})
        for title, text, outlet, published in REPORTS
    ]
    report = await admin.upload("reports.jsonl", "\n".join(lines).encode(), "/load", timeout=PATIENCE)
    assert report
    await admin.hears("2 loaded", PATIENCE)
    return admin


async def test_a_brief_and_the_place_of_its_sentences(loaded: Person, akiko: Person) -> None:
    brief = await akiko.ask("/brief ferry norway 20", timeout=PATIENCE)
    assert "Brief: ferry norway" in brief["text"]
    assert "Other figures:" in brief["text"]
    assert "Wire · Mar 11, 2026" in brief["text"]
    await akiko.press(brief, "1")
    opened = await akiko.next_after(brief["message_id"])
    assert opened["reply_to_message"]["message_id"] == brief["message_id"]
    assert "Follow" in labels(opened)


async def test_a_timeline_in_words_and_as_a_picture(loaded: Person, akiko: Person) -> None:
    asked = await akiko.ask("/timeline", timeout=PATIENCE)
    assert "/cancel" in asked["text"]
    timeline = await akiko.ask("ferry norway", timeout=PATIENCE)
    places = [timeline["text"].index(part) for part in ("Tuesday, March 10, 2026", "Wednesday, March 11, 2026")]
    assert places == sorted(places)
    await akiko.press(timeline, "As a picture")
    picture = await akiko.next_after(timeline["message_id"], PATIENCE)
    assert picture["photo"][0]["width"] == 1080
    assert "Timeline: ferry norway" in picture["caption"]


@pytest.mark.parametrize("command", ["brief", "timeline"])
async def test_bad_input_gets_a_sentence(bot: BotProcess, akiko: Person, command: str) -> None:
    for words, answer in (
        ("zxcvb", "no article about"),
        ("((", "at least one word"),
        ("norway since 31 February", "no day “31 February”"),
        ("norway since 1 May 9999", "still to come"),
        ("x" * (4095 - len(command)), "too much to look for"),
    ):
        said = await akiko.ask(f"/{command} {words}"[:4096], timeout=PATIENCE)
        assert answer in said["text"], words


async def test_a_deleted_article_leaves_the_brief_and_its_reference(loaded: Person, akiko: Person) -> None:
    brief = await akiko.ask("/brief ferry norway 1", timeout=PATIENCE)
    data = brief["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    number = data.split(":")[1]
    sure = await loaded.ask(f"/delete {number}", timeout=PATIENCE)
    assert number in sure["text"]
    answer, _ = await akiko.press(brief, "1")
    if "Delete" in labels(sure):
        await loaded.press(sure, "Delete")
        answer, _ = await akiko.press(brief, "1")
    assert "was deleted" in answer["text"]
    assert "1 article" in (await akiko.ask("/brief ferry norway", timeout=PATIENCE))["text"]
