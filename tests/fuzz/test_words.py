"""Words of readers, invented: queries, hours, dates, periods, links and buttons."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import BrokenLink, CommuniqueError
from bot.services.briefs import periods
from bot.services.links import Kind, Link, Links
from bot.services.schedules.dates import until
from bot.services.schedules.lexicon import LANGUAGES, entries
from bot.services.schedules.wishes import understand
from bot.services.schedules.zones import find_zone
from summarizer.errors import QueryError
from summarizer.topics.query import parse, parse_canonical
from summarizer.topics.trees import dump, load
from tests.fuzz.effort import trying

TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, tzinfo=UTC)

QUERY_PARTS = (
    *('"', "«", "»", "„", "“", "(", ")", "-", "~", "|", ",", "&", "AND", "OR", "NOT", ":", "\\", "*", "/", "\u202e"),
    *(
        "title:",
        "lang:",
        "act:",
        "outlet:",
        "about:",
        "lang:xx",
        "act:visit",
        "kuril",
        "Japan",
        "日本",
        "россия",
        "السلام",
    ),
    *(" ", "\n", "\x00", "\ud800", "e\u0301" * 9, "𝔘", "ﷺ"),
)
"""What a query is made of, and what it is not."""

WORDS = tuple(phrase for language in LANGUAGES for phrase, _ in entries(language))
SIGNS = (*"0123456789:.-/,;–٣३三", "24:00", "99999999999999999999", " ", "am", "UTC+14", "2026-02-30", "\u200f", "\x00")

_spoken = st.lists(st.sampled_from(WORDS + SIGNS) | st.text(max_size=4), max_size=12).map(" ".join)
_run_on = st.lists(st.sampled_from(WORDS + SIGNS), max_size=12).map("".join)


@trying(150)
@given(st.lists(st.sampled_from(QUERY_PARTS) | st.text(max_size=5), max_size=25).map("".join) | st.text(max_size=80))
@example("-" * 500)
@example("(" * 500)
@example('"' * 499)
@example("a ~ " * 120)
@example("(a|b)" * 90)
@example("-(a b)|" * 60)
def test_a_query_is_understood_or_refused_and_means_what_it_says(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse_canonical(query.canonical) == query
    assert load(dump(query)) == query


READERS: dict[str, Callable[[str], object]] = {
    "wish": understand,
    "pause": lambda text: until(text, TODAY),
    "zone": lambda text: find_zone(text, NOW),
    "period": lambda text: periods.understand(text, TODAY),
}


@pytest.mark.parametrize("kind", READERS)
@trying(40)
@given(text=_spoken | _run_on | st.text(max_size=60))
def test_words_are_understood_or_refused_by_name(kind: str, text: str) -> None:
    # Only an error with a name may come, which has a sentence of its own.
    with suppress(CommuniqueError):
        assert READERS[kind](text) is not None


@trying(200)
@given(st.text(max_size=70) | st.from_regex(r"[at][0-9]{1,19}-[A-Za-z0-9_-]{12}", fullmatch=True))
def test_nobody_writes_a_link_but_the_bot(payload: str) -> None:
    with pytest.raises(BrokenLink):
        Links("1:token").read(payload)


@trying(100)
@given(st.sampled_from(Kind), st.integers(1, 10**18 - 1), st.data())
def test_a_link_that_was_changed_opens_nothing(kind: Kind, number: int, data: st.DataObject) -> None:
    links = Links("1:token")
    payload = links.payload(kind, number)
    assert links.read(payload) == Link(kind, number)
    place = data.draw(st.integers(0, len(payload) - 1))
    letter = data.draw(st.sampled_from("at0123456789-_AZaz \n").filter(lambda one: one != payload[place]))
    with pytest.raises(BrokenLink):
        links.read(payload[:place] + letter + payload[place + 1 :])
    with pytest.raises(BrokenLink):
        Links("1:other").read(payload)
