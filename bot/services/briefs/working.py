"""The work of a brief and of a timeline: pure, and run off the event loop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from bot.services.briefs.model import Fact, Occasion, Other, Piece, Tale
from bot.services.briefs.topical import on_topic
from bot.services.digests.importance import HALF_LIFE, Standing, importance
from storage.letters import outlet_key
from summarizer.briefs.brief import brief
from summarizer.briefs.model import Passage, Source
from summarizer.briefs.timeline import Report, timeline
from summarizer.budget import Budget
from summarizer.model import Analysis
from summarizer.serial import read
from summarizer.stories.differences import Difference, Said, Told, differences
from summarizer.stories.figures import counted
from summarizer.text.daylines import is_day
from summarizer.topics.query import Query

COMPARED = 8
"""Articles of a story whose figures are compared, the newest."""

DIFFERENCES = 2
"""Differences that are shown of a story."""

USUAL = timedelta(days=30)
"""The period where none was asked for, in which news grows old."""


def tales(
    pieces: Sequence[Piece],
    sentences: int,
    query: str,
    since: datetime | None,
    now: datetime,
    preferred: frozenset[str] = frozenset(),
    language: str = "",
) -> list[Tale]:
    """The stories that the chosen sentences are of: those told in the reader's ``language``, then the weightiest first.

    A story that an outlet of those ``preferred`` tells, by their keys, is told in its words.
    """
    by_id = {str(one.id): one for one in pieces}
    analyses = {one.id: read(one.body) for one in pieces}
    sources = [_source(one, analyses[one.id]) for one in _told_by(pieces, preferred)]
    chosen = brief(sources, Budget(sentences=sentences), query=query or None)
    by_story: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_story[piece.story].append(piece)
    passages: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in chosen.passages:
        passages[by_id[passage.article].story].append(passage)
    span = max(now - since, HALF_LIFE) if since else USUAL
    found = [
        _tale([(by_id[one.article], one) for one in told], by_story[story], analyses, span, now)
        for story, told in passages.items()
    ]
    spoken = {piece.id: analyses[piece.id].language for piece in pieces}
    return sorted(found, key=lambda tale: (spoken[tale.facts[0].article] != language, -tale.weight))


def occasions(pieces: Sequence[Piece], query: Query, since: date | None, zone: tzinfo) -> list[Occasion]:
    """The events, the earliest first; days are those of the zone."""
    by_id = {str(one.id): one for one in pieces}
    reports = []
    for piece in pieces:
        analysis = read(piece.body)
        published = piece.published.astimezone(zone).date() if piece.published else None
        topical = on_topic(analysis, piece.text, query.root)
        reports.append(Report(_source(piece, analysis), piece.story, topical, published))
    return [
        Occasion(one.day, one.fineness, _fact(by_id[one.passage.article], one.passage), one.stated)
        for one in timeline(reports, since=since)
    ]


def _told_by(pieces: Sequence[Piece], preferred: frozenset[str]) -> Sequence[Piece]:
    """Of each story the articles of preferred outlets, or all where there are none."""
    if not preferred:
        return pieces
    liked = {one.id for one in pieces if outlet_key(one.outlet or "") in preferred}
    stories = {one.story for one in pieces if one.id in liked}
    return [one for one in pieces if one.id in liked or one.story not in stories]


def _source(piece: Piece, analysis: Analysis) -> Source:
    return Source.of(str(piece.id), piece.text, analysis, piece.title, piece.published)


def _tale(
    told: Sequence[tuple[Piece, Passage]],
    pieces: Sequence[Piece],
    analyses: dict[int, Analysis],
    span: timedelta,
    now: datetime,
) -> Tale:
    """The story: its facts as they were published, and beside them what other outlets count otherwise."""
    facts = [_fact(piece, passage) for piece, passage in sorted(told, key=lambda one: (one[0].at, one[0].id))]
    title = next((one.title for one in (told[0][0], *pieces) if not is_day(one.title)), told[0][0].title)
    lead = told[0][0]
    compared = sorted(pieces, key=lambda one: (one != lead, -one.id))[:COMPARED]
    found = _differences(compared, analyses) if len(compared) > 1 else []
    outlets = {one.outlet for one in pieces if one.outlet}
    # News of a month grows old more slowly than news of a day.
    newest = now - max(now - max(one.at for one in pieces), timedelta(0)) * (HALF_LIFE / max(span, HALF_LIFE))
    standing = Standing(1, max(1, len(outlets)), len(pieces), any(analyses[one.id].acts for one in pieces), newest)
    return Tale(title, tuple(_beside(facts, found, pieces)), len(pieces), importance(standing, now))


def _differences(pieces: Sequence[Piece], analyses: dict[int, Analysis]) -> list[Difference]:
    told = [Told(one.id, one.outlet, one.text, analyses[one.id].spans, analyses[one.id].language) for one in pieces]
    return differences(told, DIFFERENCES)


def _beside(facts: Sequence[Fact], found: Sequence[Difference], pieces: Sequence[Piece]) -> Iterable[Fact]:
    """The facts, each with the figures that others give: in a line below, as a brief is as long as was asked.

    Where both sentences were chosen they stand one after the other.
    """
    by_id = {one.id: one for one in pieces}
    ordered = list(facts)
    places = {(one.article, one.text): at for at, one in enumerate(facts)}
    for difference in found:
        sides = [(difference.one, difference.other), (difference.other, difference.one)]
        shown = [
            (places[one.article, one.text], one, other) for one, other in sides if (one.article, one.text) in places
        ]
        if len(shown) == 1:
            at, one, other = shown[0]
            mine = replace(facts[at], others=(*facts[at].others, _other(by_id[other.article], one, other)))
            ordered[ordered.index(facts[at])] = mine
        elif shown:
            first, second = sorted(at for at, _, _ in shown)
            ordered.remove(facts[second])
            ordered.insert(ordered.index(facts[first]) + 1, facts[second])
    return ordered


def _other(piece: Piece, shown: Said, other: Said) -> Other:
    figures = counted(other.text, set(other.figures) - set(shown.figures))
    return Other(piece.id, tuple(figures), piece.outlet, piece.published)


def _fact(piece: Piece, passage: Passage) -> Fact:
    return Fact(piece.id, passage.sentence.index, passage.sentence.text, piece.outlet, piece.published)
