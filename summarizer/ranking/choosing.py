"""Which sentences to keep, given what each is worth: those that fit, stand alone and do not say the same twice.

A sentence that points back, or opens a quotation, is weighed together with the neighbours it needs: either all of them
are kept, or it gives way to the next best. Where too few sentences stand alone, the demands are dropped one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from summarizer.ranking.standing import asks, bare_role, breaks_quotation, dangles, repeats

LONGEST_UNIT = 4
COMPARED = 60
"""With how many kept sentences a new one is compared word for word; a longer extract is nearly the text itself."""

_BARE_COSTS = 0.15
_ASKING_COSTS = 0.5

Unit = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence as the choice sees it; ``bag`` is its set of terms, ``cost`` its words."""

    text: str
    bag: frozenset[str]
    cost: int
    dangling: bool
    bare: bool
    asking: bool

    @staticmethod
    def of(text: str, terms: Iterable[str], cost: int, language: str) -> Piece:
        """Look at one sentence."""
        return Piece(text, frozenset(terms), cost, dangles(text, language), bare_role(text, language), asks(text))


class Choice:
    """An extract that grows; ``kept`` holds the places of its sentences."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        values: Sequence[float],
        count: int,
        words: int | None,
        novelty: float = 0.0,
    ) -> None:
        self.kept: set[int] = set()
        self._pieces = pieces
        self._values = [
            value - _BARE_COSTS * piece.bare - _ASKING_COSTS * piece.asking
            for value, piece in zip(values, pieces, strict=True)
        ]
        self._count = min(count, len(pieces))
        self._words = words
        self._spent = 0
        self._novelty = novelty
        self._texts: set[str] = set()

    @property
    def full(self) -> bool:
        """No further sentence may be kept."""
        return len(self.kept) >= self._count

    def fill(self) -> None:
        """Keep the best of all that is left, as long as something fits."""
        for quotations, openings in ((True, True), (False, True), (False, False)):
            if not self.full:
                self.keep_best(range(len(self._pieces)), self._count, quotations=quotations, openings=openings)

    def keep_best(self, places: Iterable[int], most: int, *, quotations: bool = True, openings: bool = True) -> None:
        """Keep up to ``most`` more sentences, each the best of ``places`` or a neighbour that one of them needs."""
        told = [self._pieces[place].bag for place in sorted(self.kept)[:COMPARED]] if self._novelty else []
        units = {self._unit(place, quotations, openings) for place in places if place not in self.kept}
        units.discard(())
        before = len(self.kept)
        for unit in sorted(units, key=lambda unit: (self._novelty * self._told(unit, told) - self._worth(unit), unit)):
            if self.full or len(self.kept) - before >= most:
                return
            if len(self.kept | set(unit)) - before <= most and self._fits(unit):
                self._spent += sum(self._pieces[place].cost for place in unit if place not in self.kept)
                self.kept.update(unit)
                self._texts.update(self._pieces[place].text for place in unit)

    def _worth(self, unit: Unit) -> float:
        return sum(self._values[place] for place in unit) / len(unit)

    def _told(self, unit: Unit, kept: Sequence[frozenset[str]]) -> float:
        """The largest share of a unit's words that one kept sentence holds."""
        bag = frozenset().union(*(self._pieces[place].bag for place in unit))
        return max((len(bag & other) / max(1, len(bag)) for other in kept), default=0.0)

    def _unit(self, place: int, quotations: bool, openings: bool) -> Unit:
        """The fewest neighbours that a sentence needs to stand, or nothing if it needs too many."""
        first = last = place
        while openings and first and self._pieces[first].dangling and first - 1 not in self.kept:
            first -= 1
            if last - first >= LONGEST_UNIT:
                return ()
        if quotations and breaks_quotation([self._pieces[place].text]):
            found = self._closed(first, last, openings)
            if found is None:
                return ()
            first, last = found
        return tuple(range(first, last + 1))

    def _closed(self, first: int, last: int, openings: bool) -> tuple[int, int] | None:
        for size in range(last - first + 1, LONGEST_UNIT + 1):
            for start in range(first, max(last - size, -1), -1):
                end = start + size
                opens = openings and start and self._pieces[start].dangling and start - 1 not in self.kept
                run = [piece.text for piece in self._pieces[start:end]]
                if len(run) == size and not opens and not breaks_quotation(run):
                    return start, end - 1
        return None

    def _fits(self, unit: Unit) -> bool:
        new = [place for place in unit if place not in self.kept]
        if not new or len(self.kept) + len(new) > self._count:
            return False
        cost = sum(self._pieces[place].cost for place in new)
        if self._words is not None and self._spent + cost > self._words:
            return False
        return not any(self._said(place, unit) for place in new)

    def _said(self, place: int, unit: Unit) -> bool:
        piece = self._pieces[place]
        if piece.text in self._texts:
            return True
        others = [*islice(self.kept, COMPARED), *(other for other in unit if other < place)]
        return any(repeats(piece.bag, self._pieces[other].bag) for other in others)
