"""Whether a sentence tells something new, beside sentences that a reader was told before.

Its content words are weighed by how rare they are. One told sentence that holds most of them says the same; a figure
that it does not hold, or a "not" that it has and the other lacks, is news however much else is shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from summarizer.briefs.material import Line
from summarizer.briefs.model import Source
from summarizer.model import Sentence
from summarizer.stories.background import background
from summarizer.stories.figures import figures
from summarizer.text.terms import terms

NEW, PARTLY, TOLD = "new", "partly new", "told"
SAME = 0.75
"""Share of a sentence's weight from which one told sentence says the same."""
TOUCHED = 0.4
"""Share from which a sentence goes on from a told one."""
COMMON_AT = 200
"""Told sentences that may hold a word for it to be looked up by; what stands in more of them tells nothing apart."""

NEGATIONS = {
    "ar": "لا لم لن ليس ليست ما غير دون بدون",
    "en": "not no never neither nor without cannot can't don't doesn't didn't won't isn't aren't wasn't weren't",
    "es": "no nunca jamás ni sin tampoco",
    "fr": "ne n pas jamais aucun aucune sans ni non",
    "ru": "не нет ни никогда без нельзя",
    "zh": "不 没 未 无 非 否",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence that was told; ``source`` is the id of its article, ``told`` when it was published or told."""

    source: str
    sentence: Sentence
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Novelty:
    """``status``: new, partly new or told; ``by``: the told sentence nearest to it, None if it is new.

    ``share``: how much of the sentence's weight stands in that one, 0 to 1.
    """

    status: str
    by: Known | None
    share: float


@dataclass(frozen=True, slots=True)
class _Read:
    words: frozenset[str]
    figures: frozenset[str]
    denies: bool
    language: str


class Memory:
    """What a reader was told: sentences, looked up by their words."""

    def __init__(self) -> None:
        self._known: list[tuple[Known, _Read]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)

    @staticmethod
    def of(sources: Sequence[Source], lines: Iterable[Line] | None = None) -> Memory:
        """Remember articles: all their sentences, or only ``lines`` of them, whose terms are known already."""
        memory = Memory()
        every = _sentences(sources) if lines is None else ((line.source, line.place, line.terms) for line in lines)
        for at, place, found in every:
            source = sources[at]
            start, end = source.spans[place]
            sentence = Sentence(source.text[start:end], start, end, place)
            memory.tell(Known(source.id, sentence, source.published), source.language, found)
        return memory

    def tell(self, known: Known, language: str, found: Sequence[str] | None = None) -> None:
        """Remember a sentence; ``found`` are its terms, if they are at hand."""
        read = _read(known.sentence.text, language, found)
        for word in read.words:
            self._by_word[word].append(len(self._known))
        self._known.append((known, read))

    def judge(self, text: str, language: str, found: Sequence[str] | None = None) -> Novelty:
        """Compare a sentence with all that was told."""
        if not self._known:
            return Novelty(NEW, None, 0.0)
        read = _read(text, language, found)
        rarity = background(language).rarity
        weights = {word: rarity(word) for word in sorted(read.words)}
        total = sum(weights.values())
        if not total:
            return Novelty(TOLD if any(known.sentence.text == text for known, _ in self._known) else NEW, None, 0.0)
        best, share = self._nearest(weights, total)
        if best is None or share < TOUCHED:
            return Novelty(NEW, None, share)
        known, other = self._known[best]
        adds = read.figures - other.figures or (read.language == other.language and read.denies != other.denies)
        return Novelty(TOLD if share >= SAME and not adds else PARTLY, known, share)

    def _nearest(self, weights: Mapping[str, float], total: float) -> tuple[int | None, float]:
        """The told sentence that holds most of the weight, the latest of equals, and its share."""
        shared: Counter[int] = Counter()
        for word, weight in weights.items():
            for at in self._by_word.get(word, ())[-COMMON_AT:]:
                shared[at] += weight  # type: ignore[assignment]
        if not shared:
            return None, 0.0
        best = max(shared, key=lambda at: (round(shared[at], 6), at))
        return best, shared[best] / total


def _sentences(sources: Sequence[Source]) -> Iterable[tuple[int, int, None]]:
    return ((at, place, None) for at, source in enumerate(sources) for place in range(len(source.spans)))


def _read(text: str, language: str, found: Sequence[str] | None) -> _Read:
    held = frozenset(terms(text, language) if found is None else found)
    words = held - background(language).stops - _negations(language)
    return _Read(words, frozenset(figures(text, shortest=1)), not held.isdisjoint(_negations(language)), language)


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(terms(NEGATIONS.get(language, ""), language))
