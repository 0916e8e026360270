"""What an admin may put right of an article, a field at a time: words in, a better article out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.errors import BadDate, BadLanguage, DateOutOfRange, EditTooLong, EmptyEdit
from bot.texts.languages import find_language
from storage.records import Edit

NOTHING = "-"
"""Stands for "as the text says, or nothing" where a value is asked for."""

LONGEST_TITLE = 300
LONGEST_OUTLET = 120

FIRST_NEWS = datetime(1600, 1, 1, tzinfo=UTC)
"""Earlier there were no newspapers: the year was mistyped."""

AHEAD = timedelta(days=1)
"""How far from UTC a date may lie that is today's where the news was made."""

Reader = Callable[[Edit, str, datetime], Edit]


def edited(found: Edit, field: str, said: str, now: datetime) -> Edit:
    """The article with a field as it was said; an empty title, outlet or language is to be worked out from the text.

    Raises KeyError for a field that is not in `FIELDS`, EmptyEdit, EditTooLong, BadDate, DateOutOfRange, BadLanguage.
    """
    words = " ".join(said.split())
    if not words:
        raise EmptyEdit
    return FIELDS[field](found, "" if words == NOTHING else words, now)


def _title(found: Edit, said: str, _now: datetime) -> Edit:
    return replace(found, title=_short(said, LONGEST_TITLE))


def _outlet(found: Edit, said: str, _now: datetime) -> Edit:
    return replace(found, outlet=_short(said, LONGEST_OUTLET) or None)


def _date(found: Edit, said: str, now: datetime) -> Edit:
    if not said:
        return replace(found, published=None)
    try:
        moment = datetime.fromisoformat(said)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadDate(given=said[:40]) from error
    if not FIRST_NEWS <= moment <= now + AHEAD:
        raise DateOutOfRange(given=said[:40], today=now.date().isoformat())
    return replace(found, published=moment)


def _language(found: Edit, said: str, _now: datetime) -> Edit:
    code = find_language(said) if said else ""
    if code is None:
        raise BadLanguage(given=said[:40])
    return replace(found, language=code)


def _short(said: str, limit: int) -> str:
    if len(said) > limit:
        raise EditTooLong(limit=limit, given=len(said))
    return said


FIELDS: dict[str, Reader] = {"title": _title, "outlet": _outlet, "date": _date, "language": _language}
"""Name of a field to what reads its value."""
