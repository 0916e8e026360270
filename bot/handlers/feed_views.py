"""What admins see of feeds: the list, and what came of a look."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.handlers.context import Context, Visit
from bot.services.feed_sources import Found
from bot.services.polling import Polled
from bot.services.troubles import ODD, Trouble
from bot.telegram.feed_keyboards import feeds_keyboard
from bot.texts.feeds import moment, shortened, state
from bot.texts.html import Markup, cut
from storage.records import FeedRecord

PAGE = 5
"""Feeds in one message: with their troubles and buttons they stay within what Telegram takes."""


async def listing(context: Context, seen: Visit, page: int) -> tuple[Markup, InlineKeyboardMarkup | None]:
    """A page of the feeds, from 0, each with its state, its last success and its next poll."""
    found = await context.services.feeds.page(page, PAGE)
    t = seen.t
    if not found.feeds:
        return t("feed.list.none"), None
    rows = [_row(context, seen, feed) for feed in found.feeds]
    place = [t("topics.page", page=found.number + 1, pages=found.pages)] if found.pages > 1 else []
    states = t.listed(
        t.plain("feed.list.count", count=count, state=t.plain(f"feed.state.{name}"))
        for name, count in sorted(found.counts.items())
    )
    head = t.plural("feed.list.head", sum(found.counts.values()), states=states)
    buttons = [(feed.id, feed.state == "paused") for feed in found.feeds]
    keyboard = feeds_keyboard(t.plain, buttons, found.number, found.pages)
    return Markup("\n\n".join([head, *rows, *place])), keyboard


def checked(seen: Visit, polled: Polled) -> Markup:
    """What came of a poll that an admin asked for."""
    t, title = seen.t, cut(polled.feed.title, 200)
    if polled.lost:
        return t("feed.checked.lost", title=title)
    if polled.trouble is not None:
        return t("feed.checked.failed", title=title, problem=problem(seen, polled.trouble))
    said = t.plural("feed.checked", polled.stored, title=title)
    return Markup(f"{said} {t.plural('feed.left', polled.left)}") if polled.left else said


def looked(seen: Visit, found: Found) -> Markup:
    """What stands at an address that is not subscribed to."""
    names = shortened(found.feed.title or found.url, found.url)
    said = seen.t.plural("feed.looked", len(found.feed.entries), **names)
    newest = next((entry.title for entry in found.feed.entries if entry.title), None)
    lines = [said, seen.t("feed.newest", title=cut(newest, 200))] if newest else [said]
    return Markup("\n\n".join([*lines, seen.t("feed.looked.add", url=found.url)]))


def problem(seen: Visit, trouble: Trouble) -> Markup:
    """What went wrong, as it is said to somebody who has just met it."""
    try:
        return seen.t(trouble.key, **trouble.values)
    except KeyError:
        # Another version of the program wrote it down.
        return seen.t(ODD)


def _row(context: Context, seen: Visit, feed: FeedRecord) -> Markup:
    t, now = seen.t, context.services.feeds.now()
    success = moment(t, feed.last_success, now) if feed.last_success else t.plain("feed.never")
    due = max(feed.next_poll, now)
    key = "feed.row.paused" if feed.state == "paused" else "feed.row"
    row = t(
        key,
        id=feed.id,
        state=state(t, feed.state, feed.failures),
        success=success,
        next=moment(t, due, now) if due > now else t.plain("feed.now"),
        **shortened(feed.title, feed.url),
    )
    if not feed.whole_article:
        row = Markup(f"{row}\n{t('feed.row.teasers', id=feed.id)}")
    if feed.last_error is None:
        return row
    said = problem(seen, Trouble.load(feed.last_error))
    return Markup(f"{row}\n{t('feed.row.problem', problem=said)}")
