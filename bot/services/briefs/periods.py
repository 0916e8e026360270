"""What stands behind `/brief` and `/timeline`: a topic, from when on, and how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import BadSince, NoSuchDay, PeriodAhead
from bot.services.words import LENGTHS, MONTH, PERIODS, PICTURES, WEEK, YEARS, days_in, western
from summarizer.briefs.dates.finding import dates
from summarizer.briefs.dates.model import YEAR, Named
from summarizer.briefs.dates.phrases import PHRASES
from summarizer.briefs.dates.reckoning import exact, shifted

DEFAULT, SHORT, LONG, MOST = 10, 5, 20, 40
"""Sentences of a brief."""

SHOWN = 60
"""Characters of what was not understood that are said back."""

LENGTH = {"short": SHORT, "long": LONG}

_SINCE = re.compile(r"(?:^|\s)(?:since|depuis(?: le)?|desde(?: el)?|с|со|منذ|自从?|从|從)\s*(?=\S)", re.IGNORECASE)
LOOSE = 6
"""Letters beside a date that say nothing: "the", "le"."""

NO_PERIODS = frozenset({"new", "leap", "fiscal", "school", "nouvel", "nuevo", "новый", "новом"})
"""Words in front of "year" with which it is a thing of its own."""

LONGEST = 400
"""Days of a period that is said as so many days or weeks."""

SEASON = timedelta(days=100)
"""After so long "tomorrow", "next Monday" and "in two months" are other days, and 5 March is the same."""

_YEAR = re.compile(r"\d{4}")
_WHOLE_YEAR = re.compile(
    r"(?:(?:the )?year |l['’]an(?:née)? |(?:el )?año |год[у]? |سنة |عام )?(\d{4})(?: год[а]?| ?年)?", re.IGNORECASE
)
_COUNT = re.compile(r"(?:^|\s)(\d{1,2})$")
_LAST_WORDS = re.compile(r"(?:^|\s)(\S+(?:\s\S+)?)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """``topic`` in the reader's words, maybe empty; the first day of the period, None for any time."""

    topic: str
    since: date | None = None
    sentences: int = DEFAULT
    picture: bool = False


def understand(argument: str, today: date) -> Asked:
    """The meaning of an argument. ``today`` is the reader's.

    Raises BadSince, NoSuchDay, PeriodAhead.
    """
    words = western(" ".join(argument.split()))
    last = words.rpartition(" ")[2]
    picture = last.casefold() in PICTURES
    rest, sentences = _length(words[: -len(last)].rstrip() if picture else words)
    rest, since = _period(rest, today)
    if since is not None and sentences == DEFAULT:
        rest, sentences = _length(rest)
    return Asked(rest, since, sentences, picture)


def _length(text: str) -> tuple[str, int]:
    """What stands before a length at the end, and that length. A number above `MOST` belongs to the topic."""
    last = text.rpartition(" ")[2].casefold()
    if last in LENGTHS:
        return text[: text.rfind(" ") + 1].rstrip(), LENGTH[LENGTHS[last]]
    count = _COUNT.search(text)
    # 5 March ends with no number, "since 2016-03-05" with none of its own; "since March 5" would.
    if count and 0 < int(count[1]) <= MOST and not _is_of_date(text, count.start()):
        return text[: count.start()].rstrip(), int(count[1])
    return text, DEFAULT


def _is_of_date(text: str, place: int) -> bool:
    """Whether the number at the end belongs to the date behind "since": that would be none without it."""
    opened = list(_SINCE.finditer(text))
    return bool(opened) and not _named(text[opened[-1].end() : place].strip(), date(2000, 1, 1))


def _period(text: str, today: date) -> tuple[str, date | None]:
    opened = list(_SINCE.finditer(text))
    words = text[opened[-1].end() :].strip() if opened else ""
    topic = text[: opened[-1].start()].rstrip() if opened else text
    if period := PERIODS.get(words.casefold()):
        return topic, _begin(period, today)
    # "Since next week" is a day, and the week at its end no period.
    found = _named(words, today) if words else []
    if found:
        return topic, _day(words, found, today)
    for ending in _endings(text):
        before = text[: len(text) - len(ending)].rstrip()
        if period := PERIODS.get(ending.casefold()):
            return before, _begin(period, today)
        if ending.casefold() in YEARS and before.rpartition(" ")[2].casefold() not in NO_PERIODS:
            return before, shifted(today, YEAR, -1) or today
        if (days := days_in(ending.casefold())) and days < LONGEST:
            return before, today - timedelta(days=days)
    # The Russian word means "with" as well.
    if not opened or opened[-1][0].strip().casefold() in ("с", "со"):
        return text, None
    raise BadSince(words=words[:SHOWN])


def _endings(text: str) -> Sequence[str]:
    parts = text.split(" ")
    return [" ".join(parts[-count:]) for count in (3, 2, 1) if len(parts) >= count]


def _begin(period: str, today: date) -> date:
    if period == MONTH:
        return shifted(today, "month", -1) or today
    return today - timedelta(days=7) if period == WEEK else today


def _day(words: str, found: Sequence[Named], today: date) -> date:
    first = next((one for one in found if one.day is not None), None)
    if first is None or first.day is None:
        raise NoSuchDay(words=words[:SHOWN])
    day = first.day
    if day > today and _has_no_year(words, first, today):
        # It may be at hand, but a period has begun.
        day = shifted(day, YEAR, -1) or day
    if day > today:
        raise PeriodAhead(words=words[:SHOWN])
    return day


def _has_no_year(words: str, named: Named, today: date) -> bool:
    """Whether it is a day or month of the calendar without its year: that of another season is of the same name."""
    if _YEAR.search(words) or named.fineness == YEAR or named.day is None:
        return False
    later = [one.day for one in _named(words, today + SEASON) if one.day is not None]
    return bool(later) and (later[0].month, later[0].day) == (named.day.month, named.day.day)


def _named(words: str, today: date) -> Sequence[Named]:
    """The days that the words name, in the first language in which they do; one that no calendar has is None."""
    if year := _WHOLE_YEAR.fullmatch(words):
        return [Named(0, len(words), exact(int(year[1]), 1), YEAR, relative=False)]
    for language in PHRASES:
        for text in (words, f"in {words}"):
            found = dates(text, language, today)
            if found and len(text) - sum(one.end - one.start for one in found) <= LOOSE:
                return found
    return []
