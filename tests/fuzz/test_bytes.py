"""Files, pages, feeds and lists, broken in any way: each is read or refused by name."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import CommuniqueError
from bot.jobs.pushes import NoUpdate, read_update
from bot.sources import pdf_process
from bot.sources.feeds import read_feed
from bot.sources.files import read_many
from bot.sources.opml import Subscription, read_opml, write_opml
from bot.sources.pages import read_page
from tests.fixtures.papers import FIRST, TEXT, item, page, pdf, rss, word, zipped
from tests.fuzz.effort import trying

NOW = datetime(2026, 11, 28, tzinfo=UTC)
MAIL = (
    b"Message-ID: <a@b>\nMIME-Version: 1.0\nFrom: A <a@b.c>\nDate: Mon, 02 Jan 2023 10:00:00 +0000\n"
    b"Subject: =?utf-8?B?aGVsbG8=?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    b"Content-Type: text/plain; charset=utf-8\n\nEnvoys met in Tokyo.\n--x--\n"
)
JSON_FEED = b'{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","content_text":"x"}]}'
SEEDS = {
    "a.txt": TEXT.encode(),
    "a.md": b"---\ntitle: x\ndate: 2024-01-01\n---\n# Head\n\nText *a* [b](http://c).",
    "a.html": page(),
    "a.eml": MAIL,
    "a.jsonl": b'{"title":"T","text":"Envoys met.","published":"2024-01-01T00:00:00Z"}\n[{"text":"x"}]',
    "a.csv": b"title;text;date\na;Envoys met in Tokyo today.;2024-01-01\n",
    "a.xml": rss(item(1, "Wed, 01 May 2024 10:00:00 +0200")),
    "a.json": JSON_FEED,
    "a.opml": write_opml([Subscription("https://example.org/feed", "News")]),
    "a.docx": word(FIRST),
    "a.zip": zipped({"a.txt": TEXT.encode(), "b.html": page()}),
}
PUSH = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 2, "type": "private", "first_name": "A"},
        "from": {"id": 2, "is_bot": False, "first_name": "Ä"},
        "text": "/latest",
        "entities": [{"type": "bot_command", "offset": 0, "length": 7}],
    },
}
PDF = pdf(FIRST, title="Talks")
PIECES = (
    *(b"<", b">", b"]]>", b"<!DOCTYPE", b"&#0;", b"&", b'"', b"\x00", b"\xff\xfe", b"\n\n", b"--x", b"PK\x03\x04"),
    *(b"1e999", b"\\ud800", b"9" * 30, b"encoding='utf-7'", b"<item>" * 9, b"{" * 50),
    b"Content-Type: text/html; charset=rot13\n",
)


def broken(data: bytes, seed: int) -> bytes:
    """The bytes with a few pieces cut out, moved, doubled, turned or put in; the same for the same seed."""
    chance, found = random.Random(seed), bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(found) + 1)
        stop = min(len(found), start + chance.choice((1, 2, 9, 60)))
        piece = bytes(found[start:stop])
        found[start:stop] = chance.choice((b"", piece * 2, chance.choice(PIECES), chance.randbytes(len(piece))))
    return bytes(found)


_seeds = st.integers(0, 2**32)


@pytest.mark.parametrize("name", SEEDS)
@trying(25)
@given(seed=_seeds)
def test_a_broken_file_is_read_or_refused(name: str, seed: int) -> None:
    for read in read_many(name, broken(SEEDS[name], seed)):
        assert (read.draft is None) != (read.error is None)


@pytest.mark.parametrize("name", SEEDS)
@trying(6)
@given(other=st.sampled_from(sorted(SEEDS)), seed=_seeds)
def test_a_file_under_a_name_that_is_not_its_own_is_read_or_refused(name: str, other: str, seed: int) -> None:
    for read in read_many(name, broken(SEEDS[other], seed)):
        assert (read.draft is None) != (read.error is None)


@pytest.mark.parametrize(
    ("read", "seeds"),
    [
        (lambda data: read_feed(data, "https://example.org/feed", now=NOW), ("a.xml", "a.json")),
        (lambda data: read_page(data, "https://example.org/a", None), ("a.html", "a.xml", "a.txt")),
        (read_opml, ("a.opml", "a.xml")),
    ],
    ids=["feed", "page", "opml"],
)
@trying(40)
@given(data=st.data())
def test_what_the_network_gives_is_read_or_refused(
    read: Callable[[bytes], object], seeds: tuple[str, ...], data: st.DataObject
) -> None:
    body = broken(SEEDS[data.draw(st.sampled_from(seeds))], data.draw(_seeds))
    try:
        found = read(body)
    except CommuniqueError as error:
        found = error.key
    assert found is not None


@trying(100)
@given(data=st.data())
def test_a_push_is_an_update_or_is_refused(data: st.DataObject) -> None:
    body = broken(json.dumps(PUSH, ensure_ascii=False).encode(), data.draw(_seeds))
    with suppress(NoUpdate):
        assert read_update(body).update_id >= 0


@trying(40)
@given(_seeds)
def test_a_broken_pdf_is_read_or_named(seed: int) -> None:
    """In this process; the program reads each in one of its own, with limits."""
    found = pdf_process.read(broken(PDF, seed))
    assert found.keys() in ({"error"}, {"title", "pages"})
