"""Texts that are made so that a pattern looks for the same again and again: each is read as fast as any other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.sources.address import IPV6, read_address
from bot.sources.markdown import read_markdown
from bot.sources.metadata import names
from bot.sources.paragraphs import unwrapped
from bot.sources.patience import time_limit
from bot.sources.prolog import decode_markup
from summarizer.text.trailers import trailer
from summarizer.text.unspaced import spans

MANY = 20_000
PATIENCE = 3.0
"""Seconds; what is looked at once takes some hundredths, and what is not took minutes."""


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Whoever takes longer raises TookTooLong."""
    with time_limit(PATIENCE):
        yield


@pytest.mark.parametrize("gap", [" ", "\t ", "#", " #"])
def test_a_heading_is_looked_at_once_however_far_apart_its_words_are(gap: str) -> None:
    found = read_markdown(f"Nets\n\n# Talks {gap * MANY} end\n\nBoats came home.".encode())
    assert found.text.startswith("Talks")
    assert found.text.endswith("Boats came home.")


def test_signs_that_close_a_heading_are_none_of_its_words() -> None:
    found = read_markdown(b"# Talks on C# ##  \n\n## Who came ##\n\nBoats # came home. #\n")
    assert (found.title, found.text) == ("Talks on C#", "Who came\n\nBoats # came home. #")


def test_remarks_are_left_out_and_one_that_is_not_closed_stays() -> None:
    opened = "<!-- " * MANY
    found = read_markdown(f"Nets\n\nBoats <!-- all\nof them --> came<!----> home. {opened}".encode())
    assert found.text.startswith("Boats  came home. <!-- <!--")
    assert found.text.count("<!--") == MANY


def test_spaces_within_a_line_stay_and_those_at_its_end_go() -> None:
    gap = " \t" * MANY
    assert read_markdown(f"Nets\n\nBoats{gap}came home.{gap}\nAll.".encode()).text == f"Boats{gap}came home.\nAll."


@pytest.mark.parametrize("gap", [" ", "\t", "\n ", "; "])
def test_authors_are_told_apart_however_far_apart_they_are(gap: str) -> None:
    assert names(f"Anna Lind; Ivan Petrov | Li Na ;{gap * MANY}") == ("Anna Lind", "Ivan Petrov", "Li Na")


def test_a_line_of_one_word_is_looked_at_once() -> None:
    word = "й" * MANY
    assert unwrapped([f"{word}!\n{word}-\nй"]) == f"{word}! {word}й"


@pytest.mark.parametrize("declared", ["charset{0}={0}'{0}!", "charset={0}'", "charset{0}"])
def test_an_encoding_is_looked_for_once(declared: str) -> None:
    said = declared.format(" " * MANY)
    assert decode_markup("<p>été".encode(), said) == "<p>été"
    assert decode_markup(f"<meta {said}>été".encode()) == f"<meta {said}>été"


def test_an_encoding_is_found_with_and_without_quotes() -> None:
    for said in ("charset=koi8-r", "charset = ' koi8-r'", 'Charset="KOI8-R"'):
        assert decode_markup("мир".encode("koi8-r"), f"text/html; {said}") == "мир"


def test_dots_without_end_are_looked_at_once() -> None:
    text = f"他们说{'…' * MANY}走了……”。船回来了。"
    cut = [text[start:end] for start, end in spans(text, 0, len(text))]
    assert [part[-5:] for part in cut] == ["走了……”", "。", "船回来了。"]


def test_names_without_end_are_told_apart_in_one_way() -> None:
    assert not trailer("A and A " * 60, last=True)
    assert trailer("Ann Lee, Li Na, and Bo Ek and Al Ro reported from Oslo, Norway", last=True)


def test_a_host_of_colons_is_looked_at_once() -> None:
    assert IPV6.fullmatch(":" * MANY + "%") is None
    assert read_address("http://[2001:db8::7]/").host == "2001:db8::7"
