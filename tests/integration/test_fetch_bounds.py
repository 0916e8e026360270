"""What a server sends has an end, in time and in size."""

from __future__ import annotations

import asyncio
import zlib

import pytest

from bot.errors import (
    BrokenAnswer,
    TooBig,
    TooSlow,
)
from bot.sources.fetch import Limits
from tests.fixtures import site
from tests.fixtures.site import answer_of, fetching, redirect, running


async def test_a_slow_drip_ends() -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0)

    async with running({"/": drip}) as news, fetching(news, limits=Limits(seconds=0.2)) as fetcher:
        with pytest.raises(TooSlow):
            await fetcher.get(news.url())


async def test_a_head_that_stops_in_a_line_ends() -> None:
    async def stall(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Long: a")
        await asyncio.Event().wait()

    async with running({"/": stall}) as news, fetching(news, limits=Limits(seconds=0.1)) as fetcher:
        with pytest.raises(TooSlow):
            await fetcher.get(news.url())


@pytest.mark.parametrize("piece", [b"a" * 65536, b"X: y\r\n" * 1000], ids=["one line", "many lines"])
async def test_a_head_without_end_is_not_kept(piece: bytes) -> None:
    written = 0

    async def flood(writer: asyncio.StreamWriter) -> None:
        nonlocal written
        writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            writer.write(piece)
            written += len(piece)
            await writer.drain()

    async with running({"/": flood}) as news, fetching(news) as fetcher:
        with pytest.raises(BrokenAnswer):
            await fetcher.get(news.url())
    assert written < 10_000_000


async def test_time_is_for_all_requests_together() -> None:
    async def hang(_writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    steps: dict[str, site.Answer] = {"/": redirect(302, "/next"), "/next": hang}
    async with running(steps) as news, fetching(news, limits=Limits(seconds=0.1)) as fetcher:
        with pytest.raises(TooSlow):
            await fetcher.get(news.url())
    assert news.paths == ["/", "/next"]


async def test_a_body_that_is_announced_too_big_is_not_read() -> None:
    async with running({"/": answer_of(body=b"x", Content_Length="10000001")}) as news, fetching(news) as fetcher:
        with pytest.raises(TooBig):
            await fetcher.get(news.url())


async def test_a_body_without_end_is_cut_off() -> None:
    async def flood(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"." * 65536)
            await writer.drain()

    async with running({"/": flood}) as news, fetching(news, limits=Limits(size=1_000_000)) as fetcher:
        with pytest.raises(TooBig):
            await fetcher.get(news.url())


async def test_a_small_answer_that_holds_a_large_one_is_cut_off() -> None:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    first, again = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    bomb = answer_of(body=first + again * 199, Content_Encoding="gzip")
    assert len(bomb) < 220 * 1024
    async with running({"/": bomb}) as news, fetching(news) as fetcher:
        with pytest.raises(TooBig):
            await fetcher.get(news.url())
