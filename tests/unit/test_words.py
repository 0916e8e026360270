from __future__ import annotations

from summarizer.text.words import MAX_CHARACTERS, words


def test_punctuation_is_no_word() -> None:
    assert words("“We won't sign,” he said.", "en") == ("We", "wo", "n't", "sign", "he", "said")


def test_chinese_counts_by_the_character() -> None:
    assert words("外长会晤。", "zh") == ("外", "长", "会", "晤")


def test_an_endless_sentence_is_read_in_part() -> None:
    assert len(words("a " * 1_000_000, "en")) == MAX_CHARACTERS // 2


def test_nothing_gives_nothing() -> None:
    assert words("", "en") == words("… — !", "en") == ()
