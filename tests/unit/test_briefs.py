"""Briefs: sentences of many articles, within a budget, word for word, and nothing that is known."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.analysis import analyse
from summarizer.briefs.brief import brief
from summarizer.briefs.covering import Cover
from summarizer.briefs.material import LEAST, Material
from summarizer.briefs.model import Brief, Source
from summarizer.budget import Budget
from summarizer.model import Article

TREATY = "Japan and Norway signed a treaty on fisheries in Oslo on Monday."
QUOTA = "The treaty lets Japanese boats catch 4,000 tonnes of cod a year."
UNION = "Fishing unions in Bergen called the quota far too generous."
WEATHER = "Heavy snow closed the airport of Tromsø for most of the weekend."
WHALES = "Biologists counted more whales off Iceland than ever before this summer."


def source(name: str, *sentences: str, title: str | None = None, language: str = "en") -> Source:
    return Source.read(name, Article(" ".join(sentences), title, language))


WIRE = source("wire", TREATY, QUOTA, WEATHER, title="Japan and Norway sign treaty")
HERALD = source("herald", "Norway and Japan signed the treaty on fisheries.", UNION, title="Treaty signed")
POST = source("post", "A treaty on fisheries was signed in Oslo by Japan and Norway.", WHALES)


def told(found: Brief) -> list[str]:
    return [passage.sentence.text for passage in found.passages]


def test_what_all_articles_say_is_kept_once() -> None:
    (kept,) = told(brief([WIRE, HERALD, POST], Budget(sentences=1)))
    assert "signed" in kept
    kept_more = told(brief([WIRE, HERALD, POST], Budget(sentences=4)))
    assert sum("signed" in text for text in kept_more) == 1


def test_sentences_stand_in_their_articles_within_the_budget() -> None:
    found = brief([WIRE, HERALD, POST], Budget(words=30))
    texts = {one.id: one.text for one in (WIRE, HERALD, POST)}
    assert found.passages
    for passage in found.passages:
        sentence = passage.sentence
        assert texts[passage.article][sentence.start : sentence.end] == sentence.text
    assert sum(len(text.split()) for text in told(found)) <= 30


def test_what_is_known_is_left_out() -> None:
    known = source("old", TREATY, QUOTA)
    assert set(told(brief([WIRE], Budget(words=200), seen=[known]))) == {WEATHER}
    assert told(brief([WIRE], Budget(words=200), seen=[WIRE])) == []


def test_a_query_bends_the_choice_and_filters_nothing() -> None:
    assert told(brief([WIRE, HERALD, POST], Budget(sentences=1), query="whale")) == [WHALES]
    unbent = brief([WIRE, HERALD, POST], Budget(sentences=1))
    assert brief([WIRE, HERALD, POST], Budget(sentences=1), query="volcano") == unbent


def test_what_points_back_or_breaks_a_quotation_is_not_told() -> None:
    one = source("one", TREATY, "He called it “a great day for everybody at sea.", "They then left for Tokyo together.")
    assert told(brief([one], Budget(words=200))) == [TREATY]


def test_a_sentence_longer_than_the_budget_is_kept_whole() -> None:
    assert told(brief([source("one", TREATY)], Budget(words=2))) == [TREATY]


def test_nothing_gives_nothing() -> None:
    assert told(brief([], Budget(words=100))) == []
    assert told(brief([source("empty", ""), source("figures", "12 34.")], Budget(words=100))) == []


def test_an_analysed_article_gives_the_same_brief_as_a_read_one() -> None:
    article = Article(f"{TREATY} {QUOTA} {WEATHER}", "Japan and Norway sign treaty", "en")
    analysed = Source.of("wire", article.text, analyse(article), article.title)
    assert brief([analysed, HERALD], Budget(words=60)) == brief([WIRE, HERALD], Budget(words=60))


def test_of_many_articles_the_opening_and_the_best_scored_sentences_are_weighed() -> None:
    sentences = [f"Delegation {number} spoke about quotas for herring at length." for number in range(9)]
    text = " ".join(sentences)
    spans = [(text.index(one), text.index(one) + len(one)) for one in sentences]
    scored = Source("long", text, "en", spans, scores=[0, 0, 0, 0, 0, 0, 0, 9, 0])
    assert [line.place for line in Material.of([scored], most=1).lines] == [0, 1, 7]
    assert LEAST == 3


def test_an_exchange_finds_what_greed_misses() -> None:
    # Greed takes the dense short row, after which neither of the two that are better together fits.
    holds = np.array([[1.0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]])
    worth, cost = np.array([3.0, 1, 4, 4]), np.array([4.0, 5, 5])
    cover = Cover(holds, worth, cost, np.zeros(3), np.eye(3, dtype=bool), 3)
    assert sorted(cover.best(10)) == [1, 2]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(max_size=300), max_size=4),
    st.lists(st.text(max_size=100), max_size=2),
    st.integers(1, 80),
    st.text(max_size=20),
    st.sampled_from(["en", "fr", "zh", "ar", "xx"]),
)
def test_any_text_gives_extracts_word_for_word(
    texts: list[str], seen: list[str], words: int, query: str, language: str
) -> None:
    sources = [source(str(at), text, language=language) for at, text in enumerate(texts)]
    known = [source(str(at), text, language=language) for at, text in enumerate(seen)]
    for passage in brief(sources, Budget(words=words), seen=known, query=query).passages:
        sentence = passage.sentence
        assert sentence.text == texts[int(passage.article)][sentence.start : sentence.end] != ""
