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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L’ambassade de Norvège à Reykjavik, en travaux, rouvrira lundi", "fr"),
        ("Закон о рыболовстве в северных морях, принятый весной, вступил в силу", "ru"),
        ("Henry Bloggs, the former head of the fisheries board of Norway, resigned", "en"),
        ("The two envoys of the fishing nations in the north, Norway and Iceland, met", "en"),
        ("Deux ans après l’accord de pêche signé à Reykjavik, Oslo le dénonce", "fr"),
    ],
)
def test_what_is_put_between_subject_and_verb_is_not_cut_off(text: str, language: str) -> None:
    assert made(f"{text}.", language) == text


@pytest.mark.parametrize(
    ("text", "language", "line"),
    [
        (
            "Власти Норвегии в четверг объявили, что квоты станут вдвое больше, " + "и так далее " * 12,
            "ru",
            "станут вдвое больше",
        ),
        ("Norway signed a treaty on fish with Iceland, which " + "had waited for years " * 6, "en", "with Iceland"),
    ],
)
def test_a_long_sentence_ends_after_its_verb(text: str, language: str, line: str) -> None:
    assert made(f"{text}.", language).endswith(line)


@pytest.mark.parametrize("first", ["Monday, 3 June 2019", "Will Norway ever sign?", "The envoys agreed on this:"])
def test_a_date_a_question_and_an_announcement_are_no_headlines(first: str) -> None:
    assert made(f"{first}\nNorway and Iceland signed a treaty on fish.", "en") == (
        "Norway and Iceland signed a treaty on fish"
    )


def test_half_a_quotation_in_single_marks_is_no_headline() -> None:
    text = "Four guards of the embassy of Norway used 'needless, excessive and unlawful force', a court heard."
    assert made(text, "en") == text.rstrip(".")


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
