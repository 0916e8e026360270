"""What a robots.txt says, and what its absence says."""

from __future__ import annotations

import asyncio

import pytest
from yarl import URL

from bot.errors import BadStatus, BrokenAnswer, FetchFailed, RobotsForbid, TooBig, TooManyRedirects, Unreachable
from bot.sources.robots import DAY, MOST, READ, UNSURE, Robots

PAGE = URL("https://example.org/news/1?a=b")


class Site:
    """Answers with a text or a failure, and counts."""

    def __init__(self, answer: bytes | FetchFailed) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.now = 0.0

    async def fetch(self, url: URL) -> bytes:
        self.asked.append(str(url))
        await asyncio.sleep(0)
        if isinstance(self.answer, FetchFailed):
            raise self.answer
        return self.answer

    def robots(self) -> Robots:
        return Robots(self.fetch, clock=lambda: self.now)


async def allowed(robots: Robots, url: URL = PAGE) -> bool:
    try:
        await robots.check(url)
    except RobotsForbid:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "may"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /news", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Communique\nAllow: /", True),
        (b"User-agent: other\nDisallow: /", True),
        (b"User-agent: *\nDisallow: /*?a=", False),
        (b"User-agent: *\nDisallow: /\nAllow: /news/", True),
        (b"<html>Not found</html>", True),
        (b"\xff\xfe\x00", True),
    ],
)
async def test_the_rules_are_those_of_the_site(text: bytes, may: bool) -> None:
    assert await allowed(Site(text).robots()) is may


@pytest.mark.parametrize(
    ("failure", "may"),
    [
        (BadStatus(status=404), True),
        (BadStatus(status=403), True),
        (BadStatus(status=429), False),
        (BadStatus(status=503), False),
        (BrokenAnswer(), False),
        (TooBig(), True),
        (TooManyRedirects(), True),
    ],
)
async def test_a_site_without_rules_allows_all_and_one_that_fails_forbids(failure: FetchFailed, may: bool) -> None:
    assert await allowed(Site(failure).robots()) is may


async def test_a_site_that_cannot_be_reached_is_called_that() -> None:
    with pytest.raises(Unreachable):
        await Site(Unreachable(reason="dns")).robots().check(PAGE)


async def test_a_site_is_asked_once_a_day_also_by_many_at_once() -> None:
    site = Site(b"")
    robots = site.robots()
    await asyncio.gather(*(robots.check(PAGE) for _ in range(5)))
    site.now = DAY - 1
    await robots.check(PAGE)
    assert site.asked == ["https://example.org/robots.txt"]
    site.now = DAY
    await robots.check(PAGE)
    assert len(site.asked) == 2


async def test_a_site_that_failed_is_asked_again_soon() -> None:
    site = Site(BadStatus(status=500))
    robots = site.robots()
    assert not await allowed(robots)
    site.now, site.answer = UNSURE, b""
    assert await allowed(robots)


async def test_each_origin_has_its_own_rules() -> None:
    site = Site(b"")
    robots = site.robots()
    for url in ("http://example.org/", "https://example.org/", "https://example.org:8443/"):
        await robots.check(URL(url))
    assert site.asked[1:] == ["https://example.org/robots.txt", "https://example.org:8443/robots.txt"]


async def test_only_the_beginning_of_a_large_one_counts() -> None:
    assert await allowed(Site(b"#" * READ + b"\nUser-agent: *\nDisallow: /").robots())


async def test_not_all_sites_are_remembered() -> None:
    site = Site(b"")
    robots = site.robots()
    for number in range(MOST + 1):
        await robots.check(URL(f"https://s{number}.example/"))
    await robots.check(URL("https://s0.example/"))
    assert len(site.asked) == MOST + 2
