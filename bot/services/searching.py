"""A topic as a question to the archive."""

from __future__ import annotations

from storage.search.search import Every, Has, Lacks, Some, Wanted
from summarizer.topics.nodes import All, Any, Near, Node, Not
from summarizer.topics.normal import atoms
from summarizer.topics.tokens import sought


def wanted(node: Node) -> Wanted:
    """What full text search is to look for; it may find too much where `is_loose` says so."""
    if isinstance(node, All):
        return Every([wanted(part) for part in node.parts])
    if isinstance(node, Any):
        return Some([wanted(part) for part in node.parts])
    if isinstance(node, Not):
        return Lacks(wanted(node.what))
    alternatives = sought(node)
    if isinstance(node, Near) and not alternatives:
        return Every([wanted(node.one), wanted(node.other)])
    return Has(alternatives)


def is_loose(node: Node) -> bool:
    """Whether the archive cannot tell if the topic's pairs stand together, so that each article found must be asked."""
    return any(isinstance(atom, Near) and not sought(atom) for atom in atoms(node))
