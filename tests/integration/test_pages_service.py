"""An address to a draft, by a real server and the real reader."""

from __future__ import annotations

import pytest

from bot.errors import BadAddress, FeedGiven, ForbiddenAddress, RobotsForbid
from bot.services.pages import Pages
from tests.fixtures.house import Here
from tests.fixtures.site import answer_of, fetching, redirect, running

SENTENCES = " ".join(f"The envoys of both countries met for the {count}th time in Geneva." for count in range(4, 12))
PAGE = f"<html><title>Envoys meet</title><body><article><h1>Envoys meet</h1><p>{SENTENCES}</p></article></body></html>"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'


async def test_the_article_of_a_page_links_to_where_it_was_found() -> None:
    page = answer_of(body=PAGE.encode(), Content_Type="text/html; charset=utf-8")
    async with running({"/old": redirect(301, "/new"), "/new": page}) as news, fetching(news) as fetcher:
        draft = await Pages(fetcher, Here()).read(f" {news.url('/old')} ")
    assert "The envoys of both countries met for the 4th time in Geneva." in draft.text
    assert (draft.title, draft.link) == ("Envoys meet", news.url("/new"))


async def test_a_plain_text_is_an_article_too() -> None:
    text = answer_of(body=f"Envoys meet\n\n{SENTENCES}".encode(), Content_Type="text/plain")
    async with running({"/note": text}) as news, fetching(news) as fetcher:
        draft = await Pages(fetcher, Here()).read(news.url("/note"))
    assert SENTENCES in draft.text


@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml", "text/html", "text/plain"])
async def test_a_feed_is_called_one_whatever_it_is_sent_as(content_type: str) -> None:
    async with running({"/feed": answer_of(body=FEED, Content_Type=content_type)}) as news, fetching(news) as fetcher:
        with pytest.raises(FeedGiven) as caught:
            await Pages(fetcher, Here()).read(news.url("/feed"))
    assert caught.value.values["url"] == news.url("/feed")


async def test_robots_are_obeyed() -> None:
    rules = answer_of(body=b"User-agent: *\nDisallow: /")
    async with running({"/robots.txt": rules, "/": answer_of(body=PAGE.encode())}) as news, fetching(news) as fetcher:
        with pytest.raises(RobotsForbid):
            await Pages(fetcher, Here()).read(news.url())


@pytest.mark.parametrize(("address", "kind"), [("not an address", BadAddress), ("127.0.0.1/x", ForbiddenAddress)])
async def test_what_is_no_public_address_is_refused(address: str, kind: type[Exception]) -> None:
    async with fetching() as fetcher:
        with pytest.raises(kind):
            await Pages(fetcher, Here()).read(address)
