"""The readers' guide, lived on the chat page in two languages; its pictures are taken on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sources.draft import Draft
from bot.texts.catalogue import translator
from bot.texts.html import bare
from tests.acceptance.bot_process import running
from tests.acceptance.guide import PATIENCE, TALL, Guide, pictured
from tests.acceptance.seeded import add, copied
from tests.fixtures.browser import browsing

pytestmark = [pytest.mark.slow, pytest.mark.chromium]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a person of the chat page, with the language, the country, the topic and the hours that they name."""

    name: str
    language: str
    country: str
    topic: str
    hours: str


READERS = (
    Reader("Akiko Sato", "en", "Japan", "kuril islands", "weekdays 07:30"),
    Reader("Pierre Martin", "fr", "Japon", "îles kouriles", "jours ouvrables 7h30"),
)


TALKS = [
    Draft(
        title=f"Japan and {other} hold talks on fisheries",
        text=f"Envoys of Japan and {other} met in {town} for talks on fisheries. They agreed on the catch of {fish}. "
        f"The talks on {fish} go on in {town} for three days.",
        outlet=outlet,
        published=datetime.now(UTC) - timedelta(days=days),
        language="en",
    )
    for days, other, town, fish, outlet in (
        (24, "Chile", "Nagoya", "salmon", "The Coast Gazette"),
        (17, "Norway", "Bergen", "mackerel", "Harbour News"),
        (16, "Norway", "Bergen", "herring", "The Coast Gazette"),
        (16, "Norway", "Bergen", "cod", "Fjord Post"),
        (9, "Iceland", "Osaka", "capelin", "Harbour News"),
        (3, "Canada", "Halifax", "lobster", "The Coast Gazette"),
        (2, "Canada", "Halifax", "crab", "Fjord Post"),
    )
]


@asynccontextmanager
async def guided(reader: Reader, archive: Path, folder: Path) -> AsyncIterator[Guide]:
    """The reader's chat with a bot that has its seed articles."""
    data = copied(archive, folder / "data")
    # The articles of the first start have no dates, without which they stand in no chart.
    await add(data, TALKS)
    async with running(data, sandbox_port="0") as bot, browsing(bot.page, TALL) as view:
        await view.get_by_role("button", name=reader.name).click()
        await view.get_by_role("button", name="Start").click()
        await expect(view.locator(".line.in").first).to_be_visible(timeout=PATIENCE)
        guide = Guide(view, folder, f"readers/{reader.language}")
        await guide.begin()
        yield guide


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.language)
async def test_what_readers_do_as_the_guide_shows_it(reader: Reader, archive: Path, tmp_path: Path) -> None:
    heading = bare(translator(reader.language)("settings.head"))
    async with guided(reader, archive, tmp_path) as guide:
        await guide.say(f"/summary {reader.topic}", "Kuril")
        await guide.keep("summary")
        await guide.say(f"/follow {reader.topic}", reader.topic)
        await guide.say("/topics", reader.topic)
        await guide.keep("topics")
        await guide.say(f"/digest {reader.hours}", "07:30")
        await guide.keep("digest")
        await guide.say(f"/brief {reader.topic} 4", "Kuril")
        await guide.keep("brief")
        await guide.say(f"/timeline {reader.topic}", "1993")
        await guide.keep("timeline")
        await guide.say(f"/said {reader.country}", "Newspapers.Ru")
        await guide.keep("said")
        await guide.say(f"/trend {reader.country}", reader.country)
        await guide.keep("trend")
        await guide.say("/settings", heading)
        await guide.keep("settings")
        assert set(guide.taken) == pictured("readers.md", guide.shelf)
