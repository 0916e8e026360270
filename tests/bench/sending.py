"""Messages a second through the request transport, beside python-telegram-bot's own client in the same run."""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
from multiprocessing.connection import Connection
from time import perf_counter

from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.transport import AiohttpRequest

MESSAGES = 600
CONNECTIONS = 64
ANSWER = {
    "ok": True,
    "result": {
        "message_id": 1,
        "date": 1_700_000_000,
        "chat": {"id": 1, "type": "private", "first_name": "A"},
        "text": "x",
    },
}


def serve(pipe: Connection, delay: float) -> None:
    """A server that answers each call after a delay in seconds; says its port through the pipe."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(delay)
        return web.json_response(ANSWER)

    async def start() -> None:
        app = web.Application()
        app.router.add_post("/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(start())


async def rate(port: int, request: BaseRequest) -> float:
    """Messages a second with as many in flight as there are connections."""
    bot = Bot("1:x", base_url=f"http://127.0.0.1:{port}/bot", request=request)
    queue = iter(range(MESSAGES))

    async def work() -> None:
        for _ in queue:
            await bot.send_message(1, "Envoys met in Geneva.")

    await request.initialize()
    await bot.send_message(1, "warm")
    began = perf_counter()
    await asyncio.gather(*(work() for _ in range(CONNECTIONS)))
    spent = perf_counter() - began
    await request.shutdown()
    return MESSAGES / spent


def main() -> None:
    """Print the rates for answers in 0 and 50 ms, and the ratio."""
    for delay in (0.0, 0.05):
        here, there = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, delay), daemon=True)
        server.start()
        port = here.recv()
        ours = asyncio.run(rate(port, AiohttpRequest(connections=CONNECTIONS)))
        theirs = asyncio.run(rate(port, HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=60)))
        server.terminate()
        sys.stdout.write(
            f"  answers in {1000 * delay:.0f} ms: {ours:,.0f} messages/s, default client {theirs:,.0f}: "
            f"{ours / theirs:.1f} times as many\n"
        )


if __name__ == "__main__":
    main()
