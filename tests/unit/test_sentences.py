from __future__ import annotations

import nltk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.boundaries import MOST
from summarizer.text.sentences import split
from summarizer.text.stops import stops
from summarizer.text.trained import MODELS, learned


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert sentences("Mr. Ito met the U.S. envoy. They spoke for an hour.") == [
        "Mr. Ito met the U.S. envoy.",
        "They spoke for an hour.",
    ]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    assert sentences("“We will not sign.” The envoy left.") == ["“We will not sign.”", "The envoy left."]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\n\n", "\u2028", "\r"])
def test_a_line_break_ends_a_sentence(break_: str) -> None:
    assert sentences(f"Talks resume{break_}Envoys met.") == ["Talks resume", "Envoys met."]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ar", "التقى الوزراء. هل وقعوا؟ نعم؛ وقعوا.", 4),
        ("zh", "外长会晤。双方签字！他说：“很好。”会议结束。", 4),
        ("ja", "外相が会談した。条約に署名した。", 2),
        ("uk", "Посол Т. Шевченко прибув. Він говорив.", 2),
        ("ru", "Встреча прошла в 1993 г. в Токио. Стороны подписали декларацию.", 2),
        ("fr", "M. Dupont a signé. Les négociations reprennent.", 2),
        ("xx", "One. Two.", 2),
    ],
)
def test_sentences_end_as_the_language_ends_them(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_signs_alone_are_no_sentence() -> None:
    assert sentences("Envoys met.\n* * *\n—\nThey left.") == ["Envoys met.", "They left."]


def test_a_sentence_longer_than_a_window_stays_whole() -> None:
    long = "The envoy met " * 5_000
    assert sentences(f"First. {long}end. Last one here.")[1] == f"{long}end."


@pytest.mark.parametrize("unit", ["!", ".", "?!", "a. ", 'a." ', ". . ", "U.S.", "a'", "--."])
def test_a_run_of_stops_takes_no_time(unit: str) -> None:
    text = "a" + unit * (100_000 // len(unit))
    spans = split(text, "en")
    assert spans
    assert spans[0][0] == 0


def test_offsets_hold_beyond_the_trained_part() -> None:
    sentence = "The envoy of Japan met the envoy of Russia."
    assert set(sentences(" ".join([sentence] * 10_000))) == {sentence}


@given(
    st.text(alphabet=st.characters() | st.sampled_from('.!?…。؟ \n"”)aA\u200b\ud800'), max_size=80),
    st.sampled_from(["en", "ar", "zh"]),
)
def test_spans_are_ordered_trimmed_and_never_empty(text: str, language: str) -> None:
    reached = 0
    for start, end in split(text, language):
        assert reached <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        reached = end


@pytest.mark.parametrize("language", sorted(MODELS))
def test_every_trained_language_splits_without_a_download(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("nothing may be downloaded")

    monkeypatch.setattr(nltk, "download", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    learned.cache_clear()
    stops.cache_clear()
    assert len(split("Tokyo 1993. Moscow 1998.", language)) >= 1


def test_no_more_sentences_are_told_apart_than_books_have() -> None:
    assert len(split("a\n" * 70_000, "en")) == MOST


def test_a_short_line_goes_on_behind_an_abbreviation_only() -> None:
    assert sentences("Mr.\nIto\nleft") == ["Mr.\nIto", "left"]
