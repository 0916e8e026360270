"""Whatever is followed: the index finds what a look at each topic by itself finds, in any order of coming and going."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.errors import QueryError
from summarizer.model import Entity
from summarizer.text.terms import stem
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.nodes import All, Any, Named, Near, Node, Not, Words
from summarizer.topics.normal import demands, normal
from summarizer.topics.query import Query
from tests.bench.topic_mix import PlainLoop

WORDS = ("talks", "treaty", "oil", "vote", "border")
JAPAN = {"country:JP": (0,)}
COUNTRIES = ("country:JP", "country:RU", "country:CN")

_atoms: st.SearchStrategy[Node] = st.sampled_from(
    [
        *(Words((word,)) for word in WORDS),
        *(Named(code) for code in COUNTRIES),
        *(Near(Named(one), Named(other)) for one in COUNTRIES for other in COUNTRIES if one < other),
    ]
)
_nodes: st.SearchStrategy[Node] = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=12,
)
_named = st.dictionaries(st.sampled_from(COUNTRIES), st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple))


def _query(node: Node) -> Query | None:
    try:
        query = Query(normal(node))
    except QueryError:
        return None
    return query if demands(query.root) else None


@example([All((Words(("talks",)), Not(All((Words(("talks",)), Named("country:JP"))))))], {"talks"}, JAPAN, set())
@given(st.lists(_nodes, max_size=12), st.sets(st.sampled_from(WORDS)), _named, st.sets(st.integers(0, 11)))
def test_the_index_finds_what_each_topic_by_itself_finds(
    nodes: list[Node], words: set[str], named: dict[str, tuple[int, ...]], gone: set[int]
) -> None:
    queries = [query for node in nodes if (query := _query(node)) is not None]
    entities = tuple(Entity(id, "mentioned", 0.5, (id,), at) for id, at in named.items())  # noqa: A001
    facts = Facts("en", tuple(stem(word, "en") for word in sorted(words)), breaks=(0,), entities=entities)
    index = TopicIndex()
    for place, query in enumerate(queries):
        index.add(place, query)
    expected = PlainLoop(queries).match(facts)
    assert index.match(facts) == expected
    for place in gone:
        index.remove(place)
    assert index.match(facts) == [place for place in expected if place not in gone]
    for place in gone & set(range(len(queries))):
        index.add(place, queries[place])
    assert index.match(facts) == expected
