"""A guide that is lived on the chat page in a real Chromium; its pictures are taken on the way.

With COMMUNIQUE_PICTURES set they go into the documentation, else among the test's files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import FilePayload, FloatRect, Locator, Page, ViewportSize, expect

from tests.acceptance.test_page_story import IMAGES, picture

DOCS = IMAGES.parent

TALL: ViewportSize = {"width": 560, "height": 1700}
"""One column, and high enough that what a picture shows is in sight."""

BIGGEST = 140_000
"""Bytes of a picture in the documentation."""

COLOURS = 64
"""In a picture: enough for letters with smooth edges, at a third of the size."""

SEEN = "() => [...document.images].every((one) => one.complete && one.naturalHeight > 0)"
"""Whether all photos of the chat have come, and have their height."""

UNNOTICED = "() => document.querySelectorAll('.toast').forEach((one) => one.remove())"

PATIENCE = 30_000
"""Milliseconds that an answer may take on a busy machine."""


@dataclass
class Guide:
    """A chat on the page, and the shelf of the documentation where its pictures go."""

    view: Page
    folder: Path
    shelf: str
    begun: int = 0
    taken: list[str] = field(default_factory=list)
    """The names of the pictures so far."""

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
        # A notice passes by itself, after seconds.
        await self.view.evaluate(UNNOTICED)
        await self.view.wait_for_function(SEEN, timeout=PATIENCE)
        await expect(self.view.locator(".line").last.locator("time").last).to_be_in_viewport(timeout=PATIENCE)
        first = await self.view.locator(".line").nth(self.begun).bounding_box()
        last = await self.view.locator(".line").last.bounding_box()
        assert first is not None
        assert last is not None
        top = first["y"] - 3
        clip: FloatRect = {"x": 0, "y": top, "width": TALL["width"], "height": last["y"] + last["height"] + 4 - top}
        path = picture(f"{self.shelf}/{name}.png", self.folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(BytesIO(await self.view.screenshot(clip=clip))) as shot:
            shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        assert 2_000 < path.stat().st_size < BIGGEST
        self.taken.append(name)
        await self.begin()

    async def _next(self) -> Locator:
        return self.view.locator(".line.in").nth(await self.view.locator(".line.in").count())


def pictured(page: str, shelf: str) -> set[str]:
    """The names of the pictures of a shelf that a page of the documentation shows."""
    return set(re.findall(rf"images/{shelf}/([\w-]+)\.png", (DOCS / page).read_text("utf-8")))


def _payloads(files: dict[str, bytes]) -> Sequence[FilePayload]:
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()]
