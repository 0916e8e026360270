"""Folding: of one text, of several together, and of more marks than any letter has."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.folding import fold, fold_each, normalised

SIGNS = "aB é\u0301\u0323中条\u30fb\u3099あアＡ々1１_.'’-\u0966\u093fא\u05b0ي\u064b \n—\u200bｶﾞ\x1e"


@given(st.lists(st.text(SIGNS, max_size=12), max_size=5))
def test_texts_folded_together_are_folded_as_each_is(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "words"),
    [("条约 signed", ["条", "约", "signed"]), ("あ\u0301bc 中", ["あ", "中"]), ("NATO条约", ["nato", "条", "约"])],
)
def test_each_chinese_character_is_a_word(text: str, words: list[str]) -> None:
    assert fold(text) == words


@given(st.text(SIGNS, max_size=30))
def test_a_text_with_few_marks_is_normalised_as_ever(text: str) -> None:
    assert normalised("NFKC", text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("pair", ["\u0301\u0323", "\uff9e\u0323", "\u0f73\u0301"])
def test_a_letter_keeps_thirty_marks(pair: str) -> None:
    found = normalised("NFKD", f"a{pair * 500_000}b{pair}")
    assert found == unicodedata.normalize("NFKD", f"a{pair * 15}b{pair}")


def test_two_thousand_letters_with_a_mark_keep_them() -> None:
    assert normalised("NFD", "й" * 2_000 + "中\u0301" * 2_000) == unicodedata.normalize("NFD", "й" * 2_000) + (
        "中\u0301" * 2_000
    )
