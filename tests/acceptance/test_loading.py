"""Loading many articles through the real program: an archive of mixed files, a page, an edit and an undo."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import ADMIN, running
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person, labels
from tests.acceptance.seeded import copied
from tests.fixtures.sandbox_client import SandboxClient
from tests.fixtures.site import answer_of
from tests.fixtures.site import running as serving

pytestmark = pytest.mark.slow

READER = 1001
PAGE = (
    "<html><head><title>Oslo talks end</title></head><body><nav>Home About</nav><article>"
    + "".join(f"<p>Envoys met in Oslo for round {number}. They spoke of herring quotas.</p>" for number in range(9))
    + "</article></body></html>"
).encode()


def mixed() -> bytes:
    """A ZIP with a text, two lines of JSON, a page, and something that is none of these."""
    into = io.BytesIO()
    rows = [{"title": f"Round {n}", "text": f"Envoys met for round {n}. They agreed on {n} points."} for n in (1, 2)]
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("a.txt", "Walrus talks\n\nEnvoys counted walruses in Oslo. They will count again.")
        archive.writestr("b.jsonl", "\n".join(map(json.dumps, rows)))
        archive.writestr("c.html", PAGE)
        archive.writestr("d.bin", b"\x00\x01\x02" * 50)
    return into.getvalue()


async def test_an_archive_and_a_page_are_loaded_put_right_and_taken_back(
    sandbox: Sandbox, chat: SandboxClient, archive: Path, tmp_path: Path
) -> None:
    answers = {"/talks": answer_of(200, PAGE, Content_Type="text/html"), "/robots.txt": answer_of(404)}
    async with serving(answers) as site:
        settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url}
        async with running(copied(archive, tmp_path / "data"), fetch_private=f"{site.host}:{site.port}", **settings):
            admin, reader = Person(chat, ADMIN), Person(chat, READER)
            sent = await chat.upload(ADMIN, "all.zip", mixed(), "/load")
            report = await admin.hears("dealt with", 60)
            assert report["message_id"] > sent["message_id"]
            assert "5 dealt with: 4 loaded · 0 known already · 1 refused" in report["text"]
            assert "all.zip/d.bin: I cannot read" in report["text"]

            await admin.ask(f"/load {site.url('/talks')}")
            assert "in the archive already" in (await admin.hears("in the archive already", 30))["text"]
            await admin.ask("/load http://169.254.169.254/latest")
            assert await admin.hears("169.254.169.254", 30)

            walrus = (await reader.ask("/search walruses"))["text"]
            number = next(word for word in walrus.split() if word.isdigit())
            card = await admin.ask(f"/article {number}")
            await admin.press(card, "Edit title")
            await admin.hears("What is the title")
            assert "Seal talks" in (await admin.ask("Seal talks"))["text"]
            assert "Seal talks" in (await reader.ask(f"/summary {number}"))["text"]
            _, gone = await admin.press(card, "Delete")
            assert labels(gone) == ["Undo: bring it back"]
            assert "There is no article" in (await reader.ask(f"/summary {number}"))["text"]
            _, back = await admin.press(gone, "Undo: bring it back")
            assert "is back" in back["text"]
            assert "Seal talks" in (await reader.ask(f"/summary {number}"))["text"]
            assert "deleted article" in (await admin.ask("/audit"))["text"]
