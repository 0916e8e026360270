"""Passages: kept sentences among their neighbours, in as much room as a message leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.texts.html import ELLIPSIS, MESSAGE_LIMIT, Markup, cut, escape, units

LEAST_KEPT = 40
LEAST_NEIGHBOUR = 20
"""UTF-16 units below which a piece of a sentence says nothing."""

GAP = 2
"""Line breaks between two passages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage; a kept one stands in the summary, the others beside it in the article.

    ``why`` says why it was kept.
    """

    text: str
    kept: bool = False
    why: str = ""


Passage = Sequence[Line]
"""Sentences that follow one another in the article, each once."""


def show(passages: Sequence[Passage], room: int) -> list[Markup]:
    """Each passage as a paragraph with its kept sentences in bold, all within ``room`` UTF-16 units.

    Kept sentences come first: neighbours get what they leave, and passages at the end are left out where even a
    few words of each kept sentence do not fit. Why they were kept stands below each passage, where all of them fit.
    """
    chosen = _fitting(passages, room)
    if not chosen:
        return []
    room -= _frame(chosen)
    whys = sum(1 + units(line.why) for passage in chosen for line in passage if line.why)
    explained = len(chosen) == len(passages) and whys + sum(_lengths(chosen, kept=True)) <= room
    room -= whys if explained else 0
    kept = _share(_lengths(chosen, kept=True), room)
    left = room - sum(min(size, kept) for size in _lengths(chosen, kept=True))
    beside = _share(_lengths(chosen, kept=False), left)
    beside = beside if beside >= LEAST_NEIGHBOUR else 0
    return [Markup(_paragraph(passage, kept, beside) + (_whys(passage) if explained else "")) for passage in chosen]


def tail(text: str, limit: int) -> str:
    """The text itself, or its end from a word's start with an ellipsis, in at most ``limit`` UTF-16 units."""
    if units(text) <= limit:
        return text
    kept = text[-(limit - 1) :] if limit > 1 else ""
    while units(kept) > limit - 1:
        kept = kept[1:]
    space = kept.find(" ")
    return ELLIPSIS + (kept[space + 1 :] if 0 <= space < len(kept) // 2 else kept)


def _paragraph(passage: Passage, kept: int, beside: int) -> Markup:
    pieces = []
    for place, line in enumerate(passage):
        if line.kept:
            pieces.append(f"<b>{escape(cut(line.text, kept))}</b>")
        elif beside:
            leads_up = place == 0
            pieces.append(escape((tail if leads_up else cut)(line.text, beside)))
    return Markup(" ".join(pieces))


def _whys(passage: Passage) -> str:
    return "".join(f"\n<i>{escape(line.why)}</i>" for line in passage if line.why)


def _lengths(passages: Sequence[Passage], *, kept: bool) -> list[int]:
    return [units(line.text) for passage in passages for line in passage if line.kept == kept]


def _frame(passages: Sequence[Passage]) -> int:
    """What stands between the sentences."""
    return sum(GAP + len(passage) for passage in passages)


def _fitting(passages: Sequence[Passage], room: int) -> list[Passage]:
    """As many of the first passages as leave room for some words of each kept sentence."""
    chosen = []
    for passage in passages:
        room -= _frame([passage]) + sum(min(units(line.text), LEAST_KEPT) for line in passage if line.kept)
        if room < 0:
            break
        chosen.append(passage)
    return chosen


def _share(lengths: Iterable[int], room: int) -> int:
    """The greatest length to which all can be cut so that together they fit; short ones leave theirs to the others."""
    ordered = sorted(lengths)
    for place, size in enumerate(ordered):
        share = max(room, 0) // (len(ordered) - place)
        if size > share:
            return share
        room -= size
    return MESSAGE_LIMIT
