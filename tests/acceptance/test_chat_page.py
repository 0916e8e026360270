"""The chat page in a real Chromium, with a small bot that echoes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from playwright.async_api import FilePayload, Page, ViewportSize, expect

from tests.fixtures.browser import DESK, PHONE, browsing
from tests.fixtures.sandbox import AKIKO, PIERRE, Json, Stage, stage

pytestmark = [pytest.mark.slow, pytest.mark.chromium]

BUTTONS = {"inline_keyboard": [[{"text": "Shorter", "callback_data": "shorter"}]]}


async def echo(on: Stage) -> None:
    """Answers each text with itself and a button, each file with its name, each button with an edit."""
    await on.good("setMyCommands", commands=[{"command": "latest", "description": "The newest articles"}])
    offset = 0
    while True:
        for update in await on.updates(offset, timeout=30):
            offset = update["update_id"] + 1
            if "message" in update:
                await _echo_message(on, update["message"])
            elif "callback_query" in update:
                query = update["callback_query"]
                await on.good("answerCallbackQuery", callback_query_id=query["id"], text="Made shorter")
                place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
                await on.good("editMessageText", text="Short.", **place)


async def _echo_message(on: Stage, message: Json) -> None:
    chat_id = message["chat"]["id"]
    await on.good("sendChatAction", chat_id=chat_id, action="typing")
    text = message.get("text") or f"Got {message['document']['file_name']}"
    body = {"text": text, "entities": [{"type": "bold", "offset": 0, "length": 3}], "reply_markup": BUTTONS}
    await on.good("sendMessage", chat_id=chat_id, reply_parameters={"message_id": message["message_id"]}, **body)


@asynccontextmanager
async def page(on: Stage, size: ViewportSize, *, dark: bool = False) -> AsyncIterator[Page]:
    """The page in a browser of a given size, while the bot echoes."""
    bot = asyncio.create_task(echo(on))
    async with browsing(on.sandbox.url, size, dark=dark) as view:
        yield view
    bot.cancel()
    with suppress(asyncio.CancelledError):
        await bot


async def test_a_message_a_button_a_file_and_a_block() -> None:
    async with stage() as on, page(on, DESK) as view:
        await view.get_by_role("button", name="Start").click()
        field = view.get_by_label("Message", exact=True)
        await field.fill("Hello <script>alert(1)</script> & שלום")
        await field.press("Enter")
        answer = view.locator(".line.in").last
        await expect(answer.locator(".text")).to_have_text("Hello <script>alert(1)</script> & שלום")
        await expect(answer.locator(".text b")).to_have_text("Hel")
        await expect(answer.locator(".quote")).to_contain_text("Akiko")

        await answer.get_by_role("button", name="Shorter").click()
        await expect(view.locator(".toast")).to_have_text("Made shorter")
        await expect(answer.locator(".text")).to_have_text("Short.")

        await view.locator("#file").set_input_files(
            {"name": "note.txt", "mimeType": "text/plain", "buffer": b"Talks resume."}
        )
        await expect(view.locator(".line.out .file").last).to_contain_text("note.txt")
        await expect(view.locator(".line.in .text").last).to_have_text("Got note.txt")

        await view.get_by_role("button", name="Block").click()
        unblock = view.get_by_role("button", name="Unblock and restart the bot")
        await expect(unblock).to_be_visible()
        assert (await on.refused("sendMessage", chat_id=AKIKO, text="x"))[0] == 403
        await unblock.click()
        await expect(view.locator(".line.in .text").last).to_have_text("/start")


async def test_the_command_menu_works_by_keyboard() -> None:
    async with stage() as on, page(on, DESK) as view:
        await view.get_by_role("button", name="Start").click()
        await expect(view.locator(".line.in")).to_have_count(1)
        field = view.get_by_label("Message", exact=True)
        await field.press_sequentially("/la")
        await expect(view.get_by_role("option")).to_have_text("/latestThe newest articles")
        await field.press("Enter")
        await expect(view.locator(".line.in .text").last).to_have_text("/latest")


async def test_a_dropped_file_is_sent() -> None:
    drop = """() => {
        const carried = new DataTransfer();
        carried.items.add(new File(["x"], "dropped.txt"));
        dispatchEvent(new DragEvent("drop", { dataTransfer: carried, cancelable: true }));
    }"""
    async with stage() as on, page(on, DESK) as view:
        await view.get_by_role("button", name="Start").click()
        await view.evaluate(drop)
        await expect(view.locator(".line.in .text").last).to_have_text("Got dropped.txt")


async def test_files_chosen_together_are_an_album_with_the_fields_words() -> None:
    async with stage() as on, page(on, DESK) as view:
        await view.get_by_role("button", name="Start").click()
        await view.get_by_label("Message", exact=True).fill("/load")
        files: list[FilePayload] = [
            {"name": name, "mimeType": "text/plain", "buffer": b"Talks resume."} for name in ("a.txt", "b.txt")
        ]
        await view.locator("#file").set_input_files(files)
        await expect(view.locator(".line.in .text").last).to_have_text("Got b.txt")
        sent = [one for one in await on.reader.messages(AKIKO) if "document" in one and not one["from"]["is_bot"]]
        assert [(one["document"]["file_name"], one.get("caption")) for one in sent] == [
            ("a.txt", "/load"),
            ("b.txt", None),
        ]
        assert len({one["media_group_id"] for one in sent}) == 1
        await expect(view.get_by_label("Message", exact=True)).to_have_value("")


async def test_unread_messages_are_counted_until_they_are_seen() -> None:
    async with stage() as on, page(on, DESK) as view:
        await expect(view.locator("#link")).to_have_class("link on")
        await on.reader.send(PIERRE, "Bonjour")
        await expect(view.locator(".badge")).to_have_text("1")
        await view.get_by_role("button", name="Pierre Martin").click()
        await expect(view.locator(".badge")).to_have_count(0)


async def test_a_phone_shows_the_list_then_the_chat() -> None:
    async with stage() as on, page(on, PHONE) as view:
        await expect(view.get_by_role("button", name="Start")).to_be_hidden()
        await view.get_by_role("button", name="Akiko Sato").click()
        await view.get_by_role("button", name="Start").click()
        await expect(view.locator(".line.in .text")).to_have_text("/start")
        assert await view.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await view.get_by_role("button", name="Back to the chats").click()
        await expect(view.get_by_role("button", name="Akiko Sato")).to_be_visible()


CONTRAST = """(key) => {
    const channels = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const linear = (one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4);
    const light = (colour) => {
        const [red, green, blue] = channels(colour).map(linear);
        return red * 0.2126 + green * 0.7152 + blue * 0.0722;
    };
    const style = getComputedStyle(key);
    const [dim, bright] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
}"""


@pytest.mark.parametrize("dark", [False, True])
async def test_buttons_can_be_read_and_notices_cover_none_of_them(dark: bool) -> None:
    async with stage() as on, page(on, PHONE, dark=dark) as view:
        await view.get_by_role("button", name="Akiko Sato").click()
        await view.get_by_role("button", name="Start").click()
        key = view.get_by_role("button", name="Shorter")
        assert await key.evaluate(CONTRAST) >= 4.5
        await key.click()
        toast = await view.locator(".toast").bounding_box()
        log, form = await view.locator("#scroll").bounding_box(), await view.locator("#form").bounding_box()
        assert toast
        assert log
        assert form
        assert log["y"] + log["height"] <= toast["y"]
        assert toast["y"] + toast["height"] <= form["y"]
