"""The typing indicator: repeated while there is work, and never in its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.handlers.indicator import typing
from tests.fixtures.house import ADMIN, Api, House, house


class Indicated(Api):
    """Counts what is shown, and lets the test wait for a number of it."""

    def __init__(self, error: TelegramError | None = None) -> None:
        super().__init__()
        self.error = error
        self.shown: asyncio.Queue[str] = asyncio.Queue()

    async def do_request(self, url: str, *args: object, **kwargs: object) -> tuple[int, bytes]:
        self.shown.put_nowait(url.rsplit("/", 1)[1])
        if self.error:
            raise self.error
        return 200, b'{"ok": true, "result": true}'


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def test_it_is_shown_again_until_the_work_is_done() -> None:
    api = Indicated()
    async with typing(ExtBot("1:test", request=api), 2, lambda: asyncio.sleep(0)):
        assert [await api.shown.get() for _ in range(3)] == ["sendChatAction"] * 3
    left = api.shown.qsize()
    await asyncio.sleep(0)
    assert api.shown.qsize() == left


async def test_a_failure_to_show_it_is_no_failure_of_the_work() -> None:
    api = Indicated(NetworkError("broken"))
    async with typing(ExtBot("1:test", request=api), 2, lambda: asyncio.sleep(0)):
        assert [await api.shown.get() for _ in range(2)] == ["sendChatAction"] * 2


async def test_an_error_of_the_work_passes_through() -> None:
    with pytest.raises(KeyError):
        async with typing(ExtBot("1:test", request=Indicated()), 2):
            raise KeyError


async def test_an_article_is_loaded_though_the_indicator_fails(here: House) -> None:
    here.api.refusals["sendChatAction"] = "Internal Server Error"
    assert "Loaded as article" in (await here.say("/load Envoys met in Geneva. They left.", ADMIN))[0]["text"]
