"""The words by which an article speaks of what a topic asks for."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.model import Analysis
from summarizer.topics.canonical import plain
from summarizer.topics.nodes import About, Act, All, Any, Named, Near, Node, Title, Words


def evidence(node: Node, analysis: Analysis) -> Iterator[str]:
    """Yield the topic's own words, and those of the article that name what it asks for: ``Tokyo`` for Japan.

    Nothing of what must not occur, nor of a language or an outlet, which no sentence tells of.
    """
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from evidence(part, analysis)
    elif isinstance(node, Near):
        yield from evidence(node.one, analysis)
        yield from evidence(node.other, analysis)
    elif isinstance(node, Words | Title):
        yield plain(node.clause)
    elif isinstance(node, Named | About):
        yield from (word for entity in analysis.entities if entity.id == node.id for word in entity.evidence)
    elif isinstance(node, Act):
        yield from (act.evidence for act in analysis.acts if act.id == node.id)
