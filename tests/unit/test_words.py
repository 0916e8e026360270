from __future__ import annotations

import pytest

from summarizer.text.words import MAX_CHARACTERS, words


def test_punctuation_is_no_word() -> None:
    assert words("“We won't sign,” he said.", "en") == ("We", "wo", "n't", "sign", "he", "said")


def test_chinese_and_japanese_are_cut_into_words() -> None:
    assert words("外交部发言人在北京说。", "zh") == ("外交部", "发言人", "在", "北京", "说")
    assert words("外相は東京で会談した。", "ja") == ("外相", "は", "東京", "で", "会談", "し", "た")


@pytest.mark.parametrize("language", ["zh", "ja", "en", "ar"])
def test_a_lone_surrogate_stalls_nothing(language: str) -> None:
    assert words("a \ud800 b", language)[0] == "a"


def test_an_endless_sentence_is_read_in_part() -> None:
    assert len(words("a " * 1_000_000, "en")) == MAX_CHARACTERS // 2


def test_nothing_gives_nothing() -> None:
    assert words("", "en") == words("… — !", "en") == ()
