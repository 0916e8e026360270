"""The tour of the first `/start`: what a summary is, a first topic, and when digests come, in one message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler

from bot.errors import NoArticles, PrivateOnly
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import answer, edit, reply
from bot.handlers.schedule_views import KINDS, often
from bot.services.suggesting import topic_of
from bot.telegram.tour_keyboards import FOLLOW, WHEN, TourPress, tour_keyboard
from bot.texts.html import Markup, cut, escape
from storage.records import FollowRecord
from summarizer.entities.labels import label

SENTENCES = 2
"""Of the example."""

TITLE, SENTENCE = 200, 700
"""Characters of the example that are shown: the step stays within one message."""

Step = tuple[Markup, InlineKeyboardMarkup | None]


def register(app: App) -> None:
    """The buttons; `/start` begins it."""
    app.add_handler(CallbackQueryHandler(press, pattern=TourPress.pattern()))


async def begin(update: Update, context: Context, seen: Visit) -> None:
    """Show the first step, and write down that it was shown."""
    text, keyboard = await _example(context, seen)
    await reply(update, text, keyboard=keyboard)
    await context.services.preferences.guided(seen.reader)


async def press(update: Update, context: Context) -> None:
    """Do what the button says, and show the step in the same message. Raises PrivateOnly."""
    seen = await visit(update, context)
    if not seen.is_private:
        raise PrivateOnly(command="/start")
    found = TourPress.parse((update.callback_query and update.callback_query.data) or "")
    note, step = "", STEPS.get(found.value, _end)
    if found.action == FOLLOW:
        note, step = await _follow(context, seen, found.value), _topics
    elif found.action == WHEN:
        await _choose(context, seen, found.value)
        step = _hours
    await edit(update, *await step(context, seen))
    await answer(update, note)


async def _example(context: Context, seen: Visit) -> Step:
    """What a summary is, on the newest article."""
    t = seen.t
    try:
        extract, _ = await context.services.articles.newest_for(seen.reader)
    except NoArticles:
        shown = [t("tour.summary.none")]
    else:
        lines = [escape(cut(one.text, SENTENCE)) for one in extract.of_length(SENTENCES).sentences]
        head = t("tour.summary.head", title=cut(extract.title or "", TITLE), outlet=cut(extract.outlet or "—", 60))
        shown = [head, *lines, t.plural("tour.summary.foot", extract.total)]
    text = Markup("\n\n".join([t("tour.welcome"), _place(seen, 1), *shown]))
    return text, tour_keyboard(t.plain, 1, len(STEPS))


async def _topics(context: Context, seen: Visit) -> Step:
    """A first topic, out of what the archive holds now."""
    t = seen.t
    follows = await context.services.topics.of(seen.reader)
    choices = [
        (label(entity, t.language), FOLLOW, entity, _is_followed(entity, follows))
        for entity in await context.services.preferences.suggesting.now()
    ]
    how = t("tour.topics" if choices else "tour.topics.none")
    return Markup("\n\n".join([_place(seen, 2), how])), tour_keyboard(t.plain, 2, len(STEPS), choices)


async def _hours(context: Context, seen: Visit) -> Step:
    """When digests come."""
    t = seen.t
    now = (await context.services.schedules.of(seen.reader)).general
    choices = [
        (
            t.plain(key, time=f"{times[0]:%H:%M}" if times else ""),
            WHEN,
            str(number),
            (now.kind, now.times) == (kind, times),
        )
        for number, (key, kind, times) in enumerate(KINDS)
    ]
    lines = [_place(seen, 3), t("tour.hours", hours=often(t, now))]
    lines += [t("tour.hours.zone")] if now.zone == "UTC" else []
    return Markup("\n\n".join(lines)), tour_keyboard(t.plain, 3, len(STEPS), choices)


async def _end(_context: Context, seen: Visit) -> Step:
    """What stays of it: the commands to begin with."""
    return seen.t("start.welcome"), None


async def _follow(context: Context, seen: Visit, entity: str) -> str:
    """Follow what the button names, or no more if it is followed; gives what to say of that."""
    query = topic_of(entity)
    if query is None:
        return seen.t.plain("error.button")
    name, services = label(entity, seen.t.language), context.services
    follows = await services.topics.of(seen.reader)
    if held := next((one for one in follows if one.canonical == query.canonical), None):
        await services.topics.unfollow_by_id(seen.reader, held.topic_id)
        return ""
    await services.topics.follow_query(seen.reader, query, name)
    return seen.t.plain("tour.followed", topic=name)


async def _choose(context: Context, seen: Visit, number: str) -> None:
    if number.isdecimal() and int(number) < len(KINDS):
        _, kind, times = KINDS[int(number)]
        await context.services.schedules.set(seen.reader, kind, times)


def _is_followed(entity: str, follows: Sequence[FollowRecord]) -> bool:
    query = topic_of(entity)
    return query is not None and any(one.canonical == query.canonical for one in follows)


def _place(seen: Visit, step: int) -> Markup:
    return seen.t("tour.step", step=step, steps=len(STEPS))


STEPS: dict[str, Callable[[Context, Visit], Awaitable[Step]]] = {"1": _example, "2": _topics, "3": _hours}
"""By the number that a button carries; any other ends the tour."""
