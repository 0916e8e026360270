"""What `/said` is asked, who of several people is meant, and what counts as one quotation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadTopic, WhoSaid
from bot.services.said.asked import Asked, Sought, sought, understand
from bot.services.said.people import people
from bot.services.said.repeats import once
from bot.services.said.working import whole
from bot.texts.said import Saying
from storage.records import QuotationRecord, QuoteRecord
from summarizer.quotes.model import Quote

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)


def record(name: str | None, *voices: str, language: str = "en", article: int = 1) -> QuotationRecord:
    quote = QuoteRecord(name or "the ministry", name, voices, "said", True, 0, 4, 0)
    return QuotationRecord(quote, article, "“Yes”", "Wire", NOW, NOW, language)


def saying(text: str, outlet: str | None, days: int = 0, article: int = 1) -> Saying:
    return Saying(article, 0, text, "Dahl", "said", True, outlet, NOW - timedelta(days=days))


@pytest.mark.parametrize(
    ("argument", "asked"),
    [
        ("", Asked("")),
        ("  Kari \n Dahl ", Asked("Kari Dahl")),
        ("Dahl about salmon about", Asked("Dahl", "salmon about")),
        ("Dahl about", Asked("Dahl")),
        ("Dahl on salmon", Asked("Dahl", "salmon")),
        ("Dahl sur le saumon", Asked("Dahl", "le saumon")),
        ("Dahl sobre salmón", Asked("Dahl", "salmón")),
        ("Даль о лососе", Asked("Даль", "лососе")),
        ("الخطيب عن السلام", Asked("الخطيب", "السلام")),
        ("毛安关于台湾", Asked("毛安", "台湾")),
    ],
)
def test_a_topic_stands_behind_a_small_word(argument: str, asked: Asked) -> None:
    assert understand(argument) == asked


def test_a_topic_without_anybody_is_refused() -> None:
    with pytest.raises(WhoSaid):
        understand("about salmon")


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        ("the Kremlin", Sought(ids=("country:RU",))),
        ("l’Élysée", Sought(ids=("country:FR",))),
        ("Mr. Dahl", Sought(words=("dahl",))),
        ("President Kari Dahl", Sought(words=("kari", "dahl"))),
        ("министр Даль", Sought(words=("даль",))),
    ],
)
def test_a_name_is_told_from_a_country_and_from_its_titles(who: str, meant: Sought) -> None:
    assert sought(who) == meant


def test_what_is_no_word_is_refused() -> None:
    with pytest.raises(BadTopic):
        sought("!!!")


def test_spellings_of_one_given_name_are_one_person() -> None:
    found = [record("Sergei Dahlov"), record("Sergey Dahlov"), record("Sergey Dahlov"), record("S. Dahlov")]
    (person,) = people(["dahlov"], found)
    assert person.name == "Sergey Dahlov"
    assert len(person.quotations) == 4


def test_a_last_name_of_two_people_is_whose_country_it_is() -> None:
    found = [record("Kari Dahl", "country:NO"), record("Per Dahl"), record("Dahl", "country:NO"), record("Dahl")]
    assert [(one.name, len(one.quotations)) for one in people(["dahl"], found)] == [("Kari Dahl", 2), ("Per Dahl", 1)]


def test_another_given_name_is_another_person() -> None:
    found = [record("Kari Dahl"), record("Per Dahl"), record("Dahl")]
    (person,) = people(["kari", "dahl"], found)
    assert person.name == "Kari Dahl"


def test_cases_of_a_russian_name_are_one_person() -> None:
    found = [record("Иван Лосов", language="ru"), record("Лосова", language="ru")]
    (person,) = people(["лосов"], found)
    assert len(person.quotations) == 2


def test_a_part_of_a_quotation_is_that_quotation() -> None:
    whole = "“We will sign the salmon treaty before summer, and not later,”"
    part = "“we will sign the salmon treaty before summer,”"
    (one,) = once([saying(part, "Post", 2, 2), saying(whole, "Wire", 1), saying(whole, "Herald", 0, 3)])
    assert one.text == whole
    assert one.outlet == "Wire"
    assert one.also == ("Post", "Herald")


def test_short_quotations_are_one_only_if_they_are_the_same() -> None:
    found = once([saying("“Yes,”", "Wire"), saying("“yes”", "Post", 1, 2), saying("“Yes, of course,”", "Herald", 2, 3)])
    assert [(one.text, one.outlet, one.also) for one in found] == [
        ("“yes”", "Post", ("Wire",)),
        ("“Yes, of course,”", "Herald", ()),
    ]


def shown(text: str, said: str, speaker: str, spans: list[tuple[int, int]], *, direct: bool = False) -> str:
    """What is shown of the words ``said`` in a text."""
    start, at = text.index(said), text.index(speaker)
    quote = Quote(speaker, (at, at + len(speaker)), "said", said, start, start + len(said), direct)
    return text[slice(*whole(quote, spans))]


def test_what_is_said_in_other_words_is_shown_with_its_sentence() -> None:
    text = "Rain fell. In Oslo Dahl said she was ready to sign. Snow fell."
    spans = [(0, 10), (11, 51), (52, 62)]
    assert shown(text, "she was ready to sign", "Dahl", spans) == "In Oslo Dahl said she was ready to sign."
    assert shown(text, "she was ready to sign", "Dahl", spans, direct=True) == "she was ready to sign"


def test_a_sentence_that_is_too_long_is_shown_from_the_speaker_on() -> None:
    tail = "the salmon treaty was ready"
    text = f"{'Rain fell, ' * 100}and Dahl said {tail}."
    assert shown(text, tail, "Dahl", [(0, len(text))]) == f"Dahl said {tail}"


def test_a_speaker_in_another_sentence_is_not_shown_with_it() -> None:
    text = "Dahl came to Oslo. She said the text was ready."
    assert shown(text, "the text was ready", "Dahl", [(0, 18), (19, 47)]) == "She said the text was ready."
