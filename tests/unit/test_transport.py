"""The transport against a real HTTP server: what is told apart is what the sender needs to know."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.monitoring.meters import Meters
from bot.telegram.transport import AiohttpRequest, NotSent

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]
TOKEN = "1234567890:AAabcdefghijklmnopqrstuvwxyz0123456"


@asynccontextmanager
async def served(handle: Handle) -> AsyncIterator[str]:
    app = web.Application(client_max_size=50_000_000)
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot{TOKEN}"
    finally:
        await runner.cleanup()


async def test_status_and_body_come_back() -> None:
    async def teapot(_request: web.Request) -> web.Response:
        return web.Response(status=418, body=b"short and stout")

    async with served(teapot) as url, AiohttpRequest() as transport:
        assert await transport.do_request(f"{url}/x", "GET") == (418, b"short and stout")


async def test_parameters_are_sent_as_json() -> None:
    async def echo(request: web.Request) -> web.Response:
        return web.json_response({"type": request.content_type, **await request.json()})

    data = RequestData([RequestParameter.from_input("text", "a & ü"), RequestParameter.from_input("ids", [1, 2])])
    async with served(echo) as url, AiohttpRequest() as transport:
        _, body = await transport.do_request(f"{url}/x", "POST", data)
    assert json.loads(body) == {"type": "application/json", "text": "a & ü", "ids": [1, 2]}


async def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async def proxy(request: web.Request) -> web.Response:
        return web.Response(text=f"{request.headers['Host']} {request.headers.get('Proxy-Authorization')}")

    async with served(proxy) as url:
        monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{urlsplit(url).port}")
        monkeypatch.setenv("no_proxy", "other.example")
        async with AiohttpRequest() as transport:
            assert await transport.do_request(f"http://api.example/bot{TOKEN}/x", "GET") == (
                200,
                b"api.example Basic bWU6c2VjcmV0",
            )


async def test_servers_that_need_no_proxy_are_reached_without(monkeypatch: pytest.MonkeyPatch) -> None:
    async def plain(_request: web.Request) -> web.Response:
        return web.Response(text="plain")

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with served(plain) as url, AiohttpRequest() as transport:
        assert await transport.do_request(f"{url}/x", "GET") == (200, b"plain")


async def test_files_are_sent_as_parts() -> None:
    async def echo(request: web.Request) -> web.Response:
        form = await request.post()
        part = form["document"]
        assert isinstance(part, web.FileField)
        return web.json_response({"name": part.filename, "body": part.file.read().decode(), "chat": form["chat_id"]})

    file = InputFile(b"Envoys met.", filename="Übersicht.txt", attach=False)
    data = RequestData([RequestParameter.from_input("document", file), RequestParameter.from_input("chat_id", 7)])
    async with served(echo) as url, AiohttpRequest() as transport:
        _, body = await transport.do_request(f"{url}/x", "POST", data)
    assert body.decode("unicode_escape") == '{"name": "Übersicht.txt", "body": "Envoys met.", "chat": "7"}'


async def test_a_server_that_is_away_means_never_sent() -> None:
    async def unused(_request: web.Request) -> web.Response:
        return web.Response()

    async with served(unused) as url:
        gone = url
    async with AiohttpRequest() as transport:
        with pytest.raises(NotSent) as caught:
            await transport.do_request(f"{gone}/x", "POST")
    assert TOKEN not in str(caught.value)


async def test_no_answer_in_time_means_unknown() -> None:
    release = asyncio.Event()

    async def hang(_request: web.Request) -> web.Response:
        await release.wait()
        return web.Response()

    async with served(hang) as url, AiohttpRequest(read=0.05) as transport:
        with pytest.raises(TimedOut) as caught:
            await transport.do_request(f"{url}/x", "POST")
        release.set()
    assert TOKEN not in str(caught.value)


async def test_a_full_pool_means_never_sent() -> None:
    release, reached = asyncio.Event(), asyncio.Event()

    async def hang(_request: web.Request) -> web.Response:
        reached.set()
        await release.wait()
        return web.Response(body=b"done")

    async with served(hang) as url, AiohttpRequest(connections=1, connect=0.05) as transport:
        first = asyncio.create_task(transport.do_request(f"{url}/1", "POST"))
        await reached.wait()
        with pytest.raises(NotSent):
            await transport.do_request(f"{url}/2", "POST")
        release.set()
        assert await first == (200, b"done")


async def test_a_connection_that_breaks_means_unknown() -> None:
    async def slam(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    async with served(slam) as url, AiohttpRequest() as transport:
        with pytest.raises(NetworkError) as caught:
            await transport.do_request(f"{url}/x", "POST")
    assert not isinstance(caught.value, NotSent)
    assert TOKEN not in str(caught.value)


class Heard(Meters):
    """What was told of calls, without their seconds."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def called(self, method: str, answer: str, seconds: float) -> None:
        self.calls.append((method, answer))


async def test_calls_are_counted_by_method_and_answer() -> None:
    statuses = iter((200, 429, 403, 502, 200))

    async def answers(_request: web.Request) -> web.Response:
        return web.Response(status=next(statuses))

    heard = Heard()
    async with served(answers) as url, AiohttpRequest(meters=heard) as transport:
        for _ in range(4):
            await transport.do_request(f"{url}/sendMessage", "POST")
        await transport.do_request(f"{url.replace('/bot', '/file/bot')}/documents", "GET")
    assert heard.calls == [
        ("sendMessage", "ok"),
        ("sendMessage", "429"),
        ("sendMessage", "4xx"),
        ("sendMessage", "5xx"),
        ("download", "ok"),
    ]


async def test_a_call_that_never_left_and_one_without_an_answer_are_told_apart() -> None:
    async def hangs(_request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    heard = Heard()
    async with served(hangs) as url, AiohttpRequest(meters=heard, read=0.05) as transport:
        with pytest.raises(TimedOut):
            await transport.do_request(f"{url}/getMe", "POST")
        with pytest.raises(NotSent):
            await transport.do_request(f"http://127.0.0.1:9/bot{TOKEN}/getMe", "POST")
    assert heard.calls == [("getMe", "unknown"), ("getMe", "unsent")]
