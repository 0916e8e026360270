"""Which sentences of an article speak of a topic."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.model import Analysis
from summarizer.text.terms import stem, terms_each
from summarizer.topics.facts import TITLE
from summarizer.topics.nodes import About, Act, Named, Near, Node, Not, Title, Words
from summarizer.topics.nodes import All as Every
from summarizer.topics.nodes import Any as Some


def on_topic(analysis: Analysis, text: str, query: Node) -> frozenset[int]:
    """The places of sentences that hold something of the query, and of the opening one.

    All of them, if the query names nothing that has a place, or if the article as a whole is about what it names.
    """
    placed = list(_placed(query))
    everywhere = frozenset(range(len(analysis.spans)))
    ids = {node.id for node in placed if isinstance(node, Named | About | Act)}
    found = {place for one in analysis.entities if one.id in ids for place in one.sentences}
    about = any(one.id in ids and one.role == "about" for one in analysis.entities)
    if not placed or about or TITLE in found:
        return everywhere
    found |= {act.sentence for act in analysis.acts if act.id in ids}
    clauses = [
        {stem(word, analysis.language) for word in node.clause} for node in placed if isinstance(node, Words | Title)
    ]
    if clauses:
        held = terms_each([text[start:end] for start, end in analysis.spans], analysis.language)
        found |= {place for place, words in enumerate(held) if any(clause.issubset(words) for clause in clauses)}
    return frozenset({0, *(place for place in found if place >= 0)})


def _placed(node: Node) -> Iterable[Named | About | Act | Words | Title]:
    """The things that a query wants and that stand somewhere in a text."""
    if isinstance(node, Every | Some):
        for part in node.parts:
            yield from _placed(part)
    elif isinstance(node, Near):
        yield from _placed(node.one)
        yield from _placed(node.other)
    elif not isinstance(node, Not) and isinstance(node, Named | About | Act | Words | Title):
        yield node
