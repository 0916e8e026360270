"""The reader's shelf over real HTTP: saved, noted, shared, asked for from any chat, exported, and forgotten."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds that the archive of a first start may take on a busy machine, with the answer."""

AKIKO, PIERRE = 1001, 1002
SECRET = "margarete and the kuril ferry"


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, AKIKO)


@pytest.fixture
def pierre(chat: SandboxClient) -> Person:
    return Person(chat, PIERRE)


def _link(text: str) -> str:
    return text.rsplit("?start=", 1)[1].split()[0]


async def test_an_article_is_kept_noted_and_shared(bot: BotProcess, akiko: Person, pierre: Person) -> None:
    listing = await akiko.ask("/latest", timeout=PATIENCE)
    number = int(labels(listing)[0])
    card = await akiko.ask(f"/summary {number}")
    assert {"Save", "Share"} <= set(labels(card))
    answer, _ = await akiko.press(card, "Save")
    assert answer["text"] == "Saved. /saved shows all."
    assert "Noted to" in (await akiko.ask("/note for Tuesday", reply_to=card["message_id"]))["text"]
    shown = await akiko.ask("/saved")
    assert "for Tuesday" in shown["text"]

    link = _link((await akiko.ask(f"/share {number}"))["text"])
    opened = await pierre.ask(f"/start {link}")
    assert opened["text"] == card["text"]
    assert "This link is damaged" in (await pierre.ask(f"/start {link[:-2]}zz"))["text"]

    await akiko.ask("/follow kuril islands")
    link = _link((await akiko.ask("/share kuril islands"))["text"])
    offered = await pierre.ask(f"/start {link}")
    await pierre.press(offered, "Follow it")
    await pierre.hears("Kuril Islands", PATIENCE)
    assert "Kuril Islands" in (await pierre.ask("/topics"))["text"]

    _, left = await akiko.press(shown, f"Remove {number}")
    assert "saved nothing yet" in left["text"]
    top = await akiko.ask("/top")
    assert "The largest stories of the last 3 days" in top["text"]
    assert "2 outlets · 6 articles" in top["text"]


async def test_cards_are_asked_for_from_any_chat(bot: BotProcess, akiko: Person) -> None:
    await akiko.ask("/latest", timeout=PATIENCE)
    newest = await akiko.client.inline(AKIKO, "")
    assert 0 < len(newest["results"]) <= 50
    first = newest["results"][0]
    one = await akiko.client.inline(AKIKO, first["id"])
    assert [card["title"] for card in one["results"]] == [first["title"]]
    assert "t.me/communique_sandbox_bot?start=a" in first["reply_markup"]["inline_keyboard"][0][0]["url"]
    bad = await akiko.client.inline(AKIKO, "(")
    assert bad["answered"]
    assert bad["results"] == []
    assert "In any chat" in (await akiko.ask(f"/start {bad['button']['start_parameter']}"))["text"]
    rest = await akiko.client.inline(AKIKO, "", newest["next_offset"] or "1")
    assert not {card["id"] for card in rest["results"]} & {card["id"] for card in newest["results"]}


async def test_everything_is_given_and_then_forgotten(
    bot: BotProcess, akiko: Person, sandbox: Sandbox, tmp_path: Path
) -> None:
    listing = await akiko.ask("/latest", timeout=PATIENCE)
    number = int(labels(listing)[0])
    await akiko.ask(f"/note {number} {SECRET}")
    await akiko.ask(f"/follow {SECRET}")
    await akiko.ask("/search")
    await akiko.client.send(AKIKO, "/export")
    file = await _file(akiko, "communique-export.json")
    document = json.loads(await _content(sandbox, file))
    table = await _content(sandbox, await _file(akiko, "communique-follows.csv"))
    assert SECRET in table.decode("utf-8-sig")
    assert document["saved"][0]["note"] == SECRET
    assert document["follows"][0]["topic"] == SECRET

    question = await akiko.ask("/forgetme")
    answer, done = await akiko.press(question, "Erase everything")
    assert answer["text"] == "Everything is erased."
    assert labels(done) == []
    await bot.stop()
    data = tmp_path / "data"
    left = b"".join(path.read_bytes() for path in data.glob("communique.db*"))
    assert SECRET.encode() not in left
    assert _chats(data / "communique.db") == []


async def _file(person: Person, name: str) -> str:
    """The id of the file of that name that the bot sent."""
    message = await person.client.wait_for(
        person.chat_id, lambda one: one.get("document", {}).get("file_name") == name, PATIENCE
    )
    return str(message["document"]["file_id"])


async def _content(sandbox: Sandbox, file_id: str) -> bytes:
    address = f"{sandbox.url}/sandbox/files/{file_id}"
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        return await response.read()


def _chats(path: Path) -> list[tuple[int]]:
    connection = sqlite3.connect(path)
    try:
        return [
            row
            for query in ("SELECT chat_id FROM readers", "SELECT asker FROM questions", "SELECT chat FROM updates")
            for row in connection.execute(query)
        ]
    finally:
        connection.close()
