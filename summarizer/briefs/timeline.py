"""A timeline: what articles tell, each at its day, one sentence word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2

from summarizer.briefs.dates.finding import dates, event
from summarizer.briefs.dates.model import DAY
from summarizer.briefs.material import Line, Material
from summarizer.briefs.model import Passage, Source
from summarizer.model import Sentence
from summarizer.ranking.standing import SHARED

MOST = 60
"""Lines of a timeline."""

OF_ARTICLE = 3
"""Lines that one article may give."""

AROUND = timedelta(days=3)
"""An article that dates an event so near to its publication has said when its news was."""

STATED = 0.5
"""What a date in the sentence itself is worth, in the step from an article's weakest sentence to its best."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article of the timeline: ``story`` is what it reports, ``on_topic`` its sentences that speak of the topic.

    ``published`` is the day that its relative dates are reckoned from, None if it is not known.
    """

    source: Source
    story: int
    on_topic: frozenset[int]
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A line: the first day that is meant, how much from there on, and the sentence.

    ``stated``: the sentence names the date itself; otherwise it is that of its article.
    """

    day: date
    fineness: str
    passage: Passage
    stated: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    event: Event
    story: int
    words: frozenset[str]
    worth: float


def timeline(reports: Sequence[Report], most: int = MOST, since: date | None = None) -> list[Event]:
    """Return at most ``most`` events, the earliest first, none before the day ``since``.

    A story has one line a day, and the same words stand once. What more articles report, and what stands higher in its
    article, is kept first. Linear in the sentences.
    """
    material = Material.of([one.source for one in reports])
    by_article: list[list[Line]] = [[] for _ in reports]
    for line in material.lines:
        if line.place in reports[line.source].on_topic:
            by_article[line.source].append(line)
    sizes: dict[int, int] = {}
    for report in reports:
        sizes[report.story] = sizes.get(report.story, 0) + 1
    found = [
        one
        for report, lines in zip(reports, by_article, strict=True)
        for one in _of_article(report, lines, sizes[report.story], material.may_be_told)
        if since is None or one.event.day >= since
    ]
    kept = _distinct(sorted(found, key=lambda one: -one.worth), most)
    return sorted((one.event for one in kept), key=lambda one: (one.day, one.passage.sentence.index))


def _of_article(report: Report, lines: Sequence[Line], size: int, told: Callable[[Line], bool]) -> list[_Candidate]:
    """Sentences on the topic that name a date, the best few; the opening one, if none of them tells the news.

    ``lines`` are those on the topic, ``told`` says which of them may be told.
    """
    candidates = [one for line, one in _stated(report, lines, size) if told(line)]
    best = sorted(candidates, key=lambda one: -one.worth)[:OF_ARTICLE]
    if report.published is None or any(_is_near(one.event, report.published) for one in best):
        return best
    opening = next(filter(told, lines), None)
    if opening is None:
        return best
    own = Event(report.published, DAY, _passage(report.source, opening), stated=False)
    return [*best[: OF_ARTICLE - 1], _candidate(report, opening, own, size)]


def _stated(report: Report, lines: Sequence[Line], size: int) -> Iterator[tuple[Line, _Candidate]]:
    for line in lines:
        named = event(dates(line.text, report.source.language, report.published))
        if named is not None and named.day is not None:
            told = Event(named.day, named.fineness, _passage(report.source, line), stated=True)
            yield line, _candidate(report, line, told, size)


def _candidate(report: Report, line: Line, told: Event, size: int) -> _Candidate:
    scores = report.source.scores
    below = sum(score <= scores[line.place] for score in scores) / len(scores) if scores else 1 / (1 + line.place)
    worth = log2(1 + size) + below + (STATED if told.stated else 0.0) + (STATED if told.fineness == DAY else 0.0)
    return _Candidate(told, report.story, frozenset(line.terms), worth)


def _distinct(ordered: Sequence[_Candidate], most: int) -> list[_Candidate]:
    kept: list[_Candidate] = []
    days: set[tuple[int, date]] = set()
    for one in ordered:
        if len(kept) == most:
            break
        place = (one.story, one.event.day)
        if place not in days and not any(_repeats(one, other) for other in kept):
            kept.append(one)
            days.add(place)
    return kept


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    """Whether two lines say the same in the same words of days that are near each other."""
    if abs(one.event.day - other.event.day) > AROUND:
        return False
    return len(one.words & other.words) > SHARED * min(len(one.words), len(other.words))


def _is_near(told: Event, published: date) -> bool:
    return told.fineness == DAY and abs(told.day - published) <= AROUND


def _passage(source: Source, line: Line) -> Passage:
    start, end = source.spans[line.place]
    return Passage(source.id, Sentence(source.text[start:end], start, end, line.place))
