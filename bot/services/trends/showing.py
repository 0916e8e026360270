"""From counts to a picture, and to the caption that says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.services.ties import READ, Tie, Ties
from bot.services.trends.grid import Grid
from bot.services.trends.model import Comparison, Counted, Trend
from bot.texts.catalogue import Translator
from bot.texts.charts.calendar import rate, span, ticks, when
from bot.texts.charts.model import MARKS, Bars, Chart, Lines, Look, Mark, Ranks
from bot.texts.html import Markup, cut, length
from bot.texts.topics import described, named
from summarizer.entities.labels import label
from summarizer.topics.nodes import Act

CAPTION_LIMIT = 1024
"""Most UTF-16 units of a caption after its entities are parsed."""

MEANING_LIMIT, TITLE_LIMIT, NAME_LIMIT, MOST_ACTS = 200, 120, 60, 3


@dataclass(frozen=True, slots=True)
class Picture:
    """``articles`` are the numbers of those that the caption names."""

    chart: Chart
    look: Look
    caption: Markup
    articles: Sequence[int] = ()


def meaning(t: Translator, counted: Counted, limit: int = MEANING_LIMIT) -> str:
    """The topic as it was understood."""
    return cut(described(t, counted.query.root), limit)


def trend_picture(t: Translator, trend: Trend, today: date, *, dark: bool) -> Picture:
    """Bars with badges; there must be an article."""
    grid, counted = trend.grid, trend.counted
    marks = [Mark(one.peak, place, one.newest.title) for place, one in enumerate(trend.stories, 1)]
    days, title = span(t, grid.first, today), meaning(t, counted)
    chart = Bars(title, _subtitle(t, grid, days), ticks(t.language, grid.unit, grid.starts), counted.counts, marks)
    rows = [
        t(
            "trend.story",
            place=place,
            title=cut(one.newest.title, TITLE_LIMIT),
            id=one.newest.id,
            articles=t.plural("trend.articles", one.total),
            when=when(t, grid.unit, grid.starts[one.peak]),
        )
        for place, one in enumerate(trend.stories, 1)
    ]
    rows = [t("trend.stories"), *rows] if rows else []
    parts = [
        t("trend.head", topic=title, days=days, most=_most(t, grid, counted)),
        "\n".join(rows),
        left_out(t, counted.undated),
        _partial(t, [counted]),
    ]
    numbers = [one.newest.id for one in trend.stories]
    return Picture(chart, look(t, dark=dark), Markup("\n\n".join(part for part in parts if part)), numbers)


def comparison_picture(t: Translator, found: Comparison, today: date, *, dark: bool) -> Picture:
    """A line for each topic; one of them at least must have an article."""
    grid, days = found.grid, span(t, found.grid.first, today)
    names = [meaning(t, one, NAME_LIMIT) for one in found.topics]
    looks = look(t, dark=dark)
    series = [
        (f"{name}{MARKS[looks.rtl]} · {t.number(one.total)}", one.counts)
        for name, one in zip(names, found.topics, strict=True)
    ]
    title = t.plain("compare.title")
    chart = Lines(title, _subtitle(t, grid, days), ticks(t.language, grid.unit, grid.starts), series)
    rows = [
        t("compare.row", place=place, topic=name, most=_most(t, grid, one))
        for place, (name, one) in enumerate(zip(names, found.topics, strict=True), 1)
    ]
    parts = [t("compare.head", days=days), "\n".join(rows), left_out(t, found.undated), _partial(t, found.topics)]
    return Picture(chart, looks, Markup("\n\n".join(part for part in parts if part)))


def ties_picture(t: Translator, ties: Ties, today: date, *, dark: bool) -> Picture:
    """A bar for each tie; there must be one. Of the acts as many as the caption has room for."""
    days, name = span(t, ties.grid.first, today), label(ties.id, t.language)
    rows = [(label(one.id, t.language), one.count) for one in ties.closest]
    chart = Ranks(t.plain("ties.title", name=name), t.plain("ties.subtitle", days=days), rows)
    captions = (_ties_caption(t, ties, name, days, most) for most in range(MOST_ACTS, -1, -1))
    return Picture(chart, look(t, dark=dark), next(one for one in captions if length(one) <= CAPTION_LIMIT))


def left_out(t: Translator, undated: int) -> str:
    """How many articles are not drawn because nobody knows their day; empty for none."""
    return t.plural("chart.undated", undated) if undated else ""


def look(t: Translator, *, dark: bool) -> Look:
    """The colours, and the direction of the reader's language."""
    return Look(dark, t.right_to_left)


def _ties_caption(t: Translator, ties: Ties, name: str, days: str, most: int) -> Markup:
    rows = [
        t(
            "ties.row",
            place=place,
            name=cut(label(one.id, t.language), NAME_LIMIT),
            count=one.count,
            acts=_acts(t, one, most),
        )
        for place, one in enumerate(ties.closest, 1)
    ]
    parts = [t("ties.head", name=cut(name, NAME_LIMIT), days=days, articles=t.plural("trend.articles", ties.total))]
    parts.append(Markup("\n".join(rows)))
    if ties.read >= READ and most:
        parts.append(t("ties.partial", count=READ))
    return Markup("\n\n".join(parts))


def _acts(t: Translator, tie: Tie, most: int) -> str:
    said = t.listed(f"{cut(named(t, Act(act)), NAME_LIMIT // 2)} {t.number(count)}" for act, count in tie.acts[:most])
    return t.plain("ties.acts", acts=said) if said else ""


def _subtitle(t: Translator, grid: Grid, days: str) -> str:
    return t.plain("chart.subtitle", days=days, rate=rate(t, grid.unit))


def _most(t: Translator, grid: Grid, counted: Counted) -> Markup:
    """How many articles in all, and when the most."""
    articles = t.plural("trend.articles", counted.total)
    if counted.total < 2:
        return articles
    peak = when(t, grid.unit, grid.starts[counted.peak])
    return t("trend.most", articles=articles, when=peak, count=counted.counts[counted.peak])


def _partial(t: Translator, topics: Sequence[Counted]) -> str:
    return "" if all(one.whole for one in topics) else t("chart.partial")
