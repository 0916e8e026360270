"""From briefs and timelines to what their messages show."""

from __future__ import annotations

from bot.services.articles import Extract
from bot.services.briefs.model import Briefing, Chronicle, Fact
from bot.services.cards import card_of
from bot.services.trends.showing import Picture
from bot.texts.briefs import Chapter, Cited, Counted, Heading, Sheet, brief_page, head
from bot.texts.cards import context_card
from bot.texts.catalogue import Translator
from bot.texts.charts.model import Events, Look
from bot.texts.html import Markup, bare
from bot.texts.passages import Line
from bot.texts.timeline import Entry, timeline_page, timeline_rows

AROUND = 2
"""Sentences before and after the one that a reference opens."""


def brief_sheet(t: Translator, made: Briefing, topic: str, page: int) -> Sheet:
    """A page of a brief, counted from 0."""
    chapters = [Chapter(one.title, one.articles, [_cited(fact) for fact in one.facts]) for one in made.tales]
    return brief_page(t, _heading(made, topic), chapters, page)


def timeline_sheet(t: Translator, made: Chronicle, topic: str, page: int) -> Sheet:
    """A page of a timeline, counted from 0, or `bot.texts.timeline.LAST`."""
    entries = [Entry(one.day, one.fineness, _cited(one.fact), one.stated) for one in made.occasions]
    return timeline_page(t, _heading(made, topic), entries, page)


def timeline_picture(t: Translator, made: Chronicle, topic: str, page: int, *, dark: bool = False) -> Picture:
    """A page of a timeline, drawn; its caption is what stands above the page."""
    sheet = timeline_sheet(t, made, topic, page)
    entries = [Entry(one.day, one.fineness, _cited(one.fact), one.stated) for one in made.occasions]
    rows = timeline_rows(t, entries, [number for number, _, _ in sheet.references])
    caption = head(t, "timeline.head", _heading(made, topic))
    title, _, rest = bare(caption).partition("\n")
    look = Look(dark, t.right_to_left)
    articles = list(dict.fromkeys(article for _, article, _ in sheet.references))
    return Picture(Events(title, rest.partition("\n")[0], rows), look, caption, articles)


def reference_text(t: Translator, extract: Extract, index: int) -> Markup:
    """A sentence in its place: bold among its neighbours."""
    spans = extract.analysis.spans
    near = range(max(0, index - AROUND), min(len(spans), index + AROUND + 1))
    lines = [Line(extract.text[slice(*spans[at])], at == index) for at in near]
    card = card_of(extract, [extract.text[slice(*spans[index])]], None)
    return context_card(t, card, [lines])


def _heading(made: Briefing | Chronicle, topic: str) -> Heading:
    undated = made.undated if isinstance(made, Chronicle) else 0
    return Heading(topic, made.articles, made.outlets, made.since, made.whole, undated)


def _cited(fact: Fact) -> Cited:
    others = [Counted(one.article, one.figures, one.outlet, one.published) for one in fact.others]
    return Cited(fact.article, fact.index, fact.text, fact.outlet, fact.published, others)
