from __future__ import annotations

import pytest

from summarizer.model import ActReport, Entity
from summarizer.text.terms import laid_out
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.nodes import Act, Named, Near, Words
from summarizer.topics.query import parse

TEXT = "The foreign minister spoke about peace talks over the Kuril Islands. Fishing was not raised. Oil was."


def named(*entities: tuple[str, tuple[int, ...]], role: str = "mentioned") -> tuple[Entity, ...]:
    return tuple(Entity(id, role, 0.5, (id,), sentences) for id, sentences in entities)  # noqa: A001


def article(text: str = TEXT, language: str = "en", title: str = "", **more: object) -> Facts:
    spans, start = [], 0
    for end in (place + 1 for place, char in enumerate(text) if char == "."):
        spans.append((start, end))
        start = end
    terms, titled, breaks = laid_out(title, text, spans, language)
    return Facts(language, terms, titled, breaks, **more)  # type: ignore[arg-type]


def holds(topic: str, facts: Facts) -> bool:
    index = TopicIndex()
    index.add(1, parse(topic))
    return index.match(facts) == [1]


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("kuril", True),
        ("island MINISTERS", True),
        ('"peace talk"', True),
        ('"talks peace"', False),
        ("kuril sakhalin", False),
        ("kuril, sakhalin", True),
        ("kuril -sakhalin", True),
        ("kuril -oil", False),
        ("(sakhalin, oil) fishing", True),
        ("kuril -(oil sakhalin)", True),
        ("kuril ~ fishing", True),
        ("kuril ~ oil", False),
        ("lang:en kuril", True),
        ("lang:ru kuril", False),
        ("kur.l", False),
        ('"islands the"', False),
    ],
)
def test_a_topic_holds_as_it_says(topic: str, *, expected: bool) -> None:
    assert holds(topic, article()) is expected


def test_names_hold_by_their_entity_and_its_role() -> None:
    facts = article(entities=named(("country:JP", (0,)), ("country:RU", (1,)), ("country:CN", (2,))))
    assert holds("country:JP country:CN", facts)
    assert holds("country:JP ~ country:RU", facts)
    assert not holds("country:JP ~ country:CN", facts)
    assert not holds("about:country/JP", facts)
    assert holds("about:country/JP", article(entities=named(("country:JP", (0,)), role="about")))


def test_acts_outlets_and_titles() -> None:
    facts = article(title="Envoys leave", acts=(ActReport("recall", 0, "recalled its envoy"),), outlet=("the", "times"))
    assert holds("act:recall", facts)
    assert holds("act:recall ~ fishing", facts)
    assert not holds("act:recall ~ oil", facts)
    assert holds("outlet:times kuril", facts)
    assert holds("title:envoy", facts)
    assert not holds("title:kuril", facts)


def test_a_match_says_because_of_what() -> None:
    query = parse("“Peace talks” kuril -sakhalin (oil | gas)")
    index = TopicIndex()
    index.add(7, query)
    found = index.explain(7, query, article())
    assert set(found.because) == {Words(("kuril",)), Words(("peace", "talks")), Words(("oil",))}


def test_a_pair_is_its_own_reason() -> None:
    query = parse("country:JP ~ act:recall")
    facts = article(entities=named(("country:JP", (0,))), acts=(ActReport("recall", 1, "recalled"),))
    assert TopicIndex().explain(1, query, facts).because == (Near(Act("recall"), Named("country:JP")),)


def test_a_topic_is_matched_in_the_language_of_each_article() -> None:
    index = TopicIndex()
    index.add(1, parse("переговоры"))
    russian = article("Ход переговоров неясен.", "ru")
    assert index.match(russian) == [1]
    assert index.match(article("Ход переговоров неясен.", "en")) == []
    index.add(2, parse("ход"))
    assert index.match(russian) == [1, 2]


def test_a_removed_topic_is_silent() -> None:
    index = TopicIndex()
    index.add(1, parse("kuril, oil, gas"))
    index.add(2, parse("kuril"))
    assert index.match(article()) == [1, 2]
    index.remove(1)
    index.remove(1)
    assert index.match(article()) == [2]
    assert len(index) == 1


def test_a_topic_of_the_same_number_is_replaced() -> None:
    index = TopicIndex()
    index.add(1, parse("kuril"))
    index.add(1, parse("sakhalin"))
    assert index.match(article()) == []
    assert len(index) == 1


def test_an_empty_article_matches_nothing() -> None:
    index = TopicIndex()
    index.add(1, parse("kuril"))
    assert index.match(Facts("en", ())) == []


def test_a_topic_with_many_ways_to_hold_is_asked_as_a_whole() -> None:
    many = " ".join(f"(word{number}, kuril, oil)" for number in range(8))
    assert holds(many, article())
    assert not holds(f"{many} sakhalin", article())


def test_topics_under_other_words_are_not_looked_at() -> None:
    index = TopicIndex()
    for number in range(2_000):
        index.add(number, parse(f"peace word{number}x"))
    index.add(2_000, parse("peace kuril"))
    held = index._atoms.held(article())
    shelves = [index._shelves[key] for key in held.keys() & index._shelves.keys()]
    entries = [shelf.beside[key] for shelf in shelves for key in held.keys() & shelf.beside.keys()]
    assert index.match(article()) == [2_000]
    assert [id for found in entries for id in found] == [2_000]  # noqa: A001
    assert not any(shelf.alone for shelf in shelves)


def test_a_part_that_holds_of_itself_hides_nothing() -> None:
    assert holds("(peace, oil) (oil, -oil)", article())
    assert not holds("(sakhalin, sanctions) (oil, -oil)", article())
    many = " ".join(f"(word{number}, -word{number})" for number in range(8))
    assert holds(f"(peace, sakhalin) {many}", article())
