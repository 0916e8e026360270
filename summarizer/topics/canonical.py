"""A topic as text: the one way to write it, which reads back as itself."""

from __future__ import annotations

from summarizer.text.folding import one_character
from summarizer.topics.nodes import About, Act, All, Any, Clause, Language, Named, Near, Node, Not, Outlet, Title, Words


def written(node: Node) -> str:
    """Return the text that means ``node`` and nothing else; literal words stand in quotation marks."""
    if isinstance(node, Any):
        return " | ".join(map(written, node.parts))
    if isinstance(node, All):
        return " ".join(f"({written(part)})" if isinstance(part, Any) else written(part) for part in node.parts)
    if isinstance(node, Not):
        return f"-{written(node.what)}"
    if isinstance(node, Near):
        return f"{written(node.one)} ~ {written(node.other)}"
    return _atom(node)


def _atom(node: Words | Named | About | Act | Language | Outlet | Title) -> str:
    if isinstance(node, Words):
        return quoted(node.clause)
    if isinstance(node, Named):
        return node.id
    if isinstance(node, About):
        return f"about:{node.id.replace(':', '/')}"
    if isinstance(node, Act):
        return f"act:{node.id}"
    if isinstance(node, Language):
        return f"lang:{node.code}"
    return f"{'outlet' if isinstance(node, Outlet) else 'title'}:{quoted(node.clause)}"


def quoted(clause: Clause) -> str:
    """Return a clause in quotation marks, words parted by spaces where their script does."""
    return f'"{plain(clause)}"'


def plain(clause: Clause) -> str:
    """Return a clause as a reader would write it."""
    line = ""
    for before, word in zip(("", *clause), clause, strict=False):
        line += " " + word if before and not (one_character(before) and one_character(word)) else word
    return line
