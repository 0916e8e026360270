"""Tags of languages find the catalogue that is meant; names of languages too."""

from __future__ import annotations

import pytest

from bot.texts.catalogue import languages, translator
from bot.texts.languages import find_language, find_spoken, is_telegrams, own_name
from bot.texts.tags import nearest

SIX = ("ar", "en", "es", "fr", "ru", "zh")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ru", "ru"),
        ("RU-ru", "ru"),
        ("es_419", "es"),
        ("zh-hans", "zh"),
        ("zh-Hant-TW", "zh"),
        ("zh_CN", "zh"),
        ("yue", "zh"),
        ("ar-EG", "ar"),
        ("arz", "ar"),
        ("en-GB", "en"),
        ("pt-br", None),
        ("sr-Latn", None),
        ("tlh", None),
        ("fra-CA", None),
        ("", None),
        ("../en", None),
        ("en.po", None),
    ],
)
def test_tag_finds_the_language_that_it_names(tag: str, found: str | None) -> None:
    assert nearest(tag, SIX) == found


def test_longest_part_of_a_tag_counts() -> None:
    assert nearest("zh-hant-tw", ("zh", "zh_Hant")) == "zh_Hant"
    assert nearest("zh-hans", ("zh", "zh_Hant")) == "zh"
    assert nearest("pt-br", ("pt_BR",)) == "pt_BR"


@pytest.mark.parametrize("tag", ["pt-br", "sr-Latn", "x" * 500, "", "-", "../../bot"])
def test_language_without_a_catalogue_is_answered_in_english(tag: str) -> None:
    assert translator(tag).language == "en"


def test_english_is_known_by_many_names() -> None:
    for said in (
        "en",
        "English",
        "en-GB",
        "Anglais",
        "английский",
        "American English",
        "英语",
        "الإنجليزية",
        " inglés. ",
    ):
        assert find_spoken(said) == "en", said


def test_what_is_no_language_with_a_catalogue_is_not_found() -> None:
    for said in ("", "klingon", "tlh", "Portuguese", "kuril islands", "/", "e n"):
        assert find_spoken(said) is None, said


def test_language_of_an_article_is_found_whether_there_is_a_catalogue_or_not() -> None:
    assert find_language("Japanese") == "ja"


def test_telegrams_language_is_asked_for_in_words() -> None:
    for said in (
        "as in Telegram",
        "Как в Телеграме",
        "como en Telegram",
        "auto",
        "和 Telegram 一样",
        "كما في تيليجرام",
    ):
        assert is_telegrams(said), said
    assert not is_telegrams("French")


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("ru", "Русский"), ("fr", "Français"), ("ar", "العربية"), ("zh", "中文")]
)
def test_languages_have_their_own_names(code: str, name: str) -> None:
    assert own_name(code) == name


def test_languages_are_those_of_the_catalogues() -> None:
    assert "en" in languages()
