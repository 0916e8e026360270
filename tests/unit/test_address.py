"""Addresses are read strictly, and in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.errors import BadAddress
from bot.sources.address import join_address, read_address


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("  HTTPS://Example.ORG/News?q=1#top \n", "https://example.org/News?q=1"),
        ("http://example.org.", "http://example.org/"),
        ("http://пример.рф/ю", "http://xn--e1afmkfd.xn--p1ai/%D1%8E"),
        ("http://example.org:8443/", "http://example.org:8443/"),
        ("http://my_host.example/a b", "http://my_host.example/a%20b"),
        ("https://[2606:4700:0::1]/", "https://[2606:4700::1]/"),
    ],
)
def test_an_address_has_one_spelling(text: str, read: str) -> None:
    assert str(read_address(text)) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http:///news",
        "http://",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org:22/",
        "http://example.org:25/",
        "http://example.org:6667/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://example.org:http/",
        "http://exa mple.org/",
        "http://exam\tple.org/",
        "http://example..org/",
        "http://%31%32%37.0.0.1/",
        "http://[::1",
        "http://" + "a" * 64 + ".org/",
        "http://example.org/\x00",
        "http://example.org/\udcff",
        "http://example.org/" + "a" * 4000,
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadAddress):
        read_address(text)


def test_a_relative_address_is_joined_to_the_one_that_it_stands_in() -> None:
    base = URL("https://example.org/a/b")
    assert str(join_address(base, "../c?d=1#e")) == "https://example.org/c?d=1"
    assert str(join_address(base, "//other.example/")) == "https://other.example/"


@given(st.text())
def test_nothing_else_is_raised_whatever_is_given(text: str) -> None:
    for given_text in (text, f"http://{text}", f"http://example.org{text}"):
        try:
            read = read_address(given_text)
        except BadAddress:
            continue
        assert read.scheme in ("http", "https")
        assert read_address(str(read)) == read
