"""The articles of the last days, by fingerprint: each new one is placed in a story in one look."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from summarizer.stories.compared import Compared
from summarizer.stories.duplicates import KEYS, is_copy
from summarizer.stories.fingerprint import Fingerprint
from summarizer.stories.hashing import unpacked
from summarizer.stories.likeness import Likeness, joined, likeness
from summarizer.stories.postings import Postings
from summarizer.stories.translations import evidence, is_same, keys

Id = int | str
"""What the caller calls an article; a story is called after the first of its articles."""

FILED, ASKED = 16, 24
"""Under how many of its heaviest words an article is filed, and with how many of them it is looked for."""
COMPARED = 32
"""With how many articles a new one is compared at most, of each kind."""
DEEP, SHALLOW = 32, 4


@dataclass(frozen=True, slots=True)
class Because:
    """Why an article was placed where it is.

    ``kind``: "new", "copy" (the same text again), "words" or "facts" (names and figures, across languages).
    ``nearest`` is the article that decided, ``score`` from 0 to 1, ``entities`` what both name.
    """

    kind: str
    nearest: Id | None = None
    score: float = 0.0
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """The story of an article, and the article that it is a copy of, if it is one."""

    story: Id
    duplicate_of: Id | None
    because: Because


@dataclass(frozen=True, slots=True)
class _Kept:
    id: Id
    held: Fingerprint
    at: datetime | None
    story: Id
    duplicate_of: Id | None

    @property
    def moment(self) -> datetime | None:
        return self.held.published or self.at


class StoryIndex:
    """Articles within ``window`` of the newest, at most ``most`` of them; the cost of one does not grow with them."""

    def __init__(
        self, window: timedelta = timedelta(days=7), most: int = 20_000, model: Likeness | None = None
    ) -> None:
        self._model = model or likeness()
        self._window = window
        self._most = most
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._numbers: dict[Id, int] = {}
        self._members: Counter[Id] = Counter()
        self._last = 0
        self._shingles = Postings(most * KEYS, SHALLOW)
        self._words = Postings(most * FILED, DEEP)
        self._facts = Postings(most * FILED, DEEP)

    def __len__(self) -> int:
        return len(self._kept)

    def held(self, id: Id) -> Fingerprint | None:  # noqa: A002
        """The fingerprint by which an article is compared; None if it is not held."""
        number = self._numbers.get(id)
        return self._kept[number].held if number is not None else None

    def place(self, id: Id, held: Fingerprint, at: datetime | None = None) -> Placement:  # noqa: A002
        """Decide where an article belongs and keep it; ``at`` is when it arrived, None where only the order is known.

        An ``id`` that is held already is forgotten first: an article that was changed is placed anew. ``at`` and
        ``published`` are aware of their zone, or none of them is.
        """
        self.remove(id)
        found = self._copy(held) or self._story(held, at) or Placement(id, None, Because("new"))
        self.restore(id, held, at, found.story, found.duplicate_of)
        return found

    def restore(
        self,
        id: Id,  # noqa: A002
        held: Fingerprint,
        at: datetime | None,
        story: Id,
        duplicate_of: Id | None = None,
    ) -> None:
        """Keep an article that was placed before, as at a start; in the order of arrival."""
        self.remove(id)
        self._last += 1
        self._kept[self._last] = _Kept(id, held, at, story, duplicate_of)
        self._numbers[id] = self._last
        self._members[story] += 1
        self._shingles.add(unpacked(held.shingles)[:KEYS], self._last)
        self._words.add(unpacked(held.terms)[:FILED], self._last)
        self._facts.add(keys(held)[:FILED], self._last)
        self._let_go(at)

    def refresh(self, id: Id, held: Fingerprint) -> None:  # noqa: A002
        """Compare with another fingerprint of an article, whose place stays; nothing happens if it is not held."""
        if id in self._numbers:
            kept = self._kept[self._numbers[id]]
            self.restore(id, held, kept.at, kept.story, kept.duplicate_of)

    def remove(self, id: Id) -> None:  # noqa: A002
        """Forget an article, as when it was deleted or changed; its story stays. Nothing happens if it is not held."""
        number = self._numbers.pop(id, None)
        if number is not None:
            self._leave(self._kept.pop(number))

    def _copy(self, held: Fingerprint) -> Placement | None:
        best, share = None, 0.0
        for one in self._likely(self._shingles, unpacked(held.shingles)):
            found = is_copy(held, one.held)
            if found > share:
                best, share = one, found
        if best is None:
            return None
        original = best.id if best.duplicate_of is None else best.duplicate_of
        return Placement(best.story, original, Because("copy", best.id, share, _shared(held, best.held)))

    def _story(self, held: Fingerprint, at: datetime | None) -> Placement | None:
        return self._by_words(held, at) or self._by_facts(held, at)

    def _by_words(self, held: Fingerprint, at: datetime | None) -> Placement | None:
        """The story that is likeliest by its articles in the same language."""
        likely = self._likely(self._words, unpacked(held.terms)[:ASKED], held.weights)
        near = [one for one in self._near(likely, held, at) if one.held.language == held.language]
        if not near:
            return None
        odds = self._model.odds(Compared(held).features([one.held for one in near])).tolist()
        # A story is no likelier than its nearest article.
        least = self._model.least
        stories = dict.fromkeys(one.story for one, found in zip(near, odds, strict=True) if found >= least)
        if not stories:
            return None
        found = {story: [pair for pair in zip(odds, near, strict=True) if pair[1].story == story] for story in stories}
        scores = {story: joined([one for one, _ in some], self._members[story]) for story, some in found.items()}
        story = max(scores, key=lambda one: scores[one])
        if scores[story] < self._model.same:
            return None
        nearest = max(found[story], key=lambda pair: pair[0])[1]
        return _placement("words", nearest, held, scores[story])

    def _by_facts(self, held: Fingerprint, at: datetime | None) -> Placement | None:
        """The story of the article in another language with which most names and figures agree."""
        best, score = None, 0.0
        for one in self._near(self._likely(self._facts, keys(held)), held, at):
            if one.held.language != held.language:
                found = evidence(held, one.held)
                if is_same(found) and found > score:
                    best, score = one, found
        return _placement("facts", best, held, score) if best else None

    def _likely(self, postings: Postings, asked: Sequence[int], weights: Sequence[int] = ()) -> Iterator[_Kept]:
        """Those that share most of the keys, the likeliest first and the older of equals; at most `COMPARED`."""
        places, numbers = postings.find(asked)
        if not len(numbers):
            return
        worth = np.array(tuple(weights[: len(asked)]), np.float64)[places] if weights else None
        found, which = np.unique(numbers, return_inverse=True)
        order = np.lexsort((found, -np.bincount(which, weights=worth)))[:COMPARED]
        yield from (self._kept[number] for number in found[order].tolist() if number in self._kept)

    def _near(self, likely: Iterable[_Kept], held: Fingerprint, at: datetime | None) -> Iterator[_Kept]:
        moment = held.published or at
        for one in likely:
            if moment is None or one.moment is None or abs(moment - one.moment) <= self._window:
                yield one

    def _let_go(self, at: datetime | None) -> None:
        while len(self._kept) > self._most or self._is_old(next(iter(self._kept.values())), at):
            _, gone = self._kept.popitem(last=False)
            del self._numbers[gone.id]
            self._leave(gone)

    def _leave(self, gone: _Kept) -> None:
        self._members[gone.story] -= 1
        if not self._members[gone.story]:
            del self._members[gone.story]

    def _is_old(self, oldest: _Kept, at: datetime | None) -> bool:
        return at is not None and oldest.at is not None and at - oldest.at > self._window


def _placement(kind: str, nearest: _Kept, held: Fingerprint, score: float) -> Placement:
    return Placement(nearest.story, None, Because(kind, nearest.id, score, _shared(held, nearest.held)))


def _shared(one: Fingerprint, other: Fingerprint) -> tuple[str, ...]:
    return tuple(entity for entity in one.entities if entity in other.entities)
