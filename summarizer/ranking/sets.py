"""The default: a dozen candidates, every set of them judged as a whole summary, the best that stands alone kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import combinations

import numpy as np

from summarizer.ranking.page import Floats, Page, raw_words, unit
from summarizer.ranking.salience import Salience, salience
from summarizer.ranking.sentence_features import NAMES, Likeness, likeness, sentence_features
from summarizer.ranking.set_features import Sets, set_features
from summarizer.ranking.standing import asks, breaks_quotation, fragments, repeats
from summarizer.ranking.weights import Weights, weights_for

CANDIDATES = {1: 24, 2: 20, 3: 16, 4: 11}
"""Sentences that sets of a size are made of: 12, 66, 220 and 210 sets. Larger sets grow from the best of four."""

LARGEST = max(CANDIDATES)
ALWAYS = 3
"""The first sentences are always candidates: half of all news summaries are made of them."""

SAME_AS_TITLE = 0.8
"""Share of its words from which a sentence is the title over again."""

CONSIDERED = 120
"""Sentences of a long text that are measured; beyond them stands what no summary of a few sentences takes."""


Demand = Callable[[Sequence[int]], bool]


class SetRanking:
    """All that is worked out once for an article, so that a set of any size is a look-up or a short search."""

    def __init__(
        self, texts: Sequence[str], language: str, title: str | None = None, weights: Weights | None = None
    ) -> None:
        self.weights = weights or weights_for(language)
        self.page = Page(list(texts[:CONSIDERED]), language, title)
        self._best: dict[int, tuple[int, ...]] = {}

    @cached_property
    def known(self) -> Salience:
        """How likely each word is to be in a summary."""
        return salience(self.page, self.weights)

    @cached_property
    def alike(self) -> Likeness:
        """How alike each two sentences are."""
        return likeness(self.page, self.known.idf)

    @cached_property
    def features(self) -> Floats:
        """The sentences' features."""
        return sentence_features(self.page, self.known, self.alike.cosines)

    @cached_property
    def values(self) -> Floats:
        """One number a sentence; those beyond the measured ones come last, in order."""
        return self.weights.sentences.apply(self.features)

    def scores_of(self, total: int) -> tuple[float, ...]:
        """One number for each of a text's ``total`` sentences; rounded, since machines differ in the last digits."""
        rest = total - len(self.page)
        low = float(self.values.min()) - 1
        return (
            *(round(float(value), 5) for value in self.values),
            *(round(low - place / max(rest, 1), 5) for place in range(rest)),
        )

    @cached_property
    def order(self) -> list[int]:
        """Candidates: the opening sentences, then the best by themselves, headings last."""
        usable = [place for place in range(len(self.page)) if not self._is_title(place)] or [0]
        whole = [place for place in usable if place not in self._fragments]
        opening = [place for place in whole if place < ALWAYS]
        rest = [place for place in whole if place >= ALWAYS]
        ranked = sorted(rest, key=lambda place: (-round(float(self.values[place]), 9), place))
        return [*opening, *ranked, *(place for place in usable if place in self._fragments)]

    @cached_property
    def _fragments(self) -> frozenset[int]:
        return fragments(self.page.texts)

    def _is_title(self, place: int) -> bool:
        """Whether the sentence only says the title again."""
        title = {unit(word) for word in raw_words(self.page.title or "")}
        said = set(self.page.units[place])
        return len(title & said) > SAME_AS_TITLE * max(len(title), len(said), 1)

    def judge(self, sets: Sets) -> Floats:
        """One number a set, to be compared among sets of one size."""
        return self.weights.sets.apply(self.measure(sets))

    def measure(self, sets: Sets) -> Floats:
        """The features of sets of one size."""
        return set_features(self.page, self.known, self.alike, self.features, self.values, sets)

    def sets(self, size: int) -> Sets:
        """All sets of that size over the candidates, in a fixed order."""
        candidates = sorted(self.order[: CANDIDATES[size]])
        return np.array(list(combinations(candidates, size)), dtype=np.intp).reshape(-1, size)

    def best(self, size: int) -> tuple[int, ...]:
        """The best set of that many sentences which stands alone; the best of all if none does."""
        size = min(size, len(self.order))
        if size not in self._best:
            self._best[size] = self._exhaustive(size) if size <= LARGEST else self._grown(size)
        return self._best[size]

    def stands(self, kept: Sequence[int]) -> bool:
        """No opening that points to a sentence left out, no half quotation, no repetition."""
        return self.points_inside(kept) and self.quotes_whole(kept) and self.says_once(kept)

    def points_inside(self, kept: Sequence[int]) -> bool:
        """No kept sentence opens with a word for something in a sentence left out."""
        chosen = set(kept)
        return not any(self._dangling[place] and place - 1 not in chosen for place in kept if place)

    def quotes_whole(self, kept: Sequence[int]) -> bool:
        """Every quotation that is opened is closed."""
        return not breaks_quotation([self.page.texts[place] for place in sorted(kept)])

    def says_once(self, kept: Sequence[int]) -> bool:
        """No two kept sentences say the same."""
        return not any(self._repeated(a, b) for a, b in combinations(sorted(kept), 2))

    def differs(self, kept: Sequence[int]) -> bool:
        """No two kept sentences have all their words in common."""
        return len({frozenset(self.page.units[place]) for place in kept}) == len(kept)

    def states(self, kept: Sequence[int]) -> bool:
        """Opened neither by a question nor by the answer to one."""
        first = min(kept)
        return not any(asks(text) for text in self.page.texts[max(0, first - 1) : first + 1])

    def _first_that_stands(self, ranked: list[list[int]], size: int) -> tuple[int, ...]:
        """The best set that stands alone; failing that, the demands are dropped one by one.

        In a list every entry is like the next, and a reader who asks for three gets three; but never the same twice.
        """
        demands: tuple[Demand, ...] = (
            lambda kept: self.states(kept) and self._fragments.isdisjoint(kept) and self.stands(kept),
            lambda kept: self._fragments.isdisjoint(kept) and self.stands(kept),
            self.stands,
            lambda kept: self.says_once(kept) and self.points_inside(kept),
        )
        for demand in (*demands, self.says_once, self.differs):
            found = next(filter(demand, ranked), None)
            if found is not None:
                return tuple(found)
        return self.best(size - 1) if size > 1 else tuple(ranked[0])

    def _exhaustive(self, size: int) -> tuple[int, ...]:
        sets = self.sets(size)
        judged = np.round(self.judge(sets), 9)
        return self._first_that_stands(sets[np.argsort(-judged, kind="stable")].tolist(), size)

    def _grown(self, size: int) -> tuple[int, ...]:
        """The best of one less, and the sentence that suits it most."""
        smaller = self.best(size - 1)
        free = [place for place in self.order if place not in smaller]
        if len(smaller) < size - 1 or not free:
            return smaller
        sets = np.array([sorted((*smaller, place)) for place in free], dtype=np.intp)
        judged = np.round(self.judge(sets), 9)
        return self._first_that_stands(sets[np.argsort(-judged, kind="stable")].tolist(), size)

    @cached_property
    def _dangling(self) -> list[bool]:
        return [bool(value) for value in self.features[:, NAMES.index("dangles")]]

    def _repeated(self, a: int, b: int) -> bool:
        return repeats(set(self.page.units[a]), set(self.page.units[b]))


def within(ranking: SetRanking, cost: Callable[[int], int], words: int, most: int) -> tuple[int, ...]:
    """The set of the best value among all sizes whose sentences cost ``words`` at most; empty if not one fits."""
    found: list[tuple[float, tuple[int, ...]]] = []
    costs = np.array([cost(place) for place in range(len(ranking.page))])
    for size in range(1, min(LARGEST, most, len(ranking.page)) + 1):
        sets = ranking.sets(size)
        fits = costs[sets].sum(1) <= words
        if not fits.any():
            break
        sets = sets[fits]
        judged = np.round(ranking.weights.budgets.apply(ranking.measure(sets)), 9)
        ranked = [tuple(map(int, sets[row])) for row in np.argsort(-judged, kind="stable")]
        stated = (row for row in ranked if ranking.states(row) and ranking.stands(row))
        best = next(stated, None) or next(filter(ranking.stands, ranked), None)
        if best is None:
            continue
        row = int(np.flatnonzero((sets == np.array(best)).all(1))[0])
        found.append((float(judged[row]), best))
    return max(found)[1] if found else ()
