"""Outlets by a reader's choice: whose article shows a story, and of whom nothing is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.errors import TooManyOutlets, UnknownOutlet
from bot.services.ports import Clock
from storage.engine import Database
from storage.letters import outlet_key
from storage.records import Headline, OutletRecord, ReaderRecord
from storage.unit import Unit

MOST = 50
"""Outlets that one reader may choose, preferred and muted together."""

KNOWN = 1_000
"""Outlets of most articles, among which a name that is nearly theirs is sought."""

SUGGESTED = 3
_LEAST_LIKE = 0.6
_COMMA = re.compile("[,;،؛，、；\n]")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Wishes:
    """The names of outlets by their keys, in the order in which they were chosen."""

    preferred: dict[str, str]
    muted: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.preferred or self.muted)


NO_WISHES = Wishes({}, {})


@dataclass(frozen=True, slots=True)
class OutletPage:
    """Outlets of the archive, those of most articles first; ``number`` counts from 0."""

    outlets: Sequence[OutletRecord]
    number: int
    pages: int


class Outlets:
    """What a reader chooses holds at once, for what waits as well."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, reader: ReaderRecord) -> Wishes:
        """What the reader prefers and has muted."""
        async with self._database.read() as unit:
            return await wishes_of(unit, reader.id)

    async def page(self, number: int, size: int) -> OutletPage:
        """A page of the outlets in the archive; the last one where there are not so many."""
        async with self._database.read() as unit:
            pages = max(1, -(-await unit.outlets.count() // size))
            number = min(number, pages - 1)
            return OutletPage(await unit.outlets.listed(size, number * size), number, pages)

    async def toggle(self, reader: ReaderRecord, article_id: int, *, preferred: bool) -> None:
        """Prefer or mute the outlet of an article, or no longer, if that is so already.

        Raises UnknownOutlet if the article is gone or names none, TooManyOutlets.
        """
        async with self._database.write() as unit:
            outlet = await unit.outlets.of_article(article_id)
            if outlet is None:
                raise UnknownOutlet(outlet=f"#{article_id}", suggestions=[])
            held = await wishes_of(unit, reader.id)
            if outlet.key in (held.preferred if preferred else held.muted):
                await unit.outlets.unwish(reader.id, outlet.key)
            else:
                await self._wish(unit, reader, held, outlet, preferred=preferred)

    async def choose(self, reader: ReaderRecord, said: str, *, preferred: bool) -> list[str]:
        """Prefer or mute outlets by their names, apart by commas; gives how these are written in the archive.

        Raises UnknownOutlet with the names that come near, TooManyOutlets; then nothing is changed.
        """
        names = [name for part in _COMMA.split(said) if (name := part.strip())]
        async with self._database.write() as unit:
            found = [await _named(unit, name) for name in names]
            for outlet in found:
                await self._wish(unit, reader, await wishes_of(unit, reader.id), outlet, preferred=preferred)
        return [outlet.name for outlet in found]

    async def clear(self, reader: ReaderRecord, *, preferred: bool) -> None:
        """Prefer none, or mute none, any more."""
        async with self._database.write() as unit:
            held = await wishes_of(unit, reader.id)
            for key in held.preferred if preferred else held.muted:
                await unit.outlets.unwish(reader.id, key)

    async def _wish(
        self, unit: Unit, reader: ReaderRecord, held: Wishes, outlet: OutletRecord, *, preferred: bool
    ) -> None:
        if len(held.preferred | held.muted | {outlet.key: ""}) > MOST:
            raise TooManyOutlets(most=MOST)
        await unit.outlets.wish(reader.id, outlet.name, preferred=preferred, now=self._clock())
        if not preferred:
            await unit.deliveries.cancel_for_outlet(reader.id, outlet.key, now=self._clock())


async def wishes_of(unit: Unit, reader_id: int) -> Wishes:
    """What a reader prefers and has muted."""
    found = await unit.outlets.wishes(reader_id)
    preferred = {one.key: one.name for one in found if one.preferred}
    return Wishes(preferred, {one.key: one.name for one in found if not one.preferred})


async def muting(unit: Unit, reader_id: int | None) -> int | None:
    """The reader, if there is an outlet that they have muted: for who has none, nothing need be looked up."""
    if reader_id is None:
        return None
    return reader_id if (await wishes_of(unit, reader_id)).muted else None


async def by_choice(unit: Unit, reader_id: int, found: Sequence[Headline]) -> list[Headline]:
    """The same stories, each by the article of an outlet that the reader prefers, where there is one."""
    stories = await unit.stories.stories_of([one.id for one in found])
    liked = (await unit.outlets.preferred([reader_id], sorted(set(stories.values())))).get(reader_id, {})
    numbers = {one.id: _chosen(one.id, liked.get(stories.get(one.id, 0), [])) for one in found}
    known = {one.id: one for one in await unit.articles.headlines(list(numbers.values()))}
    return [known.get(numbers[one.id], one) for one in found]


async def unmuted(unit: Unit, reader_id: int | None, found: Sequence[Headline]) -> list[Headline]:
    """The same stories without outlets that the reader has muted: each by its newest article of another, if any is."""
    muted = (await wishes_of(unit, reader_id)).muted if reader_id is not None else {}
    shown: list[Headline] = []
    for one in found:
        is_muted = outlet_key(one.outlet or "") in muted
        told = await unit.stories.others(one.id, MOST) if is_muted else [one]
        shown += [other for other in told if outlet_key(other.outlet or "") not in muted][:1]
    return shown


def _chosen(number: int, liked: Sequence[int]) -> int:
    return number if number in liked or not liked else liked[0]


async def _named(unit: Unit, name: str) -> OutletRecord:
    found = await unit.outlets.named(name)
    if found is not None:
        return found
    known = {one.key: one.name for one in await unit.outlets.listed(KNOWN)}
    near = get_close_matches(outlet_key(name), list(known), SUGGESTED, _LEAST_LIKE)
    raise UnknownOutlet(outlet=" ".join(name.split())[:_SHOWN], suggestions=[known[key] for key in near])
