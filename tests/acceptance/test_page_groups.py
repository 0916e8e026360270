"""A group on the chat page: the real program, its people and its inline cards in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.bot_process import running
from tests.acceptance.seeded import copied
from tests.acceptance.test_page_story import say
from tests.fixtures.browser import PHONE, browsing

pytestmark = [pytest.mark.slow, pytest.mark.chromium]


async def stand(view: Page, who: str, status: str) -> None:
    """Let somebody stand otherwise in the group that is open."""
    await view.get_by_role("button", name="People").click()
    await view.locator("#people").get_by_label(who).select_option(status)
    await view.get_by_role("button", name="Done").click()


async def test_an_administrator_follows_in_a_group_and_sends_a_card(archive: Path, tmp_path: Path) -> None:
    async with running(copied(archive, tmp_path / "data"), sandbox_port="0") as bot, browsing(bot.page) as view:
        await view.get_by_role("button", name="New group").click()
        await view.get_by_role("button", name="Cancel", exact=True).click()
        await expect(view.get_by_role("button", name="Create")).to_be_hidden()
        await view.get_by_role("button", name="New group").click()
        await view.get_by_role("button", name="Create").click()
        await expect(view.locator(".line.in .author")).to_have_text("Communiqué")
        await expect(view.get_by_role("button", name="Delegation, group")).to_be_visible()

        await stand(view, "Nadia Rahman", "Administrator")
        await view.get_by_label("Speak as").select_option("Pierre")
        field = view.get_by_label("Message", exact=True)
        refusal = await say(view, "/follow kuril")
        await expect(refusal.locator(".text")).to_contain_text("Only administrators of this chat may use /follow")
        await view.get_by_label("Speak as").select_option("Nadia")
        await expect(await say(view, "/follow kuril")).to_contain_text("You follow “kuril”")

        await view.get_by_label("Speak as").select_option("Akiko")
        await expect(view.locator(".line.in .author", has_text="Pierre")).to_have_count(1)
        listed = await say(view, "/topics")
        await listed.get_by_role("button", name="Remove 1").click()
        await expect(listed).to_contain_text("You follow nothing yet")

        await field.press_sequentially("@communique_sandbox_bot kuril")
        card = view.locator("#menu .card").first
        await expect(card).to_be_visible()
        title = await card.locator("b").inner_text()
        await view.set_viewport_size(PHONE)
        wide = "[...document.querySelectorAll('*')].filter((n) => n.getBoundingClientRect().right > innerWidth + 1)"
        assert await view.evaluate(f"{wide}.map((one) => one.id || one.className || one.tagName)") == []
        await field.press("Enter")
        sent = view.locator(".line.out").last
        await expect(sent.locator(".author")).to_have_text("via @communique_sandbox_bot")
        await expect(sent.locator(".text")).to_contain_text(title)
        await expect(field).to_have_value("")

        await stand(view, "Communiqué (the bot)", "Removed")
        await expect(view.locator("#status")).to_have_text("the bot is not here")
        await view.screenshot(path=tmp_path / "group.png")
