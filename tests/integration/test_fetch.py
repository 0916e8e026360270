"""The fetcher against real servers: what it gives when all goes well, and what it tells when not."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.errors import (
    BadStatus,
    BrokenAnswer,
    FetchFailed,
    RobotsForbid,
    TooBig,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from bot.sources.fetch import Fetcher, Limits
from bot.texts.catalogue import translator
from bot.texts.problems import plainly
from tests.fixtures import site
from tests.fixtures.site import answer_of, fetching, redirect, running

CERTIFICATE = Path(site.__file__).with_name("untrusted.pem")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


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


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False), ((303, 301), False)],
)
async def test_an_address_moves_if_every_step_was_for_good(statuses: tuple[int, ...], moved: bool) -> None:
    steps = {f"/{number}": redirect(status, f"/{number + 1}") for number, status in enumerate(statuses)}
    end = f"/{len(statuses)}"
    async with running(steps | {end: answer_of(body=b"x")}) as news, fetching(news) as fetcher:
        found = await fetcher.get(news.url("/0"))
    assert found.url == news.url(end)
    assert found.moved == (news.url(end) if moved else None)


async def test_five_redirects_are_followed_and_no_sixth() -> None:
    steps = {f"/{number}": redirect(302, f"/{number + 1}") for number in range(6)}
    async with running(steps | {"/6": answer_of(body=b"x")}) as news, fetching(news) as fetcher:
        assert (await fetcher.get(news.url("/1"))).body == b"x"
        with pytest.raises(TooManyRedirects):
            await fetcher.get(news.url("/0"))
    assert news.paths.count("/6") == 1


async def test_a_circle_ends_when_it_closes() -> None:
    async with running({"/a": redirect(302, "/b"), "/b": redirect(301, "/a")}) as news, fetching(news) as fetcher:
        with pytest.raises(TooManyRedirects):
            await fetcher.get(news.url("/a"))
    assert news.paths == ["/a", "/b"]


async def test_a_redirect_to_nowhere_is_an_error_of_the_server() -> None:
    async with running({"/": answer_of(302)}) as news, fetching(news) as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.get(news.url())


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300.0), ("soon", None), (None, None)],
)
async def test_a_server_that_refuses_may_say_for_how_long(value: str | None, seconds: float | None) -> None:
    answer = answer_of(503, Retry_After=value) if value else answer_of(503)
    async with running({"/": answer}) as news:
        fetcher = Fetcher(private=[news.place], now=lambda: NOW)
        with pytest.raises(BadStatus) as caught:
            await fetcher.get(news.url())
        await fetcher.close()
    assert (caught.value.status, caught.value.retry_after) == (503, seconds)


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


@pytest.mark.parametrize(
    "answer",
    [
        answer_of(body=b"short", Content_Length="100"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        answer_of(body=b"x", Content_Encoding="br"),
        answer_of(body=b"plain", Content_Encoding="gzip"),
        answer_of(body=b"x", Content_Encoding="gzip, gzip"),
    ],
    ids=["short", "chunk cut off", "no chunk", "not HTTP", "brotli", "not gzip", "gzip in gzip"],
)
async def test_an_answer_that_breaks_the_rules_is_refused(answer: bytes) -> None:
    async with running({"/": answer}) as news, fetching(news) as fetcher:
        with pytest.raises(BrokenAnswer):
            await fetcher.get(news.url())


async def test_a_server_that_is_away_is_named() -> None:
    async with running() as news:
        gone = news
    async with fetching(gone) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(gone.url())
    assert caught.value.values["reason"] == "refused"


async def test_a_server_that_hangs_up_is_unreachable() -> None:
    async with running({"/": b""}) as news, fetching(news) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(news.url())
    assert caught.value.values["reason"] == "refused"


async def test_a_name_that_nobody_has_is_told_from_a_server_that_is_away() -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    async with fetching(lookup=nobody) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get("https://no.such.example/")
    assert caught.value.values["reason"] == "dns"


async def test_a_certificate_that_nobody_trusts_is_refused() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    async with running({"/": answer_of(body=b"x")}, tls=tls) as news, fetching(news) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(news.url().replace("http:", "https:"))
    assert caught.value.values["reason"] == "tls"
    assert news.requests == []


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


async def test_a_redirect_does_not_lead_around_robots() -> None:
    rules = answer_of(body=b"User-agent: communique\nDisallow: /private\n")
    answers: dict[str, site.Answer] = {"/robots.txt": rules, "/": redirect(302, "/private"), "/private": answer_of()}
    async with running(answers) as news, fetching(news) as fetcher:
        with pytest.raises(RobotsForbid):
            await fetcher.get(news.url(), obey_robots=True)
    assert "/private" not in news.paths


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


@pytest.mark.parametrize("kind", FetchFailed.__subclasses__())
def test_each_failure_has_its_sentence(kind: type[FetchFailed]) -> None:
    given = {"status": 500} if kind is BadStatus else {"reason": "dns"} if kind is Unreachable else {}
    assert plainly(translator("en"), kind(**given | {"host": "example.org", "limit": 5}))


async def test_the_sentence_holds_nothing_but_what_was_in_the_address() -> None:
    async with running() as news:
        gone = news
    async with fetching(gone) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(gone.url("/secret"))
    assert plainly(translator("en"), caught.value).startswith("127.0.0.1 cannot be reached")
    assert caught.value.__cause__ is None
