"""The index, a plain loop and PostgreSQL's own scan find the same topics."""

from __future__ import annotations

import pytest

from bot.sources.seeds import read_seeds
from summarizer.analysis import analyse
from summarizer.model import Article
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.query import Query
from tests.bench.matching import scanned
from tests.bench.topic_mix import PlainLoop, topics
from tests.fixtures.databases import on_postgres

TOPICS = 5_000


@pytest.fixture(scope="module")
def articles() -> list[Facts]:
    drafts = [draft for draft in read_seeds() if draft.language in (None, "en")]
    return [Facts.of(analyse(Article(draft.text, draft.title, "en"))) for draft in drafts]


@pytest.fixture(scope="module")
def queries(articles: list[Facts]) -> list[Query]:
    return topics(TOPICS, articles)


def test_topics_of_the_mix_are_all_different(queries: list[Query]) -> None:
    assert len({query.canonical for query in queries}) == TOPICS


def test_the_index_agrees_with_a_plain_loop(articles: list[Facts], queries: list[Query]) -> None:
    index, loop = TopicIndex(), PlainLoop(queries)
    for place, query in enumerate(queries):
        index.add(place, query)
    for facts in articles:
        found = index.match(facts)
        assert found == loop.match(facts)
        assert found
    for place in range(0, TOPICS, 2):
        index.remove(place)
    assert index.match(articles[0]) == [place for place in loop.match(articles[0]) if place % 2]


@pytest.mark.parametrize("_", [pytest.param(None, marks=on_postgres)])
def test_postgresql_agrees_with_a_plain_loop(
    articles: list[Facts], queries: list[Query], postgres_url: str, _: None
) -> None:
    loop = PlainLoop(queries)
    with scanned(postgres_url, queries) as match:
        for facts in articles:
            assert match(facts) == loop.match(facts)
