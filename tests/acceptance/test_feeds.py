"""Feeds over real HTTP: a page's address, a quiet first poll, a digest for what comes later, many feeds at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from bot.sources.opml import Subscription, write_opml
from storage.engine import Database
from tests.acceptance.bot_process import BotProcess
from tests.acceptance.bot_process import running as running_bot
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person
from tests.acceptance.seeded import copied
from tests.fixtures.sandbox_client import SandboxClient
from tests.fixtures.site import Site, answer_of
from tests.fixtures.site import running as running_site
from tests.fixtures.web import page, rss, story

pytestmark = pytest.mark.slow

MANY = 200
PATIENCE = 60.0
"""Seconds that an answer may take on a busy machine."""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running_site() as opened:
        yield opened


@pytest.fixture
async def bot(sandbox: Sandbox, site: Site, archive: Path, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot that may fetch from the test's site, and from no other server on this machine."""
    settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url, "fetch_private": f"{site.host}:{site.port}"}
    async with running_bot(copied(archive, tmp_path / "data"), **settings) as process:
        yield process


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, 1001)


@pytest.fixture
def admin(chat: SandboxClient) -> Person:
    return Person(chat, 1003)


async def checked(admin: Person, feed: int) -> str:
    """What a check says once the poller has let go of the feed."""
    while True:
        text = str((await admin.ask(f"/feed check {feed}", timeout=PATIENCE))["text"])
        if "is being polled at this moment" not in text:
            return text


async def test_from_a_pages_address_to_a_digest(bot: BotProcess, site: Site, akiko: Person, admin: Person) -> None:
    site.answers["/"] = answer_of(200, page("/feed.xml"), Content_Type="text/html")
    site.answers["/feed.xml"] = answer_of(200, rss(story(2), story(1)), ETag='"one"')
    await akiko.ask("/follow fisheries", timeout=PATIENCE)
    added = await admin.ask(f"/feed add {site.url()}", timeout=PATIENCE)
    assert "Added as feed 1: Oslo Gazette" in added["text"]
    assert "answers as it should" in await checked(admin, 1)
    # Of rounds that are one story, the newest is shown.
    assert "Envoys meet for round 2" in (await akiko.ask("/latest"))["text"]

    site.answers["/feed.xml"] = answer_of(200, rss(story(3), story(2), story(1)), ETag='"two"')
    await admin.ask("/feed pause 1")
    assert "is polled again" in (await admin.ask("/feed resume 1"))["text"]
    digest = await akiko.hears("New on “fisheries”", PATIENCE)
    assert "Envoys meet for round 3" in digest["text"]
    assert "Oslo Gazette" in digest["text"]
    digests = [one for one in await akiko.client.messages(1001) if "New on" in one.get("text", "")]
    assert len(digests) == 1
    assert any(headers.get("if-none-match") == '"one"' for path, headers in site.requests if path == "/feed.xml")


async def test_admins_are_told_of_a_feed_that_is_gone(bot: BotProcess, site: Site, admin: Person) -> None:
    site.answers["/feed.xml"] = answer_of(200, rss(story(1)))
    await admin.ask(f"/feed add {site.url('/feed.xml')}", timeout=PATIENCE)
    await checked(admin, 1)
    site.answers["/feed.xml"] = answer_of(410)
    await admin.ask("/feed resume 1")
    notice = await admin.hears("it is gone for good", PATIENCE)
    assert notice["text"].startswith("Feed 1, Oslo Gazette, is paused")
    assert "no poll until resumed" in (await admin.ask("/feed list"))["text"]


async def test_a_server_of_this_machine_is_not_fetched_from(bot: BotProcess, site: Site, admin: Person) -> None:
    async with running_site({"/feed.xml": answer_of(200, rss(story(1)))}) as secret:
        answer = await admin.ask(f"/feed add {secret.url('/feed.xml')}")
        assert "Added" not in answer["text"]
        assert secret.connections == 0
    assert "There are no feeds yet" in (await admin.ask("/feed list"))["text"]


async def test_two_hundred_feeds_in_one_cycle(
    bot: BotProcess, site: Site, akiko: Person, admin: Person, tmp_path: Path
) -> None:
    paths = [f"/{number}.xml" for number in range(MANY)]
    site.answers.update({path: answer_of(200, rss(story(number))) for number, path in enumerate(paths)})
    listed = write_opml(Subscription(f"Gazette {path}", site.url(path)) for path in paths)
    assert "200 feeds added" in (await admin.upload("feeds.opml", listed, "/feeds import", timeout=PATIENCE))["text"]
    database = await Database.open(f"sqlite:///{tmp_path / 'data' / 'communique.db'}")
    try:
        async with asyncio.timeout(180):
            while await successes(database) < MANY:
                # The chat answers while feeds are polled.
                assert "The newest articles" in (await akiko.ask("/latest"))["text"]
    finally:
        await database.close()
    assert sorted(path for path in site.paths) == sorted(paths)
    assert "200 feeds: 200 active" in (await admin.ask("/feed list"))["text"]
    sent = await admin.client.send(1003, "/feeds export")
    exported = await admin.next_after(sent["message_id"])
    assert exported["document"]["file_name"] == "communique-feeds.opml"


async def successes(database: Database) -> int:
    async with database.read() as unit:
        return sum(feed.primed for feed in await unit.feeds.page())
