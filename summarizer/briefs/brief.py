"""A brief: the sentences of many articles that together tell most, within a budget, nothing of it known already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from summarizer.briefs.concepts import Concepts, Numbers
from summarizer.briefs.covering import Cover
from summarizer.briefs.features import pair_features
from summarizer.briefs.material import Line, Material
from summarizer.briefs.model import Brief, Passage, Source
from summarizer.briefs.novelty import TOLD, Memory
from summarizer.briefs.weights import Chances, chances
from summarizer.budget import Budget
from summarizer.model import Sentence
from summarizer.ranking.focus import focus_terms, relevance
from summarizer.ranking.page import Floats
from summarizer.ranking.standing import SHARED

CANDIDATES, MOST_CANDIDATES = 80, 300
"""Sentences that are put together: so many at least, and ten for each that fits, up to the second number."""
SHORT_COSTS = 5
"""Words added to a sentence's own where candidates are chosen, so that short ones do not fill all places."""
SHARPNESS = 1.15
"""Power of the chances: rare facts add up, and would let long sentences of little weight through."""
TYPICAL = 25
"""Words of a sentence."""
ROOM = 32
"""Words that a sentence may have on average where sentences are counted: otherwise the longest would always win."""
QUERY = 1.0
"""What a sentence nearest to the query gains, in what the weightiest sentence tells."""


def brief(
    sources: Sequence[Source],
    budget: Budget,
    *,
    seen: Sequence[Source] = (),
    query: str | None = None,
    weights: Chances | None = None,
) -> Brief:
    """Choose whole sentences of ``sources`` within ``budget``; empty if these tell nothing that is not in ``seen``.

    ``seen`` are articles, or sentences, that the reader knows. ``query`` is any text; its words bend the choice and
    filter nothing. Time is linear in the sentences. If no sentence is short enough, the one that tells most is kept.
    """
    material = Material.of(sources)
    if not material.lines:
        return Brief(())
    known = Material.of(seen)
    memory = Memory.of(seen, known.lines)
    allowed = _Allowed(material, memory)
    count = budget.most_sentences(len(material.lines))
    words = float(ROOM * count) if budget.words is None else float(budget.words)
    concepts = Concepts.of(material)
    measured = pair_features(concepts, _texts(known), round(words))
    worth = (weights or chances()).apply(measured) ** SHARPNESS
    value = concepts.pairs.of_each(worth, len(material.lines))
    weightiest = allowed.first(np.argsort(-value, kind="stable"), 1)
    bonus = _bonus(material, query, float(value[weightiest].max(initial=0)))
    order = np.argsort(-(value + bonus) / (material.cost + SHORT_COSTS), kind="stable")
    fitting = min(count, int(words / TYPICAL) + 1)
    rows = allowed.first(order, min(MOST_CANDIDATES, max(CANDIDATES, 10 * fitting)))
    if not len(rows):
        return Brief(())
    found = sorted(_cover(concepts, worth, bonus, rows, count).best(words)) or [0]
    return Brief(tuple(_ordered(material, [material.lines[at] for at in rows[found].tolist()])))


@dataclass(frozen=True)
class _Allowed:
    """The lines that can be read alone and tell what is new: asked of those only that are weighty enough."""

    material: Material
    memory: Memory

    def first(self, order: Iterable[int], most: int) -> Numbers:
        """The first of the rows, at most so many, in their order."""
        return np.fromiter(islice(filter(self._holds, map(int, order)), most), dtype=np.intp)

    def _holds(self, row: int) -> bool:
        line = self.material.lines[row]
        language = self.material.sources[line.source].language
        if not self.material.may_be_told(line):
            return False
        return self.memory.judge(line.text, language, line.terms).status != TOLD


def _texts(known: Material) -> list[list[tuple[str, ...]]]:
    texts: list[list[tuple[str, ...]]] = [[] for _ in known.sources]
    for line in known.lines:
        texts[line.source].append(line.terms)
    return texts


def _bonus(material: Material, query: str | None, most: float) -> Floats:
    """What each line is worth for being near the query."""
    languages = [material.sources[line.source].language for line in material.lines]
    found = np.zeros(len(material.lines))
    for language in dict.fromkeys(languages) if query else ():
        rows = [at for at, one in enumerate(languages) if one == language]
        wanted = focus_terms(query or "", language)
        found[rows] = relevance([material.lines[at].terms for at in rows], wanted)
    return QUERY * most * found


def _cover(concepts: Concepts, worth: Floats, bonus: Floats, rows: Numbers, most: int) -> Cover:
    holds, columns = _table(concepts.pairs.rows, concepts.pairs.numbers, rows)
    words, _ = _table(concepts.units.rows, concepts.units.numbers, rows)
    sizes = words.sum(1)
    clash = words @ words.T > SHARED * np.minimum.outer(sizes, sizes)
    np.fill_diagonal(clash, val=True)
    cost = np.maximum(concepts.material.cost[rows], 1)
    return Cover(holds, worth[columns], cost, bonus[rows], clash, most)


def _table(lines: Numbers, numbers: Numbers, rows: Numbers) -> tuple[Floats, Numbers]:
    """Which concepts stand in which of ``rows``, and the numbers of these concepts."""
    order = np.full(int(max(lines.max(initial=0), rows.max())) + 1, -1)
    order[rows] = np.arange(len(rows))
    inside = order[lines] >= 0
    columns, places = np.unique(numbers[inside], return_inverse=True)
    table = np.zeros((len(rows), len(columns)))
    table[order[lines[inside]], places] = 1
    return table, columns


def _ordered(material: Material, kept: Sequence[Line]) -> Iterable[Passage]:
    """The article with the weightiest sentence comes first; within one, the order of its text."""
    first = {line.source: at for at, line in reversed([*enumerate(kept)])}
    for line in sorted(kept, key=lambda line: (first[line.source], line.place)):
        source = material.sources[line.source]
        start, end = source.spans[line.place]
        yield Passage(source.id, Sentence(source.text[start:end], start, end, line.place))
