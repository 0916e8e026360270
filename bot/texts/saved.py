"""Lists of a reader's shelf: saved articles with their notes, and the largest stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.texts.catalogue import Translator
from bot.texts.days import dated
from bot.texts.html import Markup, cut
from storage.records import SavedRecord

TITLE_LIMIT = 200
NOTE_SHOWN = 240
"""Of a note in the list; all of it is shown by /note with the number."""

OUTLETS_SHOWN = 4


def saved_row(t: Translator, item: SavedRecord) -> Markup:
    """One saved article; of one that was deleted only its number."""
    if item.is_deleted:
        row = t("saved.row.deleted", id=item.article_id)
    else:
        said = origin(t, item.outlet, item.published) or "—"
        row = t("saved.row", id=item.article_id, title=cut(item.title, TITLE_LIMIT), origin=said)
    return Markup(f"{row}\n{t('saved.row.note', note=cut(item.note, NOTE_SHOWN))}") if item.note else row


def origin(t: Translator, outlet: str | None, published: datetime | None) -> str:
    """Outlet and date, as far as they are known. Plain text."""
    said = [cut(outlet, 60)] if outlet else []
    said += [dated(published, "medium", t.language)] if published else []
    return t.joined(said)


def top_row(t: Translator, place: int, title: str, articles: int, outlets: Sequence[str]) -> Markup:
    """One large story: its newest title, how many outlets told it in how many articles, and which."""
    more = ["…"] if len(outlets) > OUTLETS_SHOWN else []
    named = t.listed([*(cut(one, 40) for one in outlets[:OUTLETS_SHOWN]), *more])
    counts = Markup(t.joined([t.plural("top.outlets", len(outlets)), t.plural("top.articles", articles)]))
    return t("top.row", place=place, title=cut(title, TITLE_LIMIT), counts=counts, outlets=named)
