"""What stands behind `/summary` is understood."""

from __future__ import annotations

import pytest

from bot.errors import BadLength, UnknownArticle
from bot.handlers.wanted import Wanted, understand


@pytest.mark.parametrize(
    ("argument", "wanted"),
    [
        ("", Wanted()),
        ("5", Wanted(sentences=5)),
        ("+5", Wanted(sentences=5)),
        ("1012", Wanted(article=1012)),
        ("#5", Wanted(article=5)),
        ("kuril islands", Wanted(words="kuril islands")),
        ("5 kuril islands", Wanted(sentences=5, words="kuril islands")),
        ("1905 portsmouth", Wanted(words="1905 portsmouth")),
        ("U.S. Japan treaty", Wanted(words="U.S. Japan treaty")),
        ("٥", Wanted(sentences=5)),
    ],
)
def test_numbers_articles_and_words_are_told_apart(argument: str, wanted: Wanted) -> None:
    assert understand(argument) == wanted


@pytest.mark.parametrize(
    "text",
    ["Envoys met in Geneva. They will meet again.", "word " * 41, "外交部长会见了来访的代表团。双方同意继续会谈。"],
)
def test_a_text_is_told_from_a_query(text: str) -> None:
    assert understand(text.strip()) == Wanted(text=text.strip())


@pytest.mark.parametrize("argument", ["0", "-3", "−3", "0 kuril", "-" + "9" * 30])
def test_a_length_that_cannot_be_given_is_refused(argument: str) -> None:
    with pytest.raises(BadLength):
        understand(argument)


@pytest.mark.parametrize("argument", ["9" * 19, "#" + "9" * 40])
def test_a_number_beyond_the_database_is_no_article(argument: str) -> None:
    with pytest.raises(UnknownArticle):
        understand(argument)
