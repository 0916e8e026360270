"""Escaping, measuring and cutting as Telegram does it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.texts.html import Markup, cut, escape, in_messages, length, units


def test_markup_is_not_escaped_twice() -> None:
    assert escape(Markup("<b>a</b>")) == "<b>a</b>"


def test_tags_and_ampersands_are_escaped() -> None:
    assert escape('<script>&"') == "&lt;script&gt;&amp;&quot;"


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    assert escape("a\x00b\x1bc\ud800d") == "abcd"


def test_parts_are_put_into_as_few_messages_as_hold_them() -> None:
    parts = [Markup("<b>a</b>" * 2000), Markup("b" * 2094), Markup("c"), Markup("d" * 4096)]
    assert [length(one) for one in in_messages(parts)] == [4096, 1, 4096]
    assert in_messages([Markup("a"), Markup("b")]) == ["a\n\nb"]
    assert in_messages([]) == []


def test_length_counts_utf16_units_without_tags() -> None:
    assert length("<b>a &amp; b</b>") == 5
    assert length("😀") == 2


def test_cut_ends_at_a_word() -> None:
    assert cut("Envoys resumed the talks", 20) == "Envoys resumed the…"


@given(st.text(max_size=300), st.integers(1, 200))
def test_cut_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert units(cut(text, limit)) <= limit


@given(st.text(max_size=300))
def test_escaped_text_has_its_own_length(text: str) -> None:
    shown = "".join(letter for letter in text if escape(letter))
    assert length(escape(text)) == units(shown)
