"""A server that is away, breaks the rules or is not trusted is told by name."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.errors import (
    BadStatus,
    BrokenAnswer,
    FetchFailed,
    Unreachable,
)
from bot.sources.fetch import Fetcher
from bot.texts.catalogue import translator
from bot.texts.problems import plainly
from tests.fixtures import site
from tests.fixtures.site import answer_of, fetching, running

CERTIFICATE = Path(site.__file__).with_name("untrusted.pem")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


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
