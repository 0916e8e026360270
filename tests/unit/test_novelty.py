"""What a reader was told already, and by which sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.briefs.model import Source
from summarizer.briefs.novelty import NEW, PARTLY, TOLD, Memory
from summarizer.model import Article

TUESDAY = datetime(2024, 3, 5, tzinfo=UTC)
SIGNED = "Japan and Norway signed a treaty on fisheries in Oslo, allowing 4,000 tonnes of cod."


def memory(text: str = SIGNED, language: str = "en") -> Memory:
    return Memory.of([Source.read("wire", Article(text, language=language), TUESDAY)])


def test_the_same_in_nearly_the_same_words_is_told_with_its_source_and_date() -> None:
    found = memory().judge("In Oslo, Norway and Japan signed the fisheries treaty, allowing 4,000 tonnes of cod.", "en")
    assert found.status == TOLD
    assert found.by is not None
    assert (found.by.source, found.by.sentence.text, found.by.told) == ("wire", SIGNED, TUESDAY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Japan and Norway signed a treaty on fisheries in Oslo, allowing 9,000 tonnes of cod.",
        "Japan and Norway have not signed a treaty on fisheries in Oslo, allowing 4,000 tonnes of cod.",
        "The treaty on fisheries that Japan and Norway signed in Oslo angered whalers in Bergen and Tromsø.",
    ],
)
def test_a_new_figure_a_denial_and_a_further_fact_are_partly_new(sentence: str) -> None:
    found = memory().judge(sentence, "en")
    assert found.status == PARTLY
    assert found.by is not None


def test_something_else_is_new() -> None:
    assert memory().judge("Heavy snow closed the airport for most of the weekend.", "en").by is None
    assert memory().judge("Heavy snow closed the airport for most of the weekend.", "en").status == NEW
    assert Memory().judge(SIGNED, "en").status == NEW


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (
            "fr",
            "Le Japon a signé le traité de pêche avec Oslo.",
            "Le Japon n'a pas signé le traité de pêche avec Oslo.",
        ),
        ("es", "Japón firmó el tratado de pesca con Oslo.", "Japón no firmó el tratado de pesca con Oslo."),
        ("ru", "Япония подписала рыболовный договор в Осло.", "Япония не подписала рыболовный договор в Осло."),
        ("zh", "日本与挪威在奥斯陆签署了渔业条约。", "日本与挪威在奥斯陆没有签署渔业条约。"),
        ("ar", "وقعت اليابان معاهدة الصيد مع النرويج.", "لم توقع اليابان معاهدة الصيد مع النرويج."),
    ],
)
def test_a_denial_is_news_in_every_language(language: str, before: str, after: str) -> None:
    known = memory(before, language)
    assert known.judge(before, language).status == TOLD
    assert known.judge(after, language).status == PARTLY


def test_the_latest_of_equal_sentences_is_named() -> None:
    sources = [Source.read(name, Article(SIGNED, language="en")) for name in ("first", "second")]
    found = Memory.of(sources).judge(SIGNED, "en")
    assert found.by is not None
    assert found.by.source == "second"
