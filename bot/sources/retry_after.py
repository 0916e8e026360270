"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from ``now`` by a Retry-After, which is a number of them or a date (RFC 9110, 10.2.3); None if unsaid."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
