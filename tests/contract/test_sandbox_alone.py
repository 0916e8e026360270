"""The Bot API server by itself: what it tells bots is true, and a signal ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.__main__ import main, serve
from bot.settings import Settings


async def test_it_serves_what_it_announces_until_a_signal(tmp_path: Path) -> None:
    announced: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    settings = Settings(_env_file=None, data=tmp_path, sandbox_port=0)
    serving = asyncio.create_task(serve(settings, announced.set_result))
    said = dict(line.split("=", 1) for line in (await announced).splitlines() if line.startswith("COMMUNIQUE_"))
    url = f"{said['COMMUNIQUE_TELEGRAM_API_URL']}/bot{said['COMMUNIQUE_TELEGRAM_TOKEN']}/getMe"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert (await answer.json())["result"]["is_bot"] is True
    assert Settings(_env_file=None, telegram_token=said["COMMUNIQUE_TELEGRAM_TOKEN"]).telegram_token
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 10)


def test_a_taken_port_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path))
        monkeypatch.setenv("COMMUNIQUE_SANDBOX_PORT", str(port))
        assert main() == 2
    assert f"port {port} is taken" in capsys.readouterr().err
