"""Who a speaker is and for whom they speak: by what the article itself says of them, or not at all."""

from __future__ import annotations

import pytest

from summarizer.model import Article
from summarizer.quotes import quotes
from summarizer.quotes.persons import name
from summarizer.quotes.voices import NOBODY, Voice, voices
from summarizer.tagging import tagged


def heard(text: str, language: str = "en") -> list[tuple[str, Voice]]:
    found = tagged(Article(text, language=language))
    said = quotes(text, found.spans, language, found.entities)
    return [(one.speaker, voice) for one, voice in zip(said, voices(text, language, found.entities, said), strict=True)]


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("The Kremlin said the talks would resume.", Voice(None, ("country:RU",))),
        ("Beijing said the talks would resume.", Voice(None, ("country:CN",))),
        ("China’s foreign ministry said the talks would resume.", Voice(None, ("country:CN",))),
        (
            "Norwegian Prime Minister Kari Dahl said the talks would resume.",
            Voice("Kari Dahl", ("country:NO",)),
        ),
        ("The U.S. ambassador to Russia said the talks would resume.", Voice(None, ("country:US",))),
        ("The ambassador to Russia said the talks would resume.", NOBODY),
        ("NATO chief Nils Brandt said the talks would resume.", Voice("Nils Brandt", ("org:NATO",))),
        ("Norway’s bank chief Nils Brandt said the talks would resume.", Voice("Nils Brandt", ())),
        ("A Norwegian journalist said the talks would resume.", NOBODY),
        ("Former Norwegian premier Kari Dahl said the talks would resume.", Voice("Kari Dahl", ())),
        ("Norwegian opposition leader Kari Dahl said the talks would resume.", Voice("Kari Dahl", ())),
        ("Kari Dahl, Norway’s foreign minister, said the talks would resume.", Voice("Kari Dahl", ("country:NO",))),
        ("The Norwegian minister, Kari Dahl, said the talks would resume.", Voice("Kari Dahl", ("country:NO",))),
        ("Gov. Earl Ray Stone of West Virginia said the talks would resume.", Voice("Earl Ray Stone", ())),
    ],
)
def test_a_speaker_is_who_the_phrase_says(sentence: str, voice: Voice) -> None:
    ((_, found),) = heard(sentence)
    assert found == voice


def test_a_last_name_is_whoever_the_article_names_in_full() -> None:
    text = (
        "Norwegian Foreign Minister Kari Dahl came to Geneva. “We will sign,” Dahl said. "
        "Ms. Dahl added that the text was ready."
    )
    assert heard(text) == [
        ("Dahl", Voice("Kari Dahl", ("country:NO",))),
        ("Ms. Dahl", Voice("Kari Dahl", ("country:NO",))),
    ]


def test_a_last_name_of_two_people_is_neither() -> None:
    text = "Kari Dahl and Per Dahl met in Oslo. “We will sign,” Dahl said."
    assert heard(text) == [("Dahl", Voice("Dahl", ()))]


def test_the_ministry_is_the_one_that_spoke_before() -> None:
    text = "Chile’s foreign ministry said the text was ready. The ministry’s spokesman said that no date was set."
    assert [voice.ids for _, voice in heard(text)] == [("country:CL",), ("country:CL",)]


def test_the_ministry_after_two_of_them_is_nobody() -> None:
    text = (
        "Chile’s foreign ministry said the text was ready. Peru’s foreign ministry said the text was not ready. "
        "The ministry said that no date was set."
    )
    assert heard(text)[-1][1] == NOBODY


def test_a_pronoun_of_nobody_certain_is_nobody() -> None:
    text = "Kari Dahl met Per Moe and Ola Lie in Oslo. He said that the text was ready."
    assert heard(text) == [("He", NOBODY)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "ru",
            "Министр иностранных дел Норвегии Карина Даленко прибыла в Женеву. По словам Даленко, текст готов.",
            Voice("Карина Даленко", ("country:NO",)),
        ),
        ("ru", "Министр Чили Иван Лосов прибыл. По словам Лосова, текст готов.", Voice("Иван Лосов", ("country:CL",))),
        (
            "fr",
            "Le ministre norvégien, Per Dahl, a déclaré que le texte était prêt.",
            Voice("Per Dahl", ("country:NO",)),
        ),
        ("fr", "Selon l’Élysée, la visite aura lieu lundi.", Voice(None, ("country:FR",))),
        ("es", "El canciller chileno, Luis Paz, dijo que el texto estaba listo.", Voice("Luis Paz", ("country:CL",))),
        ("ar", "قال وزير الخارجية التشيلي سامي الخطيب إن النص جاهز.", Voice("سامي الخطيب", ("country:CL",))),
        ("zh", "中国外交部发言人毛安表示，中方愿意继续谈判。", Voice("毛安", ("country:CN",))),
        ("zh", "中国驻美国大使李安表示，中方愿意继续谈判。", Voice("李安", ("country:CN",))),
    ],
)
def test_five_other_languages(language: str, text: str, found: Voice) -> None:
    assert heard(text, language)[0][1] == found


def test_an_unknown_language_has_no_speakers() -> None:
    assert voices("Sanoi.", "fi", (), ()) == []


@pytest.mark.parametrize(
    ("language", "phrase", "found"),
    [
        ("en", "a website run by some of supporters of Dahl", ""),
        ("en", "the spokesman for Kari Dahl", ""),
        ("fr", "un proche de Kari Dahl", ""),
        ("fr", "le général de Gaulle", "Gaulle"),
        ("en", "Kari Dahl of Bergen", "Kari Dahl of Bergen"),
        ("en", "the poet Kari Dahl", "Kari Dahl"),
    ],
)
def test_whoever_is_somebody_s_is_somebody_else(language: str, phrase: str, found: str) -> None:
    assert name(phrase, language) == found
