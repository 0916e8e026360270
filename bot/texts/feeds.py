"""Feeds in words: their state, when they were and will be polled, and what went wrong."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_timedelta

from bot.texts.catalogue import Translator
from bot.texts.html import Markup, cut

TITLE = 80
ADDRESS = 120
"""UTF-16 units that a list shows of a feed's title and of its address."""


def moment(t: Translator, then: datetime, now: datetime) -> str:
    """How long ago, or in how long: 3 hours ago, in 12 minutes."""
    return format_timedelta(then - now, add_direction=True, locale=t.language, granularity="minute")


def state(t: Translator, name: str, failures: int) -> Markup:
    """A feed's state, with its failures in a row if there are any."""
    word = t(f"feed.state.{name}")
    return Markup(f"{word}, {t.plural('feed.failures', failures)}") if failures else word


def shortened(title: str, url: str) -> dict[str, str]:
    """A feed's title and address as a list shows them."""
    return {"title": cut(title, TITLE), "url": cut(url, ADDRESS)}
