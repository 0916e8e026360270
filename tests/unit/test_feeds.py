"""Feeds of every format, good and bad, become entries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.errors import BrokenFeed, ForbiddenXml, NotAFeed, PageNotFeed
from bot.sources.feeds import Entry, find_feeds, read_feed
from tests.fixtures.papers import FIRST, TEXT, item, page, rss

URL = "https://ministry.example/feed"
NOW = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)


def only(body: bytes, content_type: str | None = None) -> Entry:
    """The one entry of a feed."""
    (entry,) = read_feed(body, URL, content_type, now=NOW).entries
    return entry


def test_an_rss_item_becomes_an_entry() -> None:
    feed = read_feed(rss(item(1, "Wed, 01 May 2024 10:00:00 +0200")), URL, now=NOW)
    (entry,) = feed.entries
    assert (feed.title, feed.link, feed.language) == ("Ministry", "https://ministry.example/", "en")
    assert (entry.title, entry.link) == ("Note 1", "https://ministry.example/notes/1")
    assert entry.published == datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


def test_atom_gives_paragraphs_and_authors() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>M</title><entry><id>1</id><title>A &amp;amp; B</title>'
        '<link href="/a"/><author><name>Anna Lind</name></author><updated>2024-05-01T08:00:00Z</updated>'
        "<content type='html'>&lt;p&gt;One &lt;b&gt;thing&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;"
        "&lt;p&gt;Two.&lt;/p&gt;</content></entry></feed>"
    )
    entry = only(atom.encode())
    assert (entry.title, entry.text, entry.authors) == (
        "A & B",
        "One thing.\n\nTwo.",
        ("Anna Lind",),
    )


def test_rdf_is_a_feed() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="x"><title>M</title></channel><item rdf:about="https://x.example/1"><title>One</title>'
        "<link>https://x.example/1</link><description>Envoys met.</description></item></rdf:RDF>"
    )
    assert only(rdf.encode()).link == "https://x.example/1"


def test_a_json_feed_is_a_feed() -> None:
    items = [
        {
            "id": 7,
            "url": "/a",
            "title": "A < B",
            "content_text": "One.\n\nTwo.",
            "date_published": "2024-05-01T08:00:00Z",
        }
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "M", "items": items}).encode()
    entry = only(body)
    assert (entry.title, entry.text, entry.link) == ("A < B", "One.\n\nTwo.", "https://ministry.example/a")


def test_an_entry_is_known_by_its_id_then_its_link_then_its_content() -> None:
    plain = "<item><title>T</title><description>Envoys met.</description></item>"
    linked, named = plain.replace("</title>", "</title><link>/1</link>"), item(1)
    keys = [only(rss(one)).key for one in (plain, linked, named)]
    changed = [
        only(rss(one)).key for one in (plain.replace("met", "left"), linked.replace("met", "left"), item(1, text="x"))
    ]
    assert [one == other for one, other in zip(keys, changed, strict=True)] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "is_teaser"),
    [
        ("Envoys met. [...]", True),
        (TEXT, True),
        (TEXT * 8, False),
        (TEXT * 8 + "…", True),
        (TEXT * 8 + " Read more", True),
    ],
)
def test_a_summary_is_a_teaser_unless_it_is_long_and_whole(text: str, is_teaser: bool) -> None:
    whole = f"<item><title>T</title><description>{text}</description></item>"
    assert only(rss(whole)).is_teaser is is_teaser


@pytest.mark.parametrize("year", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "", "soon"])
def test_a_date_that_cannot_be_meant_is_none(year: str) -> None:
    assert only(rss(item(1, year))).published is None


def test_of_50000_entries_the_newest_thousand_are_read() -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    items = (item(number, format_datetime(start + timedelta(hours=number % 49_000))) for number in range(50_000))
    entries = read_feed(rss(*items), URL, now=datetime(2030, 1, 1, tzinfo=UTC)).entries
    assert len(entries) == 1000
    assert entries[0].title == "Note 48999"
    assert all(one.published and one.published > start + timedelta(hours=47_998) for one in entries)


def test_of_50000_entries_without_dates_the_first_thousand_are_read() -> None:
    entries = read_feed(rss(*map(item, range(50_000))), URL, now=NOW).entries
    assert [entries[0].title, entries[-1].title] == ["Note 0", "Note 999"]


@pytest.mark.parametrize("charset", ["cp1251", "utf-8"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "no-such-charset"])
def test_a_wrong_charset_does_not_garble_a_feed(charset: str, declared: str) -> None:
    text = "Министр иностранных дел прибыл в Женеву. Переговоры о границе продолжатся завтра утром. " * 3
    body = rss(item(1, text=text)).decode().replace('encoding="utf-8"', f'encoding="{declared}"').encode(charset)
    assert "Министр иностранных дел" in only(body, f"text/xml; charset={declared}").text


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (page(), PageNotFeed),
        (b"<html><body>Blocked</body></html>", PageNotFeed),
        (b"<?xml version='1.0'?><note>x</note>", BrokenFeed),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ', BrokenFeed),
        (b'{"a": 1}', NotAFeed),
        (b"", NotAFeed),
        (b"hello", NotAFeed),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NotAFeed),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, error: type[NotAFeed]) -> None:
    with pytest.raises(NotAFeed) as caught:
        read_feed(body, URL, "application/rss+xml", now=NOW)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "entity", ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY l "lol"><!ENTITY x "&l;&l;&l;&l;&l;&l;&l;&l;&l;">']
)
def test_a_feed_with_entities_is_refused(entity: str) -> None:
    with pytest.raises(ForbiddenXml):
        read_feed(rss(item(1, text="&x;"), head=f"<!DOCTYPE rss [{entity}]>"), URL, now=NOW)


def test_a_doctype_without_entities_is_no_obstacle() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    assert only(rss(item(1), head=head)).title == "Note 1"


def test_broken_xml_gives_the_entries_that_can_be_read() -> None:
    assert only(rss(item(1)).replace(b"<guid>", b"<p>Q&A &nbsp;<guid>")).title == "Note 1"


def test_60000_nested_tags_in_an_entry_cost_only_that_entry() -> None:
    deep = f"<item><title>Deep</title><description><![CDATA[{'<div>' * 60_000}x]]></description></item>"
    assert [(one.title, one.text != "") for one in read_feed(rss(deep, item(1)), URL, now=NOW).entries] == [
        ("Deep", False),
        ("Note 1", True),
    ]


def test_feeds_behind_a_page_are_found() -> None:
    head = (
        '<link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" hreflang="fr" href="/fr">'
    )
    assert find_feeds(page(head=head), "https://x.example/news/") == [
        "https://x.example/atom",
        "https://x.example/rss.xml",
    ]


def test_a_page_without_feeds_has_none() -> None:
    assert find_feeds(f"<p>{FIRST}</p>".encode(), URL) == []
    assert find_feeds(b"\x89PNG" + bytes(range(256)), URL) == []


@pytest.mark.parametrize("name", ["title", "description", "link", "author", "pubDate", "guid", "content:encoded"])
def test_an_element_that_is_not_closed_breaks_no_feed(name: str) -> None:
    broken = f'<{name}>1<><x><o a="b"/></body></o/guid></channel></rss>'
    document = f'<rss version="2.0"><channel><title>N</title><item><title>A</00 GMT</pu24-01-01\n{broken}'
    feed = read_feed(document.encode(), URL, now=NOW)
    assert all(isinstance(one.text, str) for one in feed.entries)
