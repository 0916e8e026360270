"""A digest as messages: pages of stories, each with its sentences, where they stand, and why it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.texts.catalogue import Translator
from bot.texts.days import day, weekday
from bot.texts.html import MESSAGE_LIMIT, Markup, cut, escape, length
from bot.texts.topics import unquoted

PAGE = 2400
"""UTF-16 units of a page: about two screens of a phone."""

STORIES = 5
"""Most stories of a page."""

TITLE_LIMIT = 200
BECAUSE_LIMIT = 120
REASONS = 2
"""Reasons that a story of a digest names; its card names all."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story: ``lines`` are its sentences word for word, ``told_on`` when the reader was told of it before."""

    title: str | None
    lines: Sequence[str]
    outlet: str | None = None
    published: datetime | None = None
    labels: Sequence[str] = ()
    because: Sequence[str] = ()
    also: Sequence[str] = ()
    told_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """``text`` of the page, the numbers of its stories counted from 1, and how many pages there are."""

    text: Markup
    stories: range
    number: int
    pages: int


def digest_page(t: Translator, items: Sequence[Item], number: int, gone: int = 0) -> Page:
    """The page of that number, counted from 0; the last one if there are not so many."""
    bodies = [_story(t, place, item) for place, item in enumerate(items, 1)]
    cuts = _pages(bodies)
    at = min(max(number, 0), len(cuts) - 1)
    head = t.plural("digest.head", len(items))
    rows = [head, *(bodies[place - 1] for place in cuts[at])]
    if gone and at == len(cuts) - 1:
        rows.append(t.plural("digest.gone", gone))
    return Page(Markup("\n\n".join(rows)), cuts[at], at, len(cuts))


def _pages(bodies: Sequence[Markup]) -> list[range]:
    """Whole stories, as many as a page has room for, one at least."""
    pages, first, room = [], 1, PAGE
    for place, body in enumerate(bodies, 1):
        needs = length(body) + 2
        if place > first and (needs > room or place - first >= STORIES):
            pages.append(range(first, place))
            first, room = place, PAGE
        room -= needs
    return [*pages, range(first, len(bodies) + 1)]


def _story(t: Translator, place: int, item: Item) -> Markup:
    """The story's part of a page; sentences that a message has no room for are left away, whole ones."""
    lines = list(item.lines)
    while len(lines) > 1 and length(_assembled(t, place, item, lines)) > MESSAGE_LIMIT - 300:
        lines.pop()
    body = _assembled(t, place, item, lines)
    over = length(body) - (MESSAGE_LIMIT - 300)
    if over <= 0:
        return body
    return _assembled(t, place, item, [cut(lines[0], max(60, len(lines[0]) - over - 8))])


def _assembled(t: Translator, place: int, item: Item, lines: Sequence[str]) -> Markup:
    title = cut(item.title or t.plain("digest.untitled"), TITLE_LIMIT)
    rows = [Markup(f"<b>{place}. {escape(title)}</b>")]
    if item.told_on is not None:
        rows.append(t("digest.sequel", date=weekday(item.told_on, t.language)))
    rows += [escape(line) for line in lines]
    rows.append(Markup(f"<i>{_origin(t, item)}</i>"))
    if item.also:
        rows.append(Markup(f"<i>{t('card.also', outlets=t.listed(cut(one, 60) for one in item.also))}</i>"))
    return Markup("\n".join(rows))


def _origin(t: Translator, item: Item) -> Markup:
    said = [item.outlet] if item.outlet else []
    said += [day(item.published, t.language)] if item.published else []
    labels = t.joined(item.labels)
    why = [one for one in item.because if unquoted(one).casefold() != labels.casefold()]
    reason = cut(t.joined(why[:REASONS], ", "), BECAUSE_LIMIT) or cut(labels, BECAUSE_LIMIT)
    return escape(t.joined([*(cut(part, 120) for part in said), reason]))
