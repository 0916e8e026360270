"""What several outlets quote is one quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.texts.said import Saying
from summarizer.text.folding import fold

SHARED = 6
"""Words that a shorter quotation must have to be a part of a longer one."""


def once(sayings: Sequence[Saying]) -> list[Saying]:
    """Each quotation once, in its fullest form as the first outlet had it, with the others' names.

    The newest first; what has no date comes last.
    """
    longest = sorted(sayings, key=lambda one: (-len(one.text), one.at, one.article))
    groups: list[list[Saying]] = []
    texts: list[str] = []
    by_opening: dict[str, list[int]] = {}
    for one in longest:
        words = fold(one.text)
        text = f" {' '.join(words)} "
        opening = " ".join(words[:SHARED])
        same = next((at for at in by_opening.get(opening, ()) if _holds(texts[at], text, words)), None)
        if same is not None:
            groups[same].append(one)
            continue
        groups.append([one])
        texts.append(text)
        for start in range(max(1, len(words) - SHARED + 1)):
            by_opening.setdefault(" ".join(words[start : start + SHARED]), []).append(len(groups) - 1)
    return sorted(map(_one, groups), key=lambda one: (one.dated, one.at, one.article, -one.index), reverse=True)


def _holds(longer: str, shorter: str, words: Sequence[str]) -> bool:
    return shorter == longer or (len(words) >= SHARED and shorter in longer)


def _one(group: Sequence[Saying]) -> Saying:
    """Of those who have all of it, the one who had it first."""
    full = [one for one in group if len(fold(one.text)) == len(fold(group[0].text))]
    first = min(full, key=lambda one: (not one.dated, one.at, one.article))
    others = _outlets(sorted(group, key=lambda one: (one.at, one.article)))
    return replace(first, also=tuple(outlet for outlet in others if outlet != first.outlet))


def _outlets(group: Iterable[Saying]) -> list[str]:
    return list(dict.fromkeys(one.outlet for one in group if one.outlet))
