"""Updates reach the bot by polling or by webhook, and none is lost between the two."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from aiogram.types import WebhookInfo
from aiohttp import web

from tests.fixtures.sandbox import AKIKO, PIERRE, stage
from tests.fixtures.sandbox_client import check_shape


async def test_an_update_stays_until_a_later_one_is_asked_for() -> None:
    async with stage() as on:
        await on.reader.send(AKIKO, "one")
        await on.reader.send(AKIKO, "two")
        first, second = await on.updates()
        assert await on.updates() == [first, second]
        assert await on.updates(limit=1) == [first]
        assert await on.updates(second["update_id"]) == [second]
        assert await on.updates(second["update_id"] + 1) == []
        assert await on.updates() == []


async def test_a_negative_offset_keeps_only_the_end() -> None:
    async with stage() as on:
        for text in ("one", "two", "three"):
            await on.reader.send(AKIKO, text)
        assert [update["message"]["text"] for update in await on.updates(-1)] == ["three"]
        assert len(await on.updates()) == 1


async def test_a_long_poll_ends_with_the_first_update() -> None:
    async with stage() as on:
        poll = asyncio.create_task(on.next_update())
        await on.reader.wait_for_call(lambda call: call["method"] == "getUpdates")
        await on.reader.send(AKIKO, "hello")
        assert (await poll)["message"]["text"] == "hello"


async def test_a_second_poller_ends_the_first_with_conflict() -> None:
    async with stage() as on:
        first = asyncio.create_task(on.call("getUpdates", timeout=30))
        await on.reader.wait_for_call(lambda call: call["method"] == "getUpdates")
        assert await on.updates() == []
        refused = await first
        assert refused["error_code"] == 409
        assert refused["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_allowed_updates_are_remembered() -> None:
    async with stage() as on:
        await on.updates(allowed_updates=["message"])
        await on.reader.block(AKIKO)
        assert await on.updates() == []
        await on.updates(allowed_updates=[])
        await on.reader.unblock(AKIKO)
        assert "my_chat_member" in (await on.updates())[0]


class Receiver:
    """A bot's webhook that fails as often as told."""

    def __init__(self, failures: int = 0, answer: dict[str, Any] | None = None) -> None:
        self.failures = failures
        self.answer = answer
        self.got: asyncio.Queue[tuple[dict[str, Any], str | None]] = asyncio.Queue()

    async def start(self) -> tuple[web.AppRunner, str]:
        application = web.Application()
        application.router.add_post("/hook", self.take)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"

    async def take(self, request: web.Request) -> web.Response:
        self.got.put_nowait((await request.json(), request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        return web.json_response(self.answer) if self.answer else web.Response()


async def test_a_webhook_gets_each_update_with_the_secret_until_it_takes_it() -> None:
    receiver = Receiver(failures=1)
    async with stage() as on:
        runner, url = await receiver.start()
        await on.good("setWebhook", url=url, secret_token="open-sesame")
        await on.reader.send(AKIKO, "hello")
        once = await asyncio.wait_for(receiver.got.get(), 10)
        again = await asyncio.wait_for(receiver.got.get(), 10)
        assert once == again
        assert once[0]["message"]["text"] == "hello"
        assert once[1] == "open-sesame"
        info = check_shape(WebhookInfo, await on.good("getWebhookInfo"))
        assert (info.url, info.last_error_message) == (url, "Wrong response from the webhook: 500")
        await runner.cleanup()


async def test_a_webhook_may_answer_with_a_method() -> None:
    receiver = Receiver(answer={"method": "sendMessage", "chat_id": AKIKO, "text": "taken"})
    async with stage() as on:
        runner, url = await receiver.start()
        await on.good("setWebhook", url=url)
        await on.reader.send(AKIKO, "hello")
        assert (await on.reader.wait_for(AKIKO, lambda m: m["from"]["is_bot"]))["text"] == "taken"
        await runner.cleanup()


async def test_polling_beside_a_webhook_is_a_conflict() -> None:
    async with stage() as on:
        await on.good("setWebhook", url="http://127.0.0.1:9/hook")
        code, description = await on.refused("getUpdates")
        assert (code, description[:42]) == (409, "Conflict: can't use getUpdates method whil")
        await on.reader.send(AKIKO, "kept")
        await on.good("deleteWebhook")
        assert (await on.updates())[0]["message"]["text"] == "kept"
        await on.good("deleteWebhook", drop_pending_updates=True)
        assert await on.updates() == []


async def test_a_wrong_secret_is_refused() -> None:
    async with stage() as on:
        refusal = await on.refused("setWebhook", url="http://127.0.0.1:9/", secret_token="no spaces")
        assert refusal == (400, "Bad Request: secret token contains unallowed characters")


async def test_chats_and_undelivered_updates_survive_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.json"
    async with stage(state=state) as on:
        await on.reader.send(AKIKO, "delivered")
        taken = (await on.updates())[0]
        await on.updates(taken["update_id"] + 1)
        kept = await on.reader.upload(AKIKO, "note.txt", b"kept")
        await on.reader.block(PIERRE)
    async with stage(state=state) as on:
        upload, blocked = await on.updates()
        assert upload["update_id"] == taken["update_id"] + 1
        assert upload["message"] == kept
        assert "my_chat_member" in blocked
        assert [message["message_id"] for message in await on.reader.messages(AKIKO)] == [1, 2]
        assert (await on.good("sendMessage", chat_id=AKIKO, text="x"))["message_id"] == 3
        assert (await on.refused("sendMessage", chat_id=PIERRE, text="x"))[0] == 403
        path = (await on.good("getFile", file_id=kept["document"]["file_id"]))["file_path"]
        async with on.http.get(f"{on.sandbox.url}/file/bot{on.sandbox.token}/{path}") as response:
            assert await response.read() == b"kept"


async def test_what_was_told_is_on_disk_already(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.json"
    async with stage(state=state) as on:
        await asyncio.gather(*(on.good("sendMessage", chat_id=AKIKO, text=f"digest {n}") for n in range(50)))
        copy = tmp_path / "copy.json"
        copy.write_bytes(state.read_bytes())
    async with stage(state=copy) as on:
        assert len(await on.reader.messages(AKIKO)) == 50
        assert (await on.good("sendMessage", chat_id=AKIKO, text="next"))["message_id"] == 51


async def test_an_unreadable_state_is_set_aside(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.json"
    state.write_text("{broken")
    async with stage(state=state) as on:
        assert await on.reader.messages(AKIKO) == []
    assert (tmp_path / "sandbox.json.unreadable").read_text() == "{broken"
