"""A little narrower, a little wider, or spelled otherwise."""

from __future__ import annotations

import pytest

from bot.services.narrowing import difference, meant, narrower, wider, worded
from summarizer.topics.query import parse


def steps(text: str) -> tuple[str | None, str | None]:
    query = parse(text)
    closer, looser = narrower(query), wider(query)
    return closer.canonical if closer else None, looser.canonical if looser else None


@pytest.mark.parametrize(
    ("text", "closer", "looser"),
    [
        ("japan", "about:country/JP", None),
        ("japan russia", "country:JP ~ country:RU", None),
        ("japan ~ russia", None, "country:JP country:RU"),
        ("japan russia china", "about:country/CN about:country/JP about:country/RU", None),
        ("oil", 'title:"oil"', None),
        ("title:oil", None, '"oil"'),
        ("oil gas", '"gas" ~ "oil"', '"gas" | "oil"'),
        ('"oil gas"', 'title:"oil gas"', '"gas" "oil"'),
        ("oil -gas", 'title:"oil" -"gas"', '"oil"'),
        ("制裁", 'title:"制裁"', None),
        ("act:recall", None, None),
        ("japan, china", "about:country/CN | about:country/JP", None),
    ],
)
def test_a_step_narrower_and_a_step_wider(text: str, closer: str | None, looser: str | None) -> None:
    assert steps(text) == (closer, looser)


def test_a_button_says_only_what_is_other() -> None:
    query = parse("peace treaty japan russia")
    closer, looser = narrower(query), wider(query)
    assert closer is not None
    assert looser is not None
    assert difference(query, closer) == parse("japan ~ russia").root
    assert difference(query, looser) == parse("peace, treaty").root
    assert difference(parse("oil -gas"), parse("oil")) == parse("oil").root


@pytest.mark.parametrize(
    ("text", "first", "canonical"),
    [
        ("kuril iland", "place:kuril-islands", "place:kuril-islands"),
        ("talks japn", "country:JP", '"talks" country:JP'),
        ("oil -frnace", "country:FR", '"oil" -country:FR'),
    ],
)
def test_misspelled_names_are_offered(text: str, first: str, canonical: str) -> None:
    found = meant(parse(text))
    assert (found[0].id, found[0].query.canonical) == (first, canonical)


@pytest.mark.parametrize("language", ["en", "ru", "fr", "ar", "zh", "es"])
@pytest.mark.parametrize(
    "text",
    [
        "about:japan oil",
        "japan ~ russia -gas",
        "congo, north korea",
        '(the, "peace treaty") org:nato act:recall lang:ru',
        'title:oil -outlet:"the times"',
        "place:kuril-islands country:GE",
    ],
)
def test_a_topic_is_worded_as_it_is_read_back(text: str, language: str) -> None:
    assert parse(worded(parse(text), language)) == parse(text)


def test_a_topic_is_worded_with_names() -> None:
    assert worded(parse("about:япония"), "en") == 'about:"Japan"'
    assert worded(parse("japan ~ russia oil"), "fr") == "oil Japon ~ Russie"
