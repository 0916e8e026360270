"""An article as its admins see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.texts.catalogue import Translator, language_name
from bot.texts.html import Markup, cut, escape
from storage.records import ArticleRecord

DIGESTS = {
    "sent": "desk.digests.sent",
    "queued": "desk.digests.queued",
    "sending": "desk.digests.sending",
    "unknown": "desk.digests.unknown",
    "failed": "desk.digests.failed",
    "cancelled": "desk.digests.cancelled",
}
"""State of a delivery to the key of how many there are, in the order in which they are shown."""


def desk_card(
    t: Translator, article: ArticleRecord, sentences: int, digests: Mapping[str, int], until: datetime | None
) -> Markup:
    """All that is stored of it but the text; ``until`` is how long a deleted one can be brought back."""
    unset = t("desk.unset")
    link = article.link or ""
    return t(
        "desk.card",
        title=cut(article.title, 300),
        id=article.id,
        added=minute(article.added),
        outlet=cut(article.outlet, 120) if article.outlet else unset,
        date=moment(article.published) if article.published else unset,
        language=language_name(article.language, t.language),
        link=Markup(f'<a href="{escape(link)}">{escape(cut(link, 120))}</a>') if _is_address(link) else unset,
        sentences=sentences,
        digests=t.listed(t.plain(key, count=digests[state]) for state, key in DIGESTS.items() if digests.get(state))
        or t("desk.digests.none"),
        state=t("desk.gone", at=minute(article.deleted), until=minute(until))
        if article.deleted and until
        else t("desk.live"),
    )


def minute(when: datetime) -> str:
    """A moment to the minute, in UTC, as it is stored."""
    return f"{when:%Y-%m-%d %H:%M}"


def moment(when: datetime) -> str:
    """As `minute`; the day alone where the time is midnight, which stands for a time that nobody knows."""
    return f"{when:%Y-%m-%d}" if (when.hour, when.minute) == (0, 0) else minute(when)


def _is_address(link: str) -> bool:
    return link.startswith(("http://", "https://")) and len(link) <= 2000
