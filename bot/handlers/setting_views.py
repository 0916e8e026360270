"""The settings in a reader's words, a page for each thing that can be set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardMarkup

from bot.handlers.schedule_views import overview
from bot.services.lengths import MOST_SENTENCES, WORDS, Length
from bot.services.outlets import OutletPage, Wishes
from bot.services.schedules.service import Hours
from bot.telegram import setting_keyboards
from bot.telegram.schedule_keyboards import GENERAL, keyboard
from bot.texts.catalogue import Translator
from bot.texts.html import Markup, cut
from bot.texts.languages import own_name
from storage.records import FollowRecord
from summarizer.budget import DEFAULT_SENTENCES

NAMED = 12
"""Outlets of a list that are named."""

_NAME = 40


def home(
    t: Translator, length: Length, wishes: Wishes, hours: Hours, follows: Sequence[FollowRecord], *, active: bool
) -> tuple[Markup, InlineKeyboardMarkup]:
    """All that holds."""
    lines = [t("settings.head"), _length(t, length), t("settings.language", language=own_name(t.language))]
    lines += [_chosen(t, wishes, preferred=preferred) for preferred in (True, False)]
    text = Markup("\n\n".join(["\n".join(lines), overview(t, hours, follows, active=active)]))
    return text, keyboard(setting_keyboards.home(t.plain), GENERAL)


def length_page(t: Translator, length: Length) -> tuple[Markup, InlineKeyboardMarkup]:
    """How long summaries are, and how long they may be."""
    text = Markup("\n\n".join([_length(t, length), t("settings.length.how")]))
    now = None if length.words else length.sentences or DEFAULT_SENTENCES
    sentences = [(count, count == now) for count in range(1, MOST_SENTENCES + 1)]
    words = [(count, count == length.words) for count in WORDS]
    return text, keyboard(setting_keyboards.lengths(t.plain, sentences, words), GENERAL)


def outlet_page(
    t: Translator, page: OutletPage, wishes: Wishes, *, preferred: bool
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The outlets that are chosen, and a page of those that can be."""
    lines = [
        _chosen(t, wishes, preferred=preferred),
        t("settings.preferred.how" if preferred else "settings.muted.how"),
    ]
    lines += [] if page.outlets else [t("settings.outlets.none")]
    lines += [t("topics.page", page=page.number + 1, pages=page.pages)] if page.pages > 1 else []
    chosen = wishes.preferred if preferred else wishes.muted
    names = [(one.name, one.newest, one.key in chosen) for one in page.outlets]
    choices = setting_keyboards.outlets(t.plain, names, page.number, page.pages, preferred=preferred, some=bool(chosen))
    return Markup("\n\n".join(lines)), keyboard(choices, page.number)


def listed(t: Translator, names: Iterable[str]) -> str:
    """Names as a sentence has them, the first of them if there are many."""
    found = [cut(name, _NAME) for name in names]
    shown_names = [*found[:NAMED], *(["…"] if len(found) > NAMED else [])]
    return t.listed(shown_names)


def _length(t: Translator, length: Length) -> Markup:
    if length.words is not None:
        return t.plural("settings.words", length.words)
    return t.plural("settings.sentences", length.sentences or DEFAULT_SENTENCES)


def _chosen(t: Translator, wishes: Wishes, *, preferred: bool) -> Markup:
    names = (wishes.preferred if preferred else wishes.muted).values()
    key = "settings.preferred" if preferred else "settings.muted"
    return t(key, outlets=listed(t, names)) if names else t(f"{key}.none")
