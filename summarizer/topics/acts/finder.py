"""Which diplomatic acts a text reports, sentence by sentence, and whether it says that they did not happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from summarizer.entities.reading import STOP, TITLE, Reading
from summarizer.entities.spelling import HYPHEN, UNSPACED, plain
from summarizer.model import ActReport
from summarizer.topics.acts.lexicon import Phrase, markers, phrases

GAP = 6
"""Words that ``..`` lets stand between."""

SIGNS = 12
"""Characters that it lets stand between where no spaces part words."""

CLAUSES = frozenset({"that", "что", "що", "que", "qu"})
"""Words that open a clause of their own, over which no phrase reaches."""

REPLIES = {
    "sanctions": frozenset({"reject", "rejects", "rejected", "rejecting", "oppose", "opposes", "opposed", "opposing"}),
}
"""Markers that deny most acts, but report an act that others have done already: to reject sanctions is to have them."""

REACH = 5
"""A marker counts so many words before the act."""

ENDING = 6
"""Letters that may follow a stem."""

REMEMBERED = 20_000
"""Words that are remembered with the phrases that begin with them; nearly all begin none."""

_PARTICLES = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "فال")


@dataclass(frozen=True, slots=True)
class _Line:
    """A text's words without hyphens: as compared, and their numbers in the reading."""

    words: list[str]
    places: list[int]

    @classmethod
    def of(cls, reading: Reading) -> _Line:
        # The line is not split anew: to Python a break between sentences is white space, and would be lost.
        pairs = [(word, place) for place, word in enumerate(map(plain, reading.words)) if word != HYPHEN]
        return cls([word for word, _ in pairs], [place for _, place in pairs])


class ActFinder:
    """The phrases of a language by their first word."""

    def __init__(self, acts: Iterable[Phrase], marks: Iterable[Phrase]) -> None:
        self._acts = _Shelves(acts)
        self._marks = _Shelves(marks)

    def find(self, reading: Reading) -> list[ActReport]:
        """Return each act once a sentence, in the order of the text."""
        line = _Line.of(reading)
        found: dict[tuple[str, int], ActReport] = {}
        for hit in sorted(self._acts.find(line.words), key=lambda hit: (hit.first, -hit.last)):
            place = (hit.phrase.means, reading.segment_of(line.places[hit.first]))
            if place not in found and place[1] >= TITLE:
                evidence = hit.written or reading.written(line.places[hit.first], line.places[hit.last])
                found[place] = ActReport(hit.phrase.means, place[1], evidence, self._mark(line, reading, hit))
        return list(found.values())

    def _mark(self, line: _Line, reading: Reading, hit: _Hit) -> str:
        if hit.written:
            before = [line.words[hit.first].partition(hit.written)[0][-SIGNS:]]
        else:
            before = line.words[max(0, hit.first - REACH) : hit.first]
            places = line.places[max(0, hit.first - REACH) : hit.first]
            # The month of May and people named Will say nothing of what may or will be.
            before = ["" if reading.words[at][0].isupper() else word for at, word in zip(places, before, strict=True)]
        if STOP in before:
            before = before[len(before) - before[::-1].index(STOP) :]
        answered = REPLIES.get(hit.phrase.means, frozenset())
        kinds = {mark.phrase.means for mark in self._marks.find(before) if before[mark.first] not in answered}
        return "negated" if "negated" in kinds else "threatened" if "threatened" in kinds else ""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase with the numbers of its first and last word; ``written`` where it stands inside a word."""

    phrase: Phrase
    first: int
    last: int
    written: str = ""


class _Shelves:
    """Phrases by the first word, and by the first letters of it where that is a stem."""

    def __init__(self, known: Iterable[Phrase]) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self._unspaced: list[Phrase] = []
        for phrase in known:
            if UNSPACED.search(phrase.words[0]):
                self._unspaced.append(phrase)
            else:
                (self._stems if phrase.stems[0] else self._whole).setdefault(phrase.words[0], []).append(phrase)
        self._shortest = min(map(len, self._stems), default=1)
        self._met: dict[str, tuple[Phrase, ...]] = {}
        self._openings = _openings(self._unspaced)

    def find(self, words: list[str]) -> Iterator[_Hit]:
        """Every place where a phrase stands."""
        for number, word in enumerate(words):
            phrases = self._met.get(word)
            for phrase in self._remember(word) if phrases is None else phrases:
                last = _last(phrase, words, number)
                if last is not None:
                    yield _Hit(phrase, number, last)
            if self._unspaced and not word.isascii():
                # A line holds the beginnings of few of the phrases, and one look at it tells which.
                for place in sorted({place for _, places in self._openings.iter(word) for place in places}):
                    one = self._unspaced[place]
                    if run := _run(one, word):
                        yield _Hit(one, number, number, run)

    def _remember(self, word: str) -> tuple[Phrase, ...]:
        if len(self._met) >= REMEMBERED:
            self._met.clear()
        self._met[word] = found = tuple(self._beginning(word)) if word else ()
        return found

    def _beginning(self, word: str) -> Iterator[Phrase]:
        for variant in _variants(word):
            yield from self._whole.get(variant, ())
            for size in range(max(self._shortest, len(variant) - ENDING), len(variant) + 1):
                yield from self._stems.get(variant[:size], ())


def _openings(unspaced: list[Phrase]) -> ahocorasick.Automaton:
    """An automaton that finds where phrases begin, and gives their places in the list."""
    places: dict[str, list[int]] = {}
    for place, phrase in enumerate(unspaced):
        places.setdefault(phrase.words[0], []).append(place)
    automaton = ahocorasick.Automaton()
    for word, held in places.items():
        automaton.add_word(word, tuple(held))
    automaton.make_automaton()
    return automaton


def _last(phrase: Phrase, words: list[str], at: int) -> int | None:
    """The number of the last word if the phrase stands at ``at``, as close as may be."""
    for part in range(1, len(phrase.words)):
        reach = at + 2 + (GAP if phrase.gaps[part] else 0)
        for number in range(at + 1, min(reach, len(words))):
            if words[number] == STOP:
                return None
            if _fits(phrase, part, words[number]):
                at = number
                break
            # "Recalled that the ambassador said": nothing is done to whom a clause of its own is about.
            if words[number] in CLAUSES:
                return None
        else:
            return None
    return at


def _fits(phrase: Phrase, part: int, word: str) -> bool:
    wanted = phrase.words[part]
    if not phrase.stems[part]:
        return any(variant == wanted for variant in _variants(word))
    return any(variant.startswith(wanted) and len(variant) - len(wanted) <= ENDING for variant in _variants(word))


def _run(phrase: Phrase, line: str) -> str:
    """Where the strings of a phrase stand in a line without spaces, in order and near enough; empty if nowhere."""
    start = line.find(phrase.words[0])
    while start >= 0:
        end = start + len(phrase.words[0])
        for wanted, gap in zip(phrase.words[1:], phrase.gaps[1:], strict=True):
            at = line.find(wanted, end, end + len(wanted) + (SIGNS if gap else 0))
            if at < 0:
                break
            end = at + len(wanted)
        else:
            return line[start:end]
        start = line.find(phrase.words[0], start + 1)
    return ""


def _variants(word: str) -> Iterator[str]:
    yield word
    if word and "\u0621" <= word[0] <= "\u064a":
        for particle in _PARTICLES:
            if word.startswith(particle) and len(word) > len(particle) + 2:
                yield word[len(particle) :]
                if particle.endswith("ال") or particle in ("لل",):
                    yield "ال" + word[len(particle) :]


@cache
def act_finder(language: str) -> ActFinder:
    """The finder of a language, made once; it finds nothing where there is no table."""
    return ActFinder(phrases(language), markers(language))
