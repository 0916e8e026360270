"""`/trend`, `/compare` and `/ties`: pictures of what was written when, with captions that say the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import date
from typing import Any

from telegram import InlineKeyboardMarkup, InputFile, Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler

from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.underway import Underway
from bot.services.schedules.moments import zone_of
from bot.services.ties import partner
from bot.services.topics import understand as understand_topic
from bot.services.trends.asked import Asked, understand
from bot.services.trends.grid import Grid, grid
from bot.services.trends.several import several
from bot.services.trends.showing import Picture, comparison_picture, left_out, meaning, ties_picture, trend_picture
from bot.telegram.keyboards import articles_keyboard
from bot.texts.charts.calendar import span
from bot.texts.html import Markup, cut
from summarizer.briefs.dates.reckoning import shifted
from summarizer.budget import DEFAULT_SENTENCES
from summarizer.entities.labels import label

TOLD_BACK = 60
"""Characters of the reader's words that are said back."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, over which pieces of time, and today's date where the reader lives.

    ``begin`` is told how many articles it is about, as soon as that is known.
    """

    asked: Asked
    grid: Grid
    today: date
    begin: Callable[[int], None]

    @property
    def dark(self) -> bool:
        """Whether it shall be drawn in light on dark."""
        return self.asked.dark

    @property
    def hint(self) -> str:
        """The key of what may find more."""
        year = shifted(self.today, "year", -1)
        return "trend.any_time" if year is not None and self.asked.since <= year else "trend.longer"


def register(app: App) -> None:
    """The commands."""
    for name in ANSWERS:
        app.add_handler(CommandHandler(name, command_of(name)))


def command_of(name: str) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """The handler of a command."""

    async def command(update: Update, context: Context) -> None:
        await answer(update, context, await visit(update, context), name, argument(update))

    return command


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The argument that a command of ours waited for; with the period that was said before."""
    name, _, period = command.partition(" ")
    if name not in ANSWERS:
        return False
    await answer(update, context, seen, name, f"{text} {period}")
    return True


async def answer(update: Update, context: Context, seen: Visit, name: str, words: str) -> None:
    """The picture, or why there is none; without a topic, ask for it."""
    message = update.effective_message
    if message is None:
        return
    hours = await context.services.schedules.of(seen.reader)
    zone = zone_of(hours.general.zone)
    today = hours.now.astimezone(zone).date()
    asked = understand(words, today)
    if not asked.words:
        kept = f"{name} {' '.join(words.split())[:40]}".rstrip()
        await ask(update, context, seen, kept, seen.t(_ASK[name]), seen.t.plain(_PLACEHOLDER[name]))
        return
    async with Underway(update, context, seen, message) as underway:
        question = Question(asked, grid(asked.since, hours.now, zone), today, underway.begin)
        made = await ANSWERS[name](context, seen, question)
        if not isinstance(made, Picture):
            await underway.answer(made, None)
            return
        png = await context.services.charts.draw(made)
        if not await underway.show(InputFile(png, f"{name}.png", attach=True), made.caption, _keyboard(made)):
            await send(message, png, made, f"{name}.png")


async def send(message: Message, png: bytes, picture: Picture, name: str) -> None:
    """The picture as an answer to the message, with a button for each article that its caption names."""
    await message.get_bot().send_photo(
        message.chat_id,
        InputFile(png, name),
        picture.caption,
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(picture),
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
    )


def _keyboard(picture: Picture) -> InlineKeyboardMarkup | None:
    return articles_keyboard(picture.articles, DEFAULT_SENTENCES) if picture.articles else None


async def _trend(context: Context, seen: Visit, question: Question) -> Picture | Markup:
    query = understand_topic(question.asked.words)
    found = await context.services.charts.trends.trend(query, question.grid, seen.reader.id)
    if not found.counted.total:
        return _nothing(seen, question, "trend", "trend.none", meaning(seen.t, found.counted), found.counted.undated)
    question.begin(found.counted.total)
    return trend_picture(seen.t, found, question.today, dark=question.dark)


async def _compare(context: Context, seen: Visit, question: Question) -> Picture | Markup:
    queries = several(question.asked.words)
    found = await context.services.charts.trends.compare(queries, question.grid, seen.reader.id)
    if not any(one.total for one in found.topics):
        return _nothing(seen, question, "compare", "compare.none", undated=found.undated)
    question.begin(sum(one.total for one in found.topics))
    return comparison_picture(seen.t, found, question.today, dark=question.dark)


async def _ties(context: Context, seen: Visit, question: Question) -> Picture | Markup:
    id = partner(question.asked.words, seen.t.language)  # noqa: A001
    found = await context.services.charts.ties.of(id, question.grid, seen.reader.id, see=question.begin)
    if not found.closest:
        key = "ties.alone" if found.total else "ties.none"
        return _nothing(seen, question, "ties", key, label(id, seen.t.language))
    return ties_picture(seen.t, found, question.today, dark=question.dark)


def _nothing(seen: Visit, question: Question, name: str, key: str, topic: str = "", undated: int = 0) -> Markup:
    """That there is nothing to draw, and what to ask in place of it: a year, or if that was asked, a search."""
    said = seen.t(key, topic=topic, days=span(seen.t, question.grid.first, question.today))
    hint = seen.t(question.hint, command=name, words=cut(question.asked.words, TOLD_BACK))
    return Markup("\n\n".join([f"{said}\n{hint}", *([left_out(seen.t, undated)] if undated else [])]))


ANSWERS: dict[str, Callable[[Context, Visit, Question], Awaitable[Picture | Markup]]] = {
    "trend": _trend,
    "compare": _compare,
    "ties": _ties,
}
"""What each command shows."""

_ASK = {"trend": "trend.ask", "compare": "compare.ask", "ties": "ties.ask"}
_PLACEHOLDER = {"trend": "trend.placeholder", "compare": "compare.placeholder", "ties": "ties.placeholder"}
