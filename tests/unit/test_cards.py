"""Cards fit into a message, whatever the article holds, and show the article's own words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.cards import Card, context_card, largest, summary_card
from bot.texts.catalogue import translator
from bot.texts.html import MESSAGE_LIMIT, length, units
from bot.texts.passages import Line, tail

T = translator("en")
LINES = ["Envoys met in Geneva.", "They will meet again."]


def test_a_card_names_title_source_date_share_and_link() -> None:
    card = Card(
        "Talks resume", LINES, 9, "Agence", datetime(2026, 3, 1, tzinfo=UTC), "https://a.example/?x=1&y=2", 1001
    )
    assert summary_card(T, card) == (
        "<b>Talks resume</b>\n\nEnvoys met in Geneva.\n\nThey will meet again.\n\nAgence · March 1, 2026\n"
        '<i>2 of 9 sentences · article 1001</i>\n<a href="https://a.example/?x=1&amp;y=2">Original article</a>'
    )


def test_a_card_says_what_the_text_says_of_its_origin() -> None:
    card = Card("Talks resume", LINES, 9, "Agence", article_id=1001, place="OSLO", dated="3 March", authors=["A. Lee"])
    assert "\n\nA. Lee · Agence · OSLO · 3 March\n" in summary_card(T, card)


def test_a_known_date_of_publication_stands_for_that_of_the_dateline() -> None:
    published = datetime(2026, 3, 1, tzinfo=UTC)
    card = Card("Talks resume", LINES, 9, published=published, place="Oslo", dated="28 February")
    assert "\n\nOslo · March 1, 2026\n" in summary_card(T, card)


def test_markup_in_titles_and_texts_is_shown_not_obeyed() -> None:
    shown = summary_card(T, Card("<b>&", ["<script>alert(1)</script>"], 1, "<i>"))
    assert "&lt;b&gt;&amp;" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_only_web_links_become_links() -> None:
    assert "href" not in summary_card(T, Card("T", LINES, 2, link="javascript:alert(1)"))


@pytest.mark.parametrize("line", ["x" * 1_000_000, "слово " * 9_000, "😀" * 5_000, "&" * 9_000])
def test_one_endless_sentence_is_cut_to_a_message(line: str) -> None:
    shown = summary_card(
        T, Card("T" * 900, [line], 1, "O" * 900, None, "https://a.example/" + "p" * 2000, 1001, "t" * 200)
    )
    assert 2_000 < length(shown) <= MESSAGE_LIMIT


def test_as_many_whole_sentences_as_fit_are_shown() -> None:
    lines = [f"{number} " + "word " * 60 for number in range(50)]
    card, count = largest(T, lambda n: Card("Title", lines[:n], 50, article_id=1001), 50)
    assert count == len(card.lines) < 50
    assert length(summary_card(T, card)) <= MESSAGE_LIMIT
    assert "…" not in summary_card(T, card)


def test_context_puts_the_kept_sentence_in_bold_between_its_neighbours() -> None:
    passage = [Line("Before <it>."), Line("Kept & kept.", kept=True), Line("After it.")]
    assert "Before &lt;it&gt;. <b>Kept &amp; kept.</b> After it." in context_card(
        T, Card("T", ["Kept & kept."], 3), [passage]
    )


@pytest.mark.parametrize("count", [1, 7, 60, 2000])
def test_context_fits_however_many_places_there_are(count: int) -> None:
    places = [[Line("before " * 90), Line("kept " * 90, kept=True), Line("after " * 90)]] * count
    assert length(context_card(T, Card("T", ["x"] * count, count), places)) <= MESSAGE_LIMIT


ASTRAL = st.text(alphabet=st.sampled_from("😀🇫🇷𝔄 a&<"), min_size=1, max_size=1500)
PASSAGES = st.lists(st.lists(st.builds(Line, ASTRAL, st.booleans()), min_size=1, max_size=4), min_size=1, max_size=6)


@given(PASSAGES, st.integers(1, 5))
def test_no_card_exceeds_a_message_whatever_the_planes_of_its_letters(passages: list[list[Line]], times: int) -> None:
    passages = passages * times
    lines = [line.text for passage in passages for line in passage if line.kept]
    card = Card("😀" * 200, lines, 9_999, "😀" * 90, None, None, 1001, "😀" * 100)
    assert length(context_card(T, card, passages)) <= MESSAGE_LIMIT
    assert length(summary_card(T, card)) <= MESSAGE_LIMIT


@given(ASTRAL, st.integers(2, 400))
def test_the_end_of_a_sentence_is_cut_by_utf16_units(text: str, limit: int) -> None:
    assert units(tail(text, limit)) <= limit
    assert text.endswith(tail(text, limit).removeprefix("…"))


def test_neighbours_get_what_kept_sentences_leave() -> None:
    passage = [Line("before " * 900 + "it."), Line("Kept whole.", kept=True), Line("Said after.")]
    shown = context_card(T, Card("T", ["Kept whole."], 3), [passage])
    assert "…" in shown
    assert shown.index("before it. <b>Kept whole.</b> Said after.") > 0
    assert 4_000 < length(shown) <= MESSAGE_LIMIT


def test_reasons_stand_in_italics_below_their_passage() -> None:
    passage = [Line("Before."), Line("Kept.", kept=True, why="opens & ends the article"), Line("After.")]
    shown = context_card(T, Card("T", ["Kept."], 3), [passage])
    assert "<b>Kept.</b> After.\n<i>opens &amp; ends the article</i>" in shown


@pytest.mark.parametrize("size", [10, 400, 900, 2_000])
def test_reasons_never_make_a_message_too_long(size: int) -> None:
    passages = [[Line("kept " * size, kept=True, why="because of much " * 9)] for _ in range(5)]
    assert length(context_card(T, Card("T", ["x"] * 5, 9), passages)) <= MESSAGE_LIMIT
