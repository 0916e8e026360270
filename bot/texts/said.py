"""Quotations as messages: each word for word under its day, with who said it, how, and which outlets have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.texts.briefs import OUTLET_LIMIT, SENTENCE_LIMIT, Block, Sheet, sheet
from bot.texts.catalogue import Translator
from bot.texts.days import dated
from bot.texts.html import Markup, cut, escape

SPEAKER_LIMIT = 160
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
MOST_OUTLETS = 5
"""Other outlets that are named beside the first."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation word for word, who is said to have said it and how, and where that stands.

    ``at`` is when it was published, or came where that is not known: then it is not ``dated``. ``also`` are the other
    outlets that have it.
    """

    article: int
    index: int
    text: str
    speaker: str
    verb: str
    direct: bool
    outlet: str | None
    at: datetime
    also: tuple[str, ...] = ()
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose quotations, about what if that was asked; how many articles were read, ``whole``: all that there are."""

    who: str
    topic: str
    articles: int
    whole: bool


def said_page(t: Translator, heading: Heading, told: Sequence[Saying], number: int) -> Sheet:
    """The page of that number, counted from 0; the last one if there are not so many."""
    return sheet(_head(t, heading, len(told)), [_block(t, place, one) for place, one in enumerate(told, 1)], number)


def choices_text(t: Translator, who: str, names: Sequence[tuple[str, int | None]]) -> Markup:
    """Whom the words may mean, each with the number of quotations where these were counted."""
    rows = [
        t("said.choice", place=place, name=_apart(t, cut(name, SPEAKER_LIMIT)))
        if count is None
        else t.plural("said.choice_counted", count, place=place, name=_apart(t, cut(name, SPEAKER_LIMIT)))
        for place, (name, count) in enumerate(names, 1)
    ]
    return Markup("\n".join([t("said.which", who=_apart(t, cut(who, SPEAKER_LIMIT))), *rows]))


def _head(t: Translator, heading: Heading, count: int) -> Markup:
    who, topic = _apart(t, cut(heading.who, SPEAKER_LIMIT)), _apart(t, cut(heading.topic, SPEAKER_LIMIT))
    first = t("said.head_about", who=who, topic=topic) if heading.topic else t("said.head", who=who)
    rows = [first, Markup(f"<i>{t.plural('said.count', count)}</i>")]
    if not heading.whole:
        rows.append(t.plural("said.newest_only", heading.articles))
    return Markup("\n".join(rows))


def _block(t: Translator, place: int, one: Saying) -> Block:
    day = dated(one.at, "long", t.language) if one.dated else t.plain("card.undated")
    above = Markup(f"<b>{escape(day)}</b>")
    said = [f"<b>{escape(_apart(t, cut(one.speaker, SPEAKER_LIMIT)))}</b>"]
    said += [escape(_apart(t, cut(one.verb, OUTLET_LIMIT)))] if one.verb else []
    said += [] if one.direct else [t("said.indirect")]
    outlet = cut(one.outlet, OUTLET_LIMIT) if one.outlet else t.plain("card.number", id=one.article)
    source = [escape(_apart(t, outlet))]
    if one.also:
        others = (_apart(t, cut(name, OUTLET_LIMIT)) for name in one.also[:MOST_OUTLETS])
        source.append(t("said.also", outlets=t.listed(others)))
    text = escape(_apart(t, cut(one.text, SENTENCE_LIMIT)))
    rows = [f"<b>{place}</b> {text}", f"— {t.joined(said)}", f"<i>{t.joined(source)}</i>"]
    return Block(above, Markup("\n".join(rows)), [(place, one.article, one.index)])


def _apart(t: Translator, text: str) -> str:
    """The text with its own direction where it has another than the language: it turns nothing around it."""
    return f"\u2068{text}\u2069" if t.right_to_left != bool(_RIGHT_TO_LEFT.search(text)) else text
