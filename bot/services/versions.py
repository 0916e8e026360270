"""What stands beside an article: its other versions, and what other outlets say of the same event."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.services.audit import EDITED, edit_of
from bot.sources.draft import Draft
from storage.engine import Database
from storage.records import ArticleRecord, Headline
from storage.unit import Unit
from summarizer.model import Analysis
from summarizer.serial import load
from summarizer.stories.corrections import Change, Correction, correction, retitled
from summarizer.stories.differences import Difference, Told, differences

MOST_OUTLETS = 5
"""Other outlets that a card names."""

COMPARED = 8
"""Articles of a story that are looked at for a card, the newest."""

REMEMBERED = 500
"""Stories whose differences are remembered: a digest goes to all its readers within a short time."""


@dataclass(frozen=True, slots=True)
class Story:
    """``outlets`` that report the same event; whether their figures differ, and whether the article was corrected."""

    outlets: tuple[str, ...] = ()
    differs: bool = False
    corrected: bool = False


ALONE = Story()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An article that a new text may be another version of."""

    headline: Headline
    text: str
    analysis: Analysis

    @property
    def id(self) -> int:
        """Its number."""
        return self.headline.id

    @property
    def title(self) -> str:
        """As lists show it."""
        return self.headline.title


class _Titled(Protocol):
    @property
    def title(self) -> str | None: ...

    @property
    def text(self) -> str: ...


class Versions:
    """Compares stored articles, off the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[tuple[int, ...], list[Difference]] = OrderedDict()

    async def earlier(self, source: str | None, revises: int | None) -> Earlier | None:
        """The newest version of the article that is named, else of the one that came from that link."""
        async with self._database.read() as unit:
            number = revises
            if number is None and source is not None:
                number = await unit.stories.by_source(source)
            return await _earlier(unit, (await unit.stories.versions(number))[-1]) if number is not None else None

    async def retitled(self, known: int, draft: Draft, revises: int | None = None) -> bool:
        """Whether a draft whose text is stored already is that article again, of the same source, with another title.

        A title that an admin put right stays, however often the outlet's own comes again.
        """
        source = source_of(draft.link)
        if not draft.title or (source is None and revises is None):
            return False
        async with self._database.read() as unit:
            versions = await unit.stories.versions(known)
            newest = await unit.articles.get(versions[-1])
            if newest is None or _title_change(newest, draft) is None or await _is_edited(unit, newest.id):
                return False
            placed = [await unit.stories.of(number) for number in versions]
        sources = {one.source for one in placed if one is not None and one.source is not None}
        return revises in versions or source in sources

    async def changed(self, earlier: Earlier, draft: Draft, body: dict[str, Any]) -> Correction | None:
        """What a draft, with its analysis as it is to be stored, says otherwise; None if it is another article."""
        return await self._changed(earlier, draft, load(body))

    async def correction(self, before: int, after: int) -> Correction | None:
        """What changed from one version to another; None if one is gone, or has nothing to do with the other."""
        async with self._database.read() as unit:
            old, new = await _earlier(unit, before), await _earlier(unit, after)
        return None if old is None or new is None else await self._changed(old, new, new.analysis)

    async def _changed(self, old: Earlier, new: Draft | Earlier, analysis: Analysis) -> Correction | None:
        """What changed, the title first, unless an admin had put it right."""
        sides = (old.text, old.analysis), (new.text, analysis)
        found = await asyncio.to_thread(lambda: correction(*(_sentences(*side) for side in sides)))
        title = _title_change(old, new)
        if found is None or title is None:
            return found
        async with self._database.read() as unit:
            is_edited = await _is_edited(unit, old.id)
        return found if is_edited else Correction((title, *found.changes))

    async def story(self, article_id: int) -> Story:
        """What a card says beside an article."""
        async with self._database.read() as unit:
            others = await unit.stories.others(article_id, COMPARED)
            corrected = (await unit.stories.versions(article_id))[0] != article_id
            mine = await unit.articles.headlines([article_id])
        own = mine[0].outlet if mine else None
        named = dict.fromkeys(one.outlet for one in others if one.outlet and one.outlet != own)
        differs = bool(others) and bool(await self._differences(article_id, others))
        return Story(tuple(named)[:MOST_OUTLETS], differs, corrected)

    async def differences(self, article_id: int) -> list[Difference]:
        """Where the figures of the story's articles differ, that of the article with the others first."""
        async with self._database.read() as unit:
            article_id = (await unit.stories.versions(article_id))[-1]
            others = await unit.stories.others(article_id, COMPARED)
        return await self._differences(article_id, others) if others else []

    async def _differences(self, article_id: int, others: Sequence[Headline]) -> list[Difference]:
        numbers = (article_id, *(one.id for one in others))
        if numbers not in self._known:
            async with self._database.read() as unit:
                found = [await _earlier(unit, number) for number in numbers]
            told = [
                Told(one.id, one.headline.outlet, one.text, one.analysis.spans, one.analysis.language)
                for one in found
                if one is not None
            ]
            self._known[numbers] = await asyncio.to_thread(differences, told)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[numbers]


def source_of(link: str | None) -> str | None:
    """A digest of where an article came from: its link without the fragment; None where there is no link."""
    address = (link or "").partition("#")[0].strip()
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest() if address else None


async def _earlier(unit: Unit, number: int) -> Earlier | None:
    article, record = await unit.articles.get(number), await unit.articles.analysis(number)
    return Earlier(_headline(article), article.text, load(record.body)) if article and record else None


def _headline(article: ArticleRecord) -> Headline:
    return Headline(article.id, article.title, article.outlet, article.published, article.language, article.deleted)


def _title_change(old: _Titled, new: _Titled) -> Change | None:
    """None also where the title was made of the text."""
    made = any(one.title and stands_in(one.title, one.text) for one in (old, new))
    return None if made else retitled(old.title, new.title)


def stands_in(title: str, text: str) -> bool:
    """Whether a title was made of the text, for want of one."""
    return " ".join(title.removesuffix("…").split()) in " ".join(text.split())


async def _is_edited(unit: Unit, number: int) -> bool:
    return await unit.audit.has(EDITED, edit_of(number, "title"))


def _sentences(text: str, analysis: Analysis) -> list[str]:
    return [text[start:end] for start, end in analysis.spans]
