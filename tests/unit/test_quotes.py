from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article, Entity
from summarizer.quotes import FINDERS, quotes
from summarizer.quotes.frames import frame
from summarizer.quotes.marks import quoted
from summarizer.tagging import tagged
from summarizer.text.sentences import split


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    read = tagged(Article(text, language=language))
    return [(one.speaker, one.text) for one in quotes(text, read.spans, language, read.entities)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We will sign,” Foreign Minister Ivan Petrov said.", "Foreign Minister Ivan Petrov", "“We will sign,”"),
        ("“We will sign,” said Ann Lee, a lawyer.", "Ann Lee", "“We will sign,”"),
        ("Ann Lee, the chief negotiator, said the deal was dead.", "Ann Lee", "the deal was dead"),
        ("Ann Lee (D-Ohio) warned that talks could fail.", "Ann Lee", "talks could fail"),
        ("Ann Lee told reporters on Monday: “It is over.”", "Ann Lee", "“It is over.”"),
        ("The Kremlin denied that its troops crossed the border.", "The Kremlin", "its troops crossed the border"),
        ("The ministry's spokesman said two ships left.", "The ministry's spokesman", "two ships left"),
        ("According to Ann Lee, the port will reopen.", "Ann Lee", "the port will reopen"),
        ("The port will reopen in May, Ann Lee said.", "Ann Lee", "The port will reopen in May"),
        ("Ann Lee called the plan “a grave mistake” on Monday.", "Ann Lee", "“a grave mistake”"),
        ("''We will sign,'' Ann Lee said.", "Ann Lee", "''We will sign,''"),
        ("“Will they sign?” Ann Lee asked.", "Ann Lee", "“Will they sign?”"),
        ("Ann Lee was quoted as saying that talks failed.", "Ann Lee", "talks failed"),
    ],
)
def test_speaker_and_words_are_as_written(text: str, speaker: str, words: str) -> None:
    assert said(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee did not say that talks had failed.",
        "Ann Lee was told that talks had failed.",
        "The train called “Red Arrow” runs each night.",
        "It was announced that the port would reopen.",
        "I said that we would sign.",
        "The woman who accused Ann Lee said so.",
        "“We will sign,” read the banner over the street.",
    ],
)
def test_nobody_is_named_who_did_not_certainly_say_it(text: str) -> None:
    assert said(text) == []


def test_a_quotation_that_its_speaker_interrupts_is_one_speakers() -> None:
    assert said("“We will sign,” Ann Lee said, “but not today.” Then she left.") == [
        ("Ann Lee", "“We will sign,”"),
        ("Ann Lee", "“but not today.”"),
    ]


def test_a_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    found = said("“We will sign,” Ann Lee said. “It is time.”\n\n“The port will reopen in May.”\n\nRain fell.")
    assert found == [
        ("Ann Lee", "“We will sign,”"),
        ("Ann Lee", "“It is time.”"),
        ("Ann Lee", "“The port will reopen in May.”"),
    ]


def test_a_pronoun_is_the_only_person_near_and_as_written_if_there_are_two() -> None:
    assert said("Ann Lee arrived late. “We will sign,” she said.") == [("Ann Lee", "“We will sign,”")]
    two = "Ann Lee met Mary Smith in Geneva. “We will sign,” she said."
    assert said(two) == [("she", "“We will sign,”")]


def test_a_pronoun_is_nobody_of_the_other_sex() -> None:
    assert said("Mrs. Ann Lee met Mr. Bob Ray. “We will sign,” he said.") == [("Mr. Bob Ray", "“We will sign,”")]


def test_verb_and_place_of_a_quotation() -> None:
    text = "Rain fell. “We will sign,” Ann Lee added."
    (one,) = quotes(text, split(text, "en"), "en")
    assert (one.verb, one.direct, text[slice(*one.speaker_span)]) == ("added", True, "Ann Lee")
    assert text[one.start : one.end] == one.text == "“We will sign,”"


def test_a_language_without_a_frame_has_no_quotations() -> None:
    text = "„Wir werden unterschreiben“, sagte Anna Lehmann."
    assert quotes(text, split(text, "de"), "de") == ()


def test_entities_can_speak_where_there_are_no_capitals() -> None:
    text = "巴黎表示，会谈将于周一恢复。"
    paris = Entity("country:FR", "about", 1.0, ("巴黎",), (0,))
    spans = split(text, "zh")
    assert quotes(text, spans, "zh") == ()
    assert [one.speaker for one in quotes(text, spans, "zh", (paris,))] == ["巴黎"]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("« un » et « deux »", ["« un »", "« deux »"]),
        ("«a «b» c» d", ["«a «b» c»"]),
        ("„a“ b", ["„a“"]),
        ('"a" b "c"', ['"a"', '"c"']),
        ("“a “b”", ["“a “b”"]),
        ("“never closed\n\nRain.", []),
        ("“a\n\n“b” c", ["“a", "“b”"]),
        ("the workers’ ‘plan’ isn’t", ["‘plan’"]),
    ],
)
def test_stretches_between_marks(text: str, stretches: list[str]) -> None:
    assert [text[one.start : one.end] for one in quoted(text)] == stretches


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru"])
def test_a_frame_knows_at_least_a_hundred_forms(language: str) -> None:
    assert len(frame(language).verbs) >= 100
    assert not frame(language).pronouns.keys() & frame(language).roles


HOSTILE = {
    "marks": ("en", "“" * 300_000),
    "straight marks": ("fr", '"' * 300_000),
    "never closed": ("es", "“Hello there. " * 25_000),
    "brackets": ("en", "Smith)" * 50_000 + " said"),
    "dashes": ("ru", "— a, — сказал X, — b\n" * 15_000),
    "verbs": ("en", "said " * 60_000),
    "one Chinese verb": ("zh", "说" * 300_000),
    "Chinese quotations": ("zh", "他说：“好。”" * 30_000),
    "sources": ("en", "according to " * 25_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end(name: str) -> None:
    language, text = HOSTILE[name]
    found = quotes(text, split(text, language), language)
    assert all(text[one.start : one.end] == one.text for one in found)


SIGNS = tuple('“”«»"—,.:()\n说，的他总x ')
WORDS = (
    "''",
    " said ",
    " Ann Lee ",
    " that ",
    " he ",
    " according to ",
    " сказал ",
    " что ",
    " a déclaré ",
    "l’",
    " dijo ",
)
PIECES = st.sampled_from((*SIGNS, *WORDS, " قال ", " إن ", "总统"))


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(sorted(FINDERS)))
def test_whatever_is_found_stands_in_the_text(text: str, language: str) -> None:
    for one in quotes(text, split(text, language), language):
        assert text[one.start : one.end] == one.text != ""
        assert text[slice(*one.speaker_span)] == one.speaker != ""
