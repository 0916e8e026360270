"""Dates as files and pages write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FORMATS = (
    *("%Y/%m/%d", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y%m%d"),
    *("%Y/%m/%d %H:%M:%S", "%d %B %Y %H:%M", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S UTC", "%Y"),
)
"""Besides ISO 8601 and RFC 5322. 03/04/2024 is not among them: nobody can tell which day that is."""

MILLISECONDS = 100_000_000_000
"""Seconds since 1970 from which a number is one of milliseconds: in seconds it would be the year 5138."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SPOKEN = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


def read_date(value: object) -> datetime | None:
    """The moment in UTC, or None for what cannot be told; a time without a zone counts as UTC."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        moment = _moment(value)
        if moment is None:
            return None
        return (moment if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def _moment(value: object) -> datetime | None:
    if isinstance(value, (int, float)):
        return datetime.fromtimestamp(value / 1000 if abs(value) >= MILLISECONDS else value, UTC)
    text = str(value).strip()[:60]
    if re.fullmatch(r"\d{9,13}", text):
        return _moment(int(text))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if text[:3].lower() in WEEKDAYS:
        return parsedate_to_datetime(text)  # as feeds and mails write it, a hundred times as fast as all the formats
    for form in FORMATS:
        try:
            return datetime.strptime(_SPOKEN.sub("", text), form)  # noqa: DTZ007 - the zone is added above
        except ValueError:
            continue
    return parsedate_to_datetime(text)
