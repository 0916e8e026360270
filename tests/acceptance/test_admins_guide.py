"""The admins' guide, lived on the chat page in a real Chromium; its pictures are taken on the way.

With COMMUNIQUE_PICTURES set they go into the documentation, else among the test's files.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import FilePayload, FloatRect, Locator, Page, ViewportSize, expect

from bot.sources.opml import Subscription, write_opml
from tests.acceptance.bot_process import running
from tests.acceptance.test_page_story import picture
from tests.fixtures import newspapers, papers
from tests.fixtures.browser import browsing
from tests.fixtures.site import Site, answer_of
from tests.fixtures.site import running as serving
from tests.fixtures.web import Item, page, rss

pytestmark = [pytest.mark.slow, pytest.mark.chromium]

TALL: ViewportSize = {"width": 560, "height": 1700}
"""One column, and high enough that what a picture shows is in sight."""

BIGGEST = 100_000
"""Bytes of a picture in the documentation."""

COLOURS = 64
"""In a picture: enough for letters with smooth edges, at a third of the size."""

PATIENCE = 30_000
"""Milliseconds that an answer may take on a busy machine."""


@dataclass
class Guide:
    """The admin's chat on the page, and where its pictures go."""

    view: Page
    folder: Path
    begun: int = 0

    async def begin(self) -> None:
        """What comes now belongs to the next picture."""
        self.begun = await self.view.locator(".line").count()

    async def say(self, text: str, heard: str | re.Pattern[str]) -> Locator:
        """Type and send; gives the bot's next bubble once it says what is expected."""
        answer = await self._next()
        field = self.view.get_by_label("Message", exact=True)
        await field.fill(text)
        await field.press("Enter")
        await expect(answer).to_contain_text(heard, timeout=PATIENCE)
        return answer

    async def send(self, caption: str, files: dict[str, bytes], heard: str | re.Pattern[str]) -> Locator:
        """Choose files with a caption in the field; gives the bot's next bubble once it says what is expected."""
        answer = await self._next()
        await self.view.get_by_label("Message", exact=True).fill(caption)
        await self.view.locator("#file").set_input_files(_payloads(files))
        await expect(answer).to_contain_text(heard, timeout=PATIENCE)
        return answer

    async def press(self, bubble: Locator, label: str, heard: str) -> None:
        """Press a button; the newest bubble of the bot's then says what is expected."""
        await bubble.get_by_role("button", name=label).click()
        await expect(self.view.locator(".line.in").last).to_contain_text(heard, timeout=PATIENCE)

    async def keep(self, name: str) -> None:
        """A picture of all that was said since `begin`."""
        await expect(self.view.locator(".toast")).to_have_count(0, timeout=PATIENCE)
        first = await self.view.locator(".line").nth(self.begun).bounding_box()
        last = await self.view.locator(".line").last.bounding_box()
        assert first is not None
        assert last is not None
        top = first["y"] - 3
        clip: FloatRect = {"x": 0, "y": top, "width": TALL["width"], "height": last["y"] + last["height"] + 4 - top}
        path = picture(f"admins/{name}.png", self.folder)
        path.parent.mkdir(exist_ok=True)
        with Image.open(BytesIO(await self.view.screenshot(clip=clip))) as shot:
            shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        assert 2_000 < path.stat().st_size < BIGGEST
        await self.begin()

    async def _next(self) -> Locator:
        return self.view.locator(".line.in").nth(await self.view.locator(".line.in").count())


@asynccontextmanager
async def guided(folder: Path) -> AsyncIterator[tuple[Guide, Site]]:
    """The admin's chat with a fresh bot, and a site with a page and feeds that it may fetch from."""
    answers = {"/robots.txt": answer_of(404), "/talks": answer_of(200, newspapers.PAGE, Content_Type="text/html")}
    async with serving(answers) as site:
        site.answers["/"] = answer_of(200, page(site.url("/rss.xml")), Content_Type="text/html")
        now = datetime.now(UTC)
        items = [Item(title, text, published=now - timedelta(hours=3)) for title, text in newspapers.ENTRIES]
        site.answers["/rss.xml"] = answer_of(200, rss(*items, title="Harbour Gazette"))
        settings = {"sandbox_port": "0", "fetch_private": f"{site.host}:{site.port}"}
        async with running(folder / "data", **settings) as bot, browsing(bot.page, TALL) as view:
            await view.get_by_role("button", name="Nadia Rahman").click()
            await view.get_by_role("button", name="Start").click()
            await expect(view.locator(".line.in").first).to_contain_text("word for word", timeout=PATIENCE)
            guide = Guide(view, folder)
            await guide.begin()
            yield guide, site


async def test_articles_as_the_guide_shows_them(tmp_path: Path) -> None:
    async with guided(tmp_path) as (guide, site):
        loaded = await guide.say(f"/load {newspapers.TUNIS}", "Loaded as article")
        await guide.keep("load-text")
        number = re.findall(r"article (\d+)", await loaded.inner_text())[0]

        await guide.say("/load", "Send me the article")
        await guide.send("", {"lima.pdf": papers.pdf(*newspapers.LIMA, title="Lima copper talks")}, "Lima copper talks")
        await guide.keep("load-ask")

        await guide.send("", {"hanoi.docx": papers.word(*newspapers.HANOI, title="Rice in Hanoi")}, "To load this file")
        file = guide.view.locator(".line.out").last
        await file.dblclick()
        await guide.say("/load", "Rice in Hanoi")
        await guide.keep("load-reply")

        await guide.send("/load", newspapers.folder(), "6 dealt with: 3 loaded · 1 known already · 2 refused")
        await guide.keep("load-files")

        links = f"/load {site.url('/talks')} {site.url('/nothing')}"
        await guide.say(links, "2 dealt with: 1 loaded")
        await guide.keep("load-links")

        card = await guide.say(f"/article {number}", "in the archive")
        await guide.keep("article")
        await guide.press(card, "Edit outlet", "Which outlet")
        await guide.say("Carthage Courier", "Outlet: Carthage Courier")
        await guide.keep("edit")
        gone = await guide.say(f"/delete {number}", "is deleted")
        await guide.keep("delete")
        await guide.press(gone, "Undo", "is back")
        await guide.begin()
        await guide.say("/audit", "brought back article")
        await guide.keep("audit")


async def test_feeds_as_the_guide_shows_them(tmp_path: Path) -> None:
    async with guided(tmp_path) as (guide, site):
        await guide.say(f"/feed add {site.url()}", "Added as feed 1: Harbour Gazette")
        await guide.keep("feed-add")
        answer = await guide.say("/feed check 1", re.compile("answers as it should|being polled at this moment"))
        while "being polled" in await answer.inner_text():
            await guide.begin()
            answer = await guide.say("/feed check 1", re.compile("answers as it should|being polled at this moment"))
        await guide.keep("feed-check")
        await guide.say("/feed pause 1", "is paused")
        await guide.say("/feed resume 1", "is polled again")
        await guide.keep("feed-pause")
        await guide.say("/feed whole 1 off", "fetch no pages")
        await guide.say("/feed list", "One feed")
        await guide.keep("feed-list")
        listed = write_opml([Subscription("Quay Courier", site.url("/quay.xml"))])
        await guide.send("/feeds import", {"my-feeds.opml": listed}, "1 feed added")
        await guide.say("/feeds export", "communique-feeds.opml")
        await guide.keep("feeds")
        await guide.say("/feed remove 2", "is removed")
        await guide.keep("feed-remove")


def _payloads(files: dict[str, bytes]) -> Sequence[FilePayload]:
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()]
