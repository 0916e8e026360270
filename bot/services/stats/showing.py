"""The figures as one message that fits, and as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from babel.dates import format_skeleton
from babel.units import format_unit

from bot.services.stats.model import Daily, Figures
from bot.services.stats.service import DAY, MONTH, WEEK
from bot.services.topics import query_of
from bot.services.trends.showing import Picture, look
from bot.services.troubles import ODD, Trouble
from bot.texts.catalogue import Translator
from bot.texts.charts.calendar import span, ticks
from bot.texts.charts.model import Panels
from bot.texts.days import dated
from bot.texts.desk import DIGESTS
from bot.texts.html import Markup, bare, cut, escape
from bot.texts.topics import described

NAME, REASON = 40, 90
"""UTF-16 units of a name, and of what went wrong."""

FAILING = 3
ARRIVALS = 7
"""Days of which the articles are counted in words; the picture has a month."""

SPANS = {DAY: "stats.day", WEEK: "stats.week", MONTH: "stats.month"}
LENGTHS = ("stats.length.short", "stats.length.middling", "stats.length.long")
MEGABYTE = 1_000_000


def stats_text(t: Translator, found: Figures) -> Markup:
    """All figures; a part without anything to say is left away."""
    parts = [
        t("stats.head", period=t.plain(SPANS[found.days]), at=_moment(t, found.at)),
        *_people(t, found),
        _deliveries(t, found),
        _feeds(t, found),
        _articles(t, found),
        _votes(t, found),
        _failing(t, found),
        t("stats.size", size=format_unit(round(found.size / MEGABYTE, 1), "digital-megabyte", "short", locale=_of(t))),
    ]
    return Markup("\n\n".join(part for part in parts if part))


def stats_picture(t: Translator, daily: Daily) -> Picture:
    """Deliveries and articles a day, each on a scale of its own: there are many more of the first."""
    starts = [datetime.combine(day, time()) for day in daily.days]
    series = [
        (t.plain("stats.chart.deliveries", count=_number(t, sum(daily.deliveries))), daily.deliveries),
        (t.plain("stats.chart.articles", count=_number(t, sum(daily.articles))), daily.articles),
    ]
    days = span(t, daily.days[0], daily.days[-1])
    chart = Panels(t.plain("stats.chart.title"), days, ticks(t.language, "day", starts), series)
    return Picture(chart, look(t, dark=False), t("stats.chart.caption", days=days))


def _people(t: Translator, found: Figures) -> list[Markup]:
    who = found.readers
    counts = {"active": who.active, "new": who.new, "stopped": who.stopped, "blocked": who.blocked}
    readers = t("stats.readers", **{name: _number(t, count) for name, count in counts.items()})
    rows = [
        t("stats.topic", topic=cut(described(t, query_of(topic).root), NAME), count=_number(t, count))
        for topic, count in found.topics
    ]
    return [readers, Markup("\n".join([t("stats.follows", count=_number(t, found.follows)), *rows]))]


def _deliveries(t: Translator, found: Figures) -> Markup:
    rows = [t("stats.deliveries")]
    for days, states in found.deliveries:
        said = [t.plain(key, count=_number(t, states[state])) for state, key in DIGESTS.items() if states.get(state)]
        counts = t.listed(said) or t.plain("stats.none")
        rows.append(t("stats.deliveries.span", period=t.plain(SPANS[days]), counts=counts))
    if (waits := found.waits) is not None:
        half, most = (_seconds(t, seconds) for seconds in (waits.half, waits.most))
        rows.append(t("stats.waits", half=half, most=most, count=_number(t, waits.number)))
    return Markup("\n".join(rows))


def _feeds(t: Translator, found: Figures) -> Markup:
    states = found.feeds.states
    rows = [t("stats.feeds", **{name: _number(t, states.get(name, 0)) for name in ("active", "failing", "paused")})]
    slowest = [f"{cut(title, NAME)} {_seconds(t, took / 1000)}" for title, took in found.feeds.slowest]
    return Markup("\n".join([*rows, *([t("stats.slowest", feeds=t.listed(slowest))] if slowest else [])]))


def _articles(t: Translator, found: Figures) -> Markup:
    rows = [t("stats.articles", count=_number(t, found.articles))]
    if found.days > DAY and found.arrivals:
        days = [
            f"{format_skeleton('MMMd', day, locale=_of(t))}: {_number(t, number)}"
            for day, number in found.arrivals[:ARRIVALS]
        ]
        rows.append(escape(t.joined(days)))
    return Markup(
        "\n".join([*rows, *_bullets(_counted(t, outlet, _number(t, count)) for outlet, count in found.outlets)])
    )


def _votes(t: Translator, found: Figures) -> Markup | None:
    useful, number = (sum(getattr(one, what) for one in found.votes.values()) for what in ("useful", "number"))
    if not number:
        return None
    rows = [t("stats.votes", useful=_number(t, useful), count=_number(t, number))]
    lengths = [
        t.plain(key, useful=_number(t, tally.useful), count=_number(t, tally.number))
        for place, key in enumerate(LENGTHS)
        if (tally := found.votes.get(place)) is not None
    ]
    outlets = (
        _counted(t, one.outlet, t.plain("stats.share", useful=_number(t, one.useful), count=_number(t, one.number)))
        for one in found.liked
    )
    return Markup("\n".join([*rows, escape(t.joined(lengths)), *_bullets(outlets)]))


def _failing(t: Translator, found: Figures) -> Markup | None:
    rows = [
        t(
            "stats.failing.feed",
            title=cut(one.title, NAME),
            problem=cut(_problem(t, one.error), REASON),
            count=one.failures,
        )
        for one in found.feeds.failing[:FAILING]
    ]
    rows += [
        t("stats.failing.delivery", problem=cut(error, REASON), count=_number(t, count))
        for error, count in found.errors
    ]
    return Markup("\n".join([t("stats.failing"), *rows])) if rows else None


def _problem(t: Translator, error: str) -> str:
    """What went wrong with a feed, as one line without markup; another version of the program may have written it."""
    try:
        trouble = Trouble.load(error)
        said = t(trouble.key, **trouble.values)
    except (KeyError, ValueError, TypeError):
        said = t(ODD)
    return " ".join(bare(said).split())


def _counted(t: Translator, outlet: str | None, said: str) -> str:
    return f"{cut(outlet, NAME) if outlet else t.plain('stats.no_outlet')}: {said}"


def _bullets(lines: Iterable[str]) -> Sequence[Markup]:
    return [escape(f"• {line}") for line in lines]


def _number(t: Translator, number: int) -> str:
    return t.number(number)


def _seconds(t: Translator, seconds: float) -> str:
    return str(format_unit(round(max(seconds, 0.0), 1), "duration-second", "short", locale=_of(t)))


def _moment(t: Translator, at: datetime) -> str:
    return t.joined([dated(at, "medium", _of(t)), f"{at:%H:%M}"], ", ")


def _of(t: Translator) -> str:
    return t.language.replace("-", "_")
