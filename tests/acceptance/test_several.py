"""Several processes on one PostgreSQL: one sends and one asks Telegram at a time, and no death loses anything."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.jobs.seeding import DONE, PROGRAM
from bot.sandbox.server import Sandbox
from storage.engine import Database
from tests.acceptance.bot_process import BotProcess, environment, running
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person
from tests.acceptance.test_crash import AGAIN
from tests.acceptance.test_story import ARTICLE
from tests.fixtures.databases import on_postgres
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = [pytest.mark.slow, *on_postgres]

SECRET = "a-secret-of-the-tests"
LONG = 60.0
"""Seconds: on a machine that does much else."""


@pytest.fixture
async def address(postgres_url: str) -> str:
    """A database whose archive is empty, and stays so."""
    database = await Database.open(postgres_url)
    async with database.write() as unit:
        await unit.audit.record(PROGRAM, DONE, "articles=0", allowed=True, at=datetime.now(UTC))
    await database.close()
    return postgres_url


@pytest.fixture
def settings(address: str, sandbox: Sandbox) -> dict[str, str]:
    return {
        "telegram_token": TOKEN,
        "telegram_api_url": sandbox.url,
        "database_url": address,
        "messages_per_second": "0",
        "in_flight": "8",
    }


@asynccontextmanager
async def together(folder: Path, *each: dict[str, str]) -> AsyncIterator[list[BotProcess]]:
    """Processes that are ready, one after another: the first is elected. They share the folder too."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(running(folder, **one)) for one in each]


async def says(bot: BotProcess, words: str, times: int = 1) -> None:
    """Wait until it has written that into its log so often."""
    async with asyncio.timeout(LONG):
        while sum(words in line for line in bot.log) < times:  # noqa: ASYNC110 - its log is another process's
            await asyncio.sleep(0.02)


async def sent(address: str, number: int) -> None:
    """Wait until so many deliveries are written down as sent."""
    database = await Database.open(address)
    async with asyncio.timeout(LONG):
        while True:
            async with database.read() as unit:
                if (await unit.deliveries.counts()).get("sent") == number:
                    break
            await asyncio.sleep(0.02)
    await database.close()


async def digests(chat: SandboxClient, number: int, words: str) -> int:
    """How often a chat was told of an article."""
    found = [one.get("text", "") for one in await chat.messages(number)]
    return sum("New on" in text and words in text for text in found)


async def test_another_front_takes_over_and_nothing_is_lost(
    settings: dict[str, str], chat: SandboxClient, tmp_path: Path
) -> None:
    akiko, pierre, admin = (Person(chat, number) for number in (1001, 1002, 1003))
    parts = [{**settings, "role": role} for role in ("front", "front", "worker")]
    async with together(tmp_path, *parts) as (first, second, worker):
        await says(first, "this process is the sender")
        for person in (akiko, pierre):
            await person.ask("/follow fisheries", timeout=LONG)
        await chat.arm("sendMessage", "hang", times=1, seconds=LONG, chat_id=1001)
        await admin.ask(f"/load First\n\n{ARTICLE}", timeout=LONG)
        await chat.wait_for_call(lambda call: call["fault"] == "hang", timeout=LONG)
        await sent(settings["database_url"], 1)
        await first.stop(signal.SIGKILL)
        assert "/summary" in (await admin.ask("/help", timeout=LONG))["text"]
        await says(second, "this process is the sender")
        async with asyncio.timeout(LONG):
            # Telegram had it, and nobody knew: as a single process would, the next one sends it once more.
            while await digests(chat, 1001, "First") < 2:  # noqa: ASYNC110 - the server is asked
                await asyncio.sleep(0.05)
        assert await digests(chat, 1002, "First") == 1
        await first.start()
        assert await second.stop() == 0
        await says(first, "this process is the sender", times=2)
        await admin.ask(f"/load Second\n\n{AGAIN}", timeout=LONG)
        for person in (akiko, pierre):
            await person.hears("Second", timeout=LONG)
        assert [await digests(chat, number, "Second") for number in (1001, 1002)] == [1, 1]
        assert await worker.stop() == 0
    assert any("ready: as a worker" in line for line in worker.log)
    assert not any("Traceback" in line for bot in (first, second, worker) for line in bot.log)


async def test_a_front_that_hangs_is_followed_and_does_not_send_when_it_goes_on(
    settings: dict[str, str], chat: SandboxClient, tmp_path: Path
) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    parts = [{**settings, "role": role} for role in ("front", "front", "worker")]
    async with together(tmp_path, *parts) as (first, second, worker):
        await says(first, "this process is the sender")
        await akiko.ask("/follow fisheries", timeout=LONG)
        assert first.process is not None
        first.process.send_signal(signal.SIGSTOP)
        await says(second, "this process is the sender")
        await admin.ask(f"/load First\n\n{ARTICLE}", timeout=LONG)
        await akiko.hears("First", timeout=LONG)
        first.process.send_signal(signal.SIGCONT)
        await says(first, f"this process is the sender:{TOKEN.partition(':')[0]} no more")
        await admin.ask(f"/load Second\n\n{AGAIN}", timeout=LONG)
        await akiko.hears("Second", timeout=LONG)
        assert [await digests(chat, 1001, words) for words in ("First", "Second")] == [1, 1]
        for one in (first, second, worker):
            assert await one.stop() == 0
    assert not any("Traceback" in line for bot in (first, second, worker) for line in bot.log)


class Proxy:
    """Stands between Telegram and the fronts: pushes everything to both, and says what the first that lives said."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http
        self.ports: list[int] = []
        self.statuses: list[int] = []

    async def receive(self, request: web.Request) -> web.Response:
        body, said = await request.read(), list[int]()
        for port in self.ports:
            headers = {name: value for name, value in request.headers.items() if name.startswith(("X-", "Content-T"))}
            try:
                async with self._http.post(f"http://127.0.0.1:{port}/", data=body, headers=headers) as answer:
                    said.append(answer.status)
            except aiohttp.ClientError:
                continue
        self.statuses += said
        return web.Response(status=said[0] if said else 502)


@asynccontextmanager
async def proxied() -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy and its address."""
    async with aiohttp.ClientSession() as http:
        proxy, application = Proxy(http), web.Application()
        application.router.add_post("/bot/updates", proxy.receive)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield proxy, f"http://127.0.0.1:{runner.addresses[0][1]}/bot/updates"
        await runner.cleanup()


async def test_two_fronts_that_are_pushed_the_same_answer_it_once_and_for_each_other(
    settings: dict[str, str], chat: SandboxClient, tmp_path: Path, unused_tcp_port_factory: object
) -> None:
    akiko, pierre = Person(chat, 1001), Person(chat, 1002)
    ports = [unused_tcp_port_factory(), unused_tcp_port_factory()]  # type: ignore[operator]
    async with proxied() as (proxy, url):
        pushed = {**settings, "role": "front", "webhook_url": url, "webhook_secret": SECRET}
        parts = [{**pushed, "webhook_listen": f"127.0.0.1:{port}"} for port in ports]
        async with together(tmp_path, *parts) as (first, second):
            proxy.ports = ports
            for person in (akiko, pierre):
                await person.ask("/follow fisheries", timeout=LONG)
            assert "fisheries" in (await akiko.ask("/topics", timeout=LONG))["text"]
            assert [len(await chat.messages(number)) for number in (1001, 1002)] == [4, 2]
            assert set(proxy.statuses) == {200}
            # One that lacks the setting does not take the pushes from the others.
            lacking = BotProcess(environment(tmp_path, **{**settings, "role": "front"}))
            assert await lacking.exit() == 2
            assert "set COMMUNIQUE_WEBHOOK_URL here too" in lacking.log[-1]
            # The first alone has this one, and dies while it answers.
            proxy.ports = ports[:1]
            await chat.arm("sendMessage", "500", times=1, chat_id=1001)
            await chat.arm("sendMessage", "hang", times=1, seconds=LONG, chat_id=1001)
            before = await chat.send(1001, "/help")
            await chat.wait_for_call(lambda call: call["fault"] == "hang", timeout=LONG)
            proxy.ports = ports
            await first.stop(signal.SIGKILL)
            await chat.send(1001, "/privacy")
            async with asyncio.timeout(LONG):
                # The answer that hung had arrived: it is given once more, and only then comes the next.
                while len(texts := await _texts(chat, before["message_id"])) < 3:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.05)
            assert texts[0] == texts[1] != texts[2]
            assert await second.stop() == 0
    assert not any(SECRET in line for bot in (first, second) for line in bot.log)


async def _texts(chat: SandboxClient, after: int) -> list[str]:
    found = await chat.messages(1001)
    return [one["text"] for one in found if one["from"]["is_bot"] and one["message_id"] > after]
