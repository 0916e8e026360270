from __future__ import annotations

import pytest

from bot.sources.seeds import read_seeds
from summarizer.analysis import analyse
from summarizer.headline import WHOLE, headline
from summarizer.model import Article


def made(text: str, language: str | None = None) -> str:
    analysis = analyse(Article(text, language=language))
    return headline(text, analysis.spans, analysis.scores, analysis.language)


def test_a_short_first_sentence_is_the_headline() -> None:
    assert (
        made("Japan and Russia resumed talks in Geneva. They met twice.") == "Japan and Russia resumed talks in Geneva"
    )


def test_a_long_sentence_is_cut_where_its_first_clause_ends() -> None:
    text = (
        "Japan and Russia resumed talks about a peace treaty in Geneva on Monday, "
        + "after a pause of years " * 6
        + "."
    )
    assert made(text) == "Japan and Russia resumed talks about a peace treaty in Geneva on Monday"


def test_a_list_of_names_is_no_headline() -> None:
    text = (
        "President Ronald Reagan of the United States and Mikhail Gorbachev, who met in Iceland, agreed to meet again."
    )
    assert not text.startswith(made(text) + ",")


@pytest.mark.parametrize(
    "opening", ["He refused to sign it.", "But the talks went on for a week.", "The minister left."]
)
def test_a_headline_points_back_to_nothing(opening: str) -> None:
    assert made(f"{opening} Japan and Russia resumed talks in Geneva.") == "Japan and Russia resumed talks in Geneva"


def test_a_headline_holds_no_half_quotation() -> None:
    text = "“We are ready to sign the treaty that was agreed upon in May, and we wait,” said the envoy of Norway. " * 2
    assert made(text).count("“") == made(text).count("”")


def test_seed_articles_have_clauses_of_their_own_as_headlines() -> None:
    for draft in read_seeds():
        line = made(draft.text)
        assert line in draft.text
        assert 20 <= len(line) <= WHOLE


@pytest.mark.parametrize(
    "text", ["word", "He.", "a" * 5_000, "word " * 5_000, "条约" * 900, "a\nb\nc", "«a", "A, b, c: d"]
)
def test_any_text_with_a_word_has_one(text: str) -> None:
    line = made(text)
    assert line
    assert line in text
    assert len(line) <= WHOLE
