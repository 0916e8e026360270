"""The whole story as a newcomer lives it: the real program without a token, its chat page in a real Chromium."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.acceptance.bot_process import running
from tests.acceptance.seeded import copied
from tests.acceptance.test_story import ARTICLE, SEED
from tests.fixtures.browser import PHONE, browsing

pytestmark = [pytest.mark.slow, pytest.mark.chromium]

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def picture(name: str, folder: Path) -> Path:
    """Where a screenshot goes: into the documentation if COMMUNIQUE_PICTURES is set, else among the test's files."""
    return (IMAGES if os.environ.get("COMMUNIQUE_PICTURES") else folder) / name


async def say(view: Page, text: str) -> Locator:
    """Type and send; gives the bot's next bubble."""
    before = await view.locator(".line.in").count()
    field = view.get_by_label("Message", exact=True)
    await field.fill(text)
    await field.press("Enter")
    answer = view.locator(".line.in").nth(before)
    await expect(answer).to_be_visible()
    return answer


async def test_the_whole_story_on_the_chat_page(tmp_path: Path) -> None:
    async with running(tmp_path / "data", sandbox_port="0") as bot, browsing(bot.page) as view:
        await view.get_by_role("button", name="Start").click()
        await expect(view.locator(".line.in").first).to_contain_text("word for word")

        card = await say(view, "/summary")
        shown = (await card.locator(".text").inner_text()).split("\n\n")[1:-1]
        assert len(shown) == 3
        assert all(sentence in SEED for sentence in shown)
        await card.get_by_role("button", name="Shorter").click()
        await expect(card.locator(".text")).to_contain_text("2 of")
        await expect(await say(view, "/follow kuril islands")).to_contain_text("You follow “kuril islands”")

        await view.get_by_role("button", name="Nadia Rahman").click()
        await view.get_by_role("button", name="Start").click()
        await expect(view.locator(".line.in").first).to_contain_text("word for word")
        await expect(await say(view, "/load")).to_contain_text("Send me the article")
        report = view.locator(".line.in").last
        await view.locator("#file").set_input_files(
            {"name": "accord.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}
        )
        await expect(report).to_contain_text("a digest goes to 1 reader")

        await view.get_by_role("button", name="Akiko Sato").click()
        digest = view.locator(".line.in").last
        await expect(digest).to_contain_text("New on “kuril islands”")
        await expect(digest).to_contain_text("Envoys sign a fisheries accord near the Kuril Islands")
        await expect(view.locator(".toast")).to_have_count(0)
        await view.screenshot(path=picture("chat.png", tmp_path))

    assert picture("chat.png", tmp_path).stat().st_size > 20_000


async def test_the_chat_reads_well_on_a_phone(archive: Path, tmp_path: Path) -> None:
    data = copied(archive, tmp_path / "data")
    async with running(data, sandbox_port="0") as bot, browsing(bot.page, PHONE, dark=True) as view:
        await view.get_by_role("button", name="Akiko Sato").click()
        await view.get_by_role("button", name="Start").click()
        await expect(view.locator(".line.in").first).to_contain_text("word for word")
        await say(view, "/summary")
        await say(view, "/latest")
        assert await view.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await view.screenshot(path=picture("phone.png", tmp_path))
