"""The fetcher against real servers: what it gives when all goes well."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import (
    BadStatus,
    RobotsForbid,
)
from bot.sources.fetch import Fetcher
from tests.fixtures import site
from tests.fixtures.site import answer_of, fetching, running


async def test_a_page_comes_with_what_the_server_said_of_it() -> None:
    page = answer_of(
        body=b"<p>Envoys met.", Content_Type="text/html; charset=utf-8", ETag='"7"', Last_Modified="Sun, 01 Mar 2026"
    )
    async with running({"/": page}) as news, fetching(news) as fetcher:
        found = await fetcher.get(news.url())
    assert (found.status, found.body, found.moved, found.not_modified) == (200, b"<p>Envoys met.", None, False)
    assert (found.content_type, found.etag, found.last_modified) == (
        "text/html; charset=utf-8",
        '"7"',
        "Sun, 01 Mar 2026",
    )


async def test_we_say_who_we_are_and_keep_no_cookie() -> None:
    async with running({"/": answer_of(body=b"x", Set_Cookie="a=1")}) as news:
        fetcher = Fetcher(private=[news.place], contact="https://example.org/bot")
        await fetcher.get(news.url())
        await fetcher.get(news.url())
        await fetcher.close()
    asked = news.requests[1][1]
    assert asked["user-agent"].startswith("Communique/")
    assert asked["user-agent"].endswith("(+https://example.org/bot)")
    assert "cookie" not in asked


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running({"/": answer_of(body=b"x")}) as news, running() as proxy, fetching(news) as fetcher:
        monkeypatch.setenv("http_proxy", proxy.url())
        assert (await fetcher.get(news.url())).body == b"x"
    assert proxy.connections == 0


async def test_what_did_not_change_is_not_sent_again() -> None:
    async with running({"/": answer_of(304)}) as news, fetching(news) as fetcher:
        found = await fetcher.get(news.url(), etag='"7"', last_modified="Sun, 01 Mar 2026 00:00:00 GMT")
    asked = news.requests[0][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "Sun, 01 Mar 2026 00:00:00 GMT")
    assert (found.not_modified, found.status, found.body, found.etag) == (True, 304, b"", '"7"')


async def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    async with running({"/": answer_of(304)}) as news, fetching(news) as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.get(news.url())


async def test_a_validator_with_a_line_break_is_not_sent() -> None:
    async with running({"/": answer_of(body=b"x")}) as news, fetching(news) as fetcher:
        await fetcher.get(news.url(), etag='"7"\r\nX: y')
    assert "if-none-match" not in news.requests[0][1]


async def test_robots_are_obeyed_for_pages_and_asked_once() -> None:
    rules = answer_of(body=b"User-agent: *\nDisallow: /private\n")
    page = answer_of(body=b"x")
    answers: dict[str, site.Answer] = {"/robots.txt": rules, "/open": page, "/private": page}
    async with running(answers) as news, fetching(news) as fetcher:
        assert (await fetcher.get(news.url("/open"), obey_robots=True)).body == b"x"
        with pytest.raises(RobotsForbid):
            await fetcher.get(news.url("/private"), obey_robots=True)
        assert (await fetcher.get(news.url("/private"))).body == b"x"
    assert news.paths == ["/robots.txt", "/open", "/private"]


async def test_fetches_from_one_host_take_turns() -> None:
    now, most = 0, 0

    async def slow(writer: asyncio.StreamWriter) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        for _ in range(20):
            await asyncio.sleep(0)
        now -= 1
        writer.write(answer_of(body=b"x"))

    async with running({"/": slow}) as news, fetching(news) as fetcher:
        await asyncio.gather(*(fetcher.get(news.url()) for _ in range(4)))
    assert (news.connections, most) == (4, 1)
