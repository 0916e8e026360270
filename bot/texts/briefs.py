"""A brief as messages: stories with numbered facts, each with its outlet and date, differing figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.texts.catalogue import Translator
from bot.texts.days import dated
from bot.texts.html import Markup, cut, escape, length

PAGE = 3000
"""UTF-16 units of a page."""

REFERENCES = 10
"""Numbered sentences of a page: two rows of buttons."""

SENTENCE_LIMIT = 900
TITLE_LIMIT = 200
OUTLET_LIMIT = 60
FIGURE_LIMIT = 40
MOST_FIGURES = 3
"""Figures of one other article."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence with its article, its place there, its outlet and the day of publication."""

    article: int
    index: int
    text: str
    outlet: str | None = None
    published: datetime | None = None
    others: Sequence[Counted] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Other figures that an article gives where a sentence says the same: ``15 sailors``."""

    article: int
    figures: Sequence[str]
    outlet: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story: its title, how many articles tell it, its sentences."""

    title: str
    articles: int
    facts: Sequence[Cited]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the sentences were chosen from: the topic as it was asked for, articles and outlets, from which day on.

    ``undated`` of the articles have no place in time, where that matters.
    """

    topic: str
    articles: int
    outlets: int
    since: date | None
    whole: bool
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its text; each number on it with the article and the sentence that it stands for; how many there are."""

    text: Markup
    references: Sequence[tuple[int, int, int]]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece that stands on one page: under ``head``, which is repeated where the page begins with it."""

    head: Markup
    body: Markup
    references: Sequence[tuple[int, int, int]]


def brief_page(t: Translator, heading: Heading, chapters: Sequence[Chapter], number: int) -> Sheet:
    """The page of that number, counted from 0; the last one if there are not so many."""
    blocks: list[Block] = []
    count = 0
    for chapter in chapters:
        title = Markup(f"<b>{escape(cut(chapter.title, TITLE_LIMIT))}</b>")
        if chapter.articles > 1:
            title = Markup(f"{title} · {t.plural('brief.articles', chapter.articles)}")
        for fact in chapter.facts:
            count += 1
            rows = [_fact(t, count, fact)]
            if fact.others:
                rows.append(
                    Markup(f"<i>{t('brief.otherwise')} {t.joined(_otherwise(t, one) for one in fact.others)}</i>")
                )
            blocks.append(Block(title, Markup("\n".join(rows)), [(count, fact.article, fact.index)]))
    return sheet(head(t, "brief.head", heading), blocks, number)


def head(t: Translator, key: str, heading: Heading) -> Markup:
    """The first lines: the topic, the period, and what was read."""
    counts = [t.plural("brief.articles", heading.articles), t.plural("brief.outlets", heading.outlets)]
    said = counts if heading.outlets else counts[:1]
    if heading.since:
        said.insert(0, t("brief.since", date=dated(heading.since, "long", t.language)))
    rows = [t(key, topic=cut(heading.topic, TITLE_LIMIT)), Markup(f"<i>{t.joined(said)}</i>")]
    if not heading.whole:
        rows.append(t("brief.newest_only"))
    if heading.undated:
        rows.append(t.plural("timeline.undated", heading.undated))
    return Markup("\n".join(rows))


def sheet(first: Markup, blocks: Sequence[Block], number: int) -> Sheet:
    """The blocks in pages of at most so many references and units; a block that is too long has one of its own."""
    pages: list[list[Block]] = [[]]
    room, left = PAGE - length(first), REFERENCES
    for block in blocks:
        needs = length(block.body) + length(block.head) + 3
        if pages[-1] and (needs > room or len(block.references) > left):
            pages.append([])
            room, left = PAGE - length(first), REFERENCES
        pages[-1].append(block)
        room, left = room - needs, left - len(block.references)
    at = min(max(number, 0), len(pages) - 1)
    rows, above = [first], None
    for block in pages[at]:
        rows.append(block.body if block.head == above else Markup(f"{block.head}\n{block.body}"))
        above = block.head
    return Sheet(Markup("\n\n".join(rows)), [one for block in pages[at] for one in block.references], at, len(pages))


def origin(t: Translator, cited: Cited | Counted) -> Markup:
    """Outlet and date, as far as they are known; the number of the article where neither is."""
    said = [cut(cited.outlet, OUTLET_LIMIT)] if cited.outlet else []
    said += [dated(cited.published, "medium", t.language)] if cited.published else []
    return escape(t.joined(said) or t.plain("card.number", id=cited.article))


def _otherwise(t: Translator, one: Counted) -> Markup:
    figures = t.listed(cut(figure, FIGURE_LIMIT) for figure in one.figures[:MOST_FIGURES])
    return Markup(f"{escape(figures)} ({origin(t, one)})")


def _fact(t: Translator, place: int, cited: Cited) -> Markup:
    return Markup(f"<b>{place}</b> {escape(cut(cited.text, SENTENCE_LIMIT))}\n<i>{origin(t, cited)}</i>")
