"""Redirects: followed a few times, remembered when they are for good."""

from __future__ import annotations

import pytest

from bot.errors import (
    BadStatus,
    RobotsForbid,
    TooManyRedirects,
)
from tests.fixtures import site
from tests.fixtures.site import answer_of, fetching, redirect, running


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


async def test_a_redirect_does_not_lead_around_robots() -> None:
    rules = answer_of(body=b"User-agent: communique\nDisallow: /private\n")
    answers: dict[str, site.Answer] = {"/robots.txt": rules, "/": redirect(302, "/private"), "/private": answer_of()}
    async with running(answers) as news, fetching(news) as fetcher:
        with pytest.raises(RobotsForbid):
            await fetcher.get(news.url(), obey_robots=True)
    assert "/private" not in news.paths
