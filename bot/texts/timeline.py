"""A timeline as messages: one sentence an event, under its day or its month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_skeleton

from bot.texts.briefs import SENTENCE_LIMIT, Block, Cited, Heading, Sheet, head, origin, sheet
from bot.texts.catalogue import Translator
from bot.texts.days import dated
from bot.texts.html import Markup, bare, cut, escape

BY_DAY = timedelta(days=62)
"""A longer time is grouped by months."""

LAST = -1
"""Stands for the last page, on which the newest events are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: its first day, whether a "day", "week", "month" or "year" is meant, its sentence.

    ``stated``: the sentence names the date itself.
    """

    day: date
    fineness: str
    cited: Cited
    stated: bool


def timeline_page(t: Translator, heading: Heading, entries: Sequence[Entry], number: int) -> Sheet:
    """The page of that number, counted from 0; `LAST` or one that is not there is the last."""
    by_day = entries[-1].day - entries[0].day <= BY_DAY if entries else True
    blocks = [_block(t, place, entry, by_day=by_day) for place, entry in enumerate(entries, 1)]
    return sheet(head(t, "timeline.head", heading), blocks, len(blocks) if number == LAST else number)


def timeline_rows(t: Translator, entries: Sequence[Entry], numbers: Sequence[int]) -> list[tuple[str, str, str]]:
    """Date, sentence and origin of the entries of these numbers, counted from 1; plain text, for a picture."""
    shown = [entries[number - 1] for number in numbers]
    return [(_when(t, one), one.cited.text, bare(origin(t, one.cited))) for one in shown]


def _block(t: Translator, place: int, entry: Entry, *, by_day: bool) -> Block:
    whole = by_day or entry.fineness == "year"
    above = _when(t, entry) if whole else str(format_skeleton("yMMMM", entry.day, locale=t.language))
    day = "" if whole or entry.fineness == "month" else f"<i>{escape(_short(t, entry))}</i> "
    said = origin(t, entry.cited)
    source = said if entry.stated else t("timeline.by_article", origin=said)
    sentence = escape(cut(entry.cited.text, SENTENCE_LIMIT))
    body = Markup(f"<b>{place}</b> {day}{sentence}\n<i>{source}</i>")
    return Block(Markup(f"<b>{escape(above)}</b>"), body, [(place, entry.cited.article, entry.cited.index)])


def _when(t: Translator, entry: Entry) -> str:
    """The heading of what was meant: a day, a week, a month, a year."""
    if entry.fineness == "day":
        return dated(entry.day, "full", t.language)
    if entry.fineness == "week":
        return t.plain("timeline.week", date=dated(entry.day, "long", t.language))
    return str(format_skeleton("yMMMM" if entry.fineness == "month" else "y", entry.day, locale=t.language))


def _short(t: Translator, entry: Entry) -> str:
    day = str(format_skeleton("MMMd", entry.day, locale=t.language))
    return t.plain("timeline.week", date=day) if entry.fineness == "week" else day
