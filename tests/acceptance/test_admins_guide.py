"""The admins' guide, lived on the chat page in a real Chromium; its pictures are taken on the way.

With COMMUNIQUE_PICTURES set they go into the documentation, else among the test's files.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sources.opml import Subscription, write_opml
from tests.acceptance.bot_process import running
from tests.acceptance.conversation import Person
from tests.acceptance.guide import PATIENCE, TALL, Guide, pictured
from tests.acceptance.seeded import copied
from tests.fixtures import newspapers, papers
from tests.fixtures.browser import browsing
from tests.fixtures.sandbox_client import SandboxClient
from tests.fixtures.site import Site, answer_of
from tests.fixtures.site import running as serving
from tests.fixtures.web import Item, page, rss

pytestmark = [pytest.mark.slow, pytest.mark.chromium]

READERS = (1001, 1002)


@asynccontextmanager
async def guided(archive: Path, folder: Path) -> AsyncIterator[tuple[Guide, Site]]:
    """The admin's chat with a bot that has its seed articles, and a site that it may fetch a page and feeds from."""
    answers = {"/robots.txt": answer_of(404), "/talks": answer_of(200, newspapers.PAGE, Content_Type="text/html")}
    async with serving(answers) as site:
        site.answers["/"] = answer_of(200, page(site.url("/rss.xml")), Content_Type="text/html")
        now = datetime.now(UTC)
        items = [Item(title, text, published=now - timedelta(hours=3)) for title, text in newspapers.ENTRIES]
        site.answers["/rss.xml"] = answer_of(200, rss(*items, title="Harbour Gazette"))
        settings = {"sandbox_port": "0", "fetch_private": f"{site.host}:{site.port}"}
        async with running(copied(archive, folder / "data"), **settings) as bot, browsing(bot.page, TALL) as view:
            await view.get_by_role("button", name="Nadia Rahman").click()
            await view.get_by_role("button", name="Start").click()
            await expect(view.locator(".line.in").first).to_contain_text("word for word", timeout=PATIENCE)
            guide = Guide(view, folder, "admins")
            await guide.begin()
            yield guide, site


async def test_articles_as_the_guide_shows_them(archive: Path, tmp_path: Path) -> None:
    async with guided(archive, tmp_path) as (guide, site):
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
        assert set(guide.taken) <= pictured("admins.md", guide.shelf)


async def test_feeds_and_the_office_as_the_guide_shows_them(archive: Path, tmp_path: Path) -> None:
    async with guided(archive, tmp_path) as (guide, site):
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
        await office(guide)
        assert set(guide.taken) <= pictured("admins.md", guide.shelf)


async def office(guide: Guide) -> None:
    """Roles, a ban, and a message to all."""
    async with SandboxClient(guide.view.url) as chat:
        for reader in READERS:
            await Person(chat, reader).ask("/start")
    await guide.say("/role 1001 editor", "1001 is an editor now")
    await guide.say("/roles", "Who may do what")
    await guide.keep("roles")
    await guide.say("/ban 1002 sends advertisements", "1002 is banned")
    await guide.say("/bans", "1 ban")
    await guide.keep("bans")
    await guide.say("/unban 1002", "1002 is not banned any more")
    await guide.begin()
    await guide.say("/broadcast The archive is closed on Monday from 06:00 to 08:00 UTC.", "closed on Monday")
    question = guide.view.locator(".line.in").last
    await expect(question).to_contain_text("Shall I send it to 3 readers?", timeout=PATIENCE)
    await guide.keep("broadcast")
    # It goes to the owner too, and stands below then.
    number = await question.get_attribute("data-id")
    await question.get_by_role("button", name="Send it", exact=True).click()
    report = guide.view.locator(f'.line[data-id="{number}"]')
    await expect(report).to_contain_text("The message was sent.", timeout=PATIENCE)
