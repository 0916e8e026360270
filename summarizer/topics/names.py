"""Bare words of a topic, and the countries, organisations and places among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.entities.lookup import LONGEST, Meant, lookup
from summarizer.entities.spelling import UNSPACED, spelled
from summarizer.text.folding import fold
from summarizer.text.stopwords import stopwords
from summarizer.topics.nodes import All, Any, Named, Node, Words

LINKS = ("ar", "en", "es", "fr", "ru", "zh")
"""Languages whose function words say nothing in a topic: and, the, et, и."""

_HYPHENS = re.compile("[-‐‑–—−/]")
_OWNED = re.compile("['’]s?$")
"""What makes an English name an owner's: Japan's, the Philippines'."""


def understood(run: str) -> Iterator[Node]:
    """Each word of a run, names of entities as one node however many words they have; function words are left out.

    If nothing but function words is there, they count.
    """
    found = list(_parts(run.split()))
    yield from [node for node, is_link in found if not is_link] or [node for node, _ in found]


def _parts(words: list[str]) -> Iterator[tuple[Node, bool]]:
    at = 0
    while at < len(words):
        size, node = _name_at(words, at)
        if node is not None:
            yield node, False
        elif joined := _joined(words[at]):
            yield _all(joined), False
        elif UNSPACED.search(words[at]):
            if unspaced := list(_unspaced(words[at])):
                yield _all(unspaced), False
        else:
            clause = tuple(fold(words[at]))
            if clause:
                yield Words(clause), len(clause) == 1 and any(clause[0] in stopwords(code) for code in LINKS)
        at += size


def _name_at(words: list[str], at: int) -> tuple[int, Node | None]:
    for size in range(min(LONGEST, len(words) - at), 0, -1):
        written = " ".join(words[at : at + size])
        meant = lookup().meant(spelled(written)) or lookup().meant(spelled(_OWNED.sub("", written)))
        if meant is not None:
            return size, _node(meant)
    return 1, None


def _joined(word: str) -> list[Node]:
    """The names that a word joins by hyphens or dashes, as in US-China; none if one of its parts is no name."""
    parts = [lookup().meant(spelled(part)) for part in _HYPHENS.split(word)]
    return [_node(meant) for meant in parts if meant is not None] if len(parts) > 1 and None not in parts else []


def _unspaced(word: str) -> Iterator[Node]:
    """Names in a run without spaces, the longest first, and what is left between them."""
    at = rest = 0
    while at < len(word):
        size = next((size for size in range(len(word) - at, 1, -1) if _meant(word[at : at + size])), 0)
        if size:
            yield from _left(word[rest:at])
            meant = _meant(word[at : at + size])
            if meant is not None:
                yield _node(meant)
            rest = at + size
        at += size or 1
    yield from _left(word[rest:])


def _meant(part: str) -> Meant | None:
    return lookup().meant([part])


def _left(part: str) -> Iterator[Node]:
    clause = tuple(fold(part))
    if clause:
        yield Words(clause)


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes))


def _node(meant: Meant) -> Node:
    nodes = tuple(map(Named, meant.ids))
    return nodes[0] if len(nodes) == 1 else All(nodes) if meant.together else Any(nodes)
