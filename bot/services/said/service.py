"""Who said what, for a reader: looked for where they may speak, read once, and told apart from others of the name."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from bot.errors import NobodySaid, NobodySaidAbout
from bot.services.briefs.gathering import Gathering
from bot.services.outlets import wishes_of
from bot.services.ports import Pool
from bot.services.said.ahead import Ahead, Clear
from bot.services.said.asked import SHOWN, Asked, Sought, sought, understand
from bot.services.said.model import Choice, Heard, Text
from bot.services.said.people import MOST as MOST_CHOICES
from bot.services.said.people import code, named_by, people
from bot.services.said.reading import Reading
from bot.services.said.repeats import once
from bot.services.said.working import places
from bot.services.topics import understand as read_topic
from bot.texts.said import Saying
from storage.engine import Database
from storage.letters import outlet_key
from storage.records import QuotationRecord
from summarizer.topics.atoms import NEIGHBOURS
from summarizer.topics.nodes import All
from summarizer.topics.normal import normal
from summarizer.topics.query import Query

MOST = 300
"""Articles that are looked at, the newest."""

REMEMBERED = 64
"""Answers that are kept for their next page."""

_MARKS = " \"'“”«»„‘’,.،。，"

ANYBODY = 0
"""In place of a choice: none was made."""


class Said:
    """What is remembered is worked out anew as soon as another quotation is found, or an article is changed."""

    def __init__(self, database: Database, pool: Pool) -> None:
        self._database = database
        self._gathering = Gathering(database)
        self._pool = pool
        self._reading = Reading(database, pool)
        self._known: OrderedDict[Hashable, Heard] = OrderedDict()

    def ahead(self, clear: Clear) -> Ahead:
        """What reads articles before anybody asks; ``clear`` is awaited before each piece of it."""
        return Ahead(self._database, self._reading, clear)

    def asked(self, argument: str) -> Asked:
        """What the words behind the command mean. Raises WhoSaid."""
        return understand(argument)

    async def of(self, asked: Asked, choice: int = ANYBODY, reader_id: int | None = None) -> Heard:
        """The quotations of whom the reader means, or who may be meant.

        ``choice`` is the code of one of these. For a reader, without outlets that they have muted.
        Raises BadTopic, WhoSaid, NobodySaid, NobodySaidAbout.
        """
        who = sought(asked.who)
        if len(who.ids) > 1:
            chosen = tuple(one for one in who.ids if code(one) == choice)
            if not chosen:
                return Heard(asked.who, (), tuple(Choice(one, code(one), None) for one in who.ids))
            who = Sought(ids=chosen)
        topic = read_topic(asked.topic, "query") if asked.topic else None
        query = Query(normal(All((who.node, topic.root)) if topic else who.node))
        numbers, whole = await self._gathering.numbers(query, None)
        read = await self._reading.read(numbers[:MOST])
        found = await self._kept(read, who.ids, reader_id)
        key = (who, topic.canonical if topic else "", choice, hash(tuple(found)))
        if key not in self._known:
            self._known[key] = await self._heard(who, topic, choice, found)
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        heard = replace(self._known[key], articles=len(read), whole=whole and len(read) == len(numbers))
        if not heard.sayings and not heard.choices:
            raise _nothing(asked)
        return heard

    async def _kept(self, read: Sequence[int], voices: Sequence[str], reader_id: int | None) -> list[QuotationRecord]:
        """What is said in these articles, of each in its newest version; by those who are, or may be, of the voices."""
        async with self._database.read() as unit:
            muted = (await wishes_of(unit, reader_id)).muted if reader_id is not None else {}
            found = [one for one in await unit.quotes.of(read, voices) if outlet_key(one.outlet or "") not in muted]
            gone = await unit.stories.outdated(list({one.article_id for one in found}))
        return [one for one in found if one.article_id not in gone]

    async def _heard(self, who: Sought, topic: Query | None, choice: int, found: list[QuotationRecord]) -> Heard:
        name = who.ids[0] if who.ids else ""
        if who.ids:
            theirs = [one for one in found if not set(one.quote.voices).isdisjoint(who.ids)]
            found = _with_repeats(await self._about(theirs, topic), found)
        else:
            named = await self._about([one for one in found if named_by(who.words, one)], topic)
            persons = people(who.words, named)
            chosen = [one for one in persons if one.choice.code == choice] or persons
            if len(chosen) > 1:
                return Heard(" ".join(who.words), (), tuple(one.choice for one in chosen[:MOST_CHOICES]))
            name, found = (chosen[0].name, list(chosen[0].quotations)) if chosen else ("", [])
        sayings = await asyncio.to_thread(once, [_saying(one) for one in found])
        return Heard(name, tuple(sayings), ())

    async def _about(self, found: list[QuotationRecord], topic: Query | None) -> list[QuotationRecord]:
        """Those in or beside a sentence that speaks of the topic."""
        if topic is None or not found:
            return found
        async with self._database.read() as unit:
            rows = await unit.articles.serialised(list({one.article_id for one in found}))
        texts = [Text(article.id, article.text, body) for article, body in rows]
        spoken = await self._pool.run(places, texts, topic)
        return [
            one
            for one in found
            if any(abs(one.quote.sentence - at) <= NEIGHBOURS for at in spoken.get(one.article_id, ()))
        ]


def _with_repeats(theirs: Sequence[QuotationRecord], found: Sequence[QuotationRecord]) -> list[QuotationRecord]:
    """With the same words of the same person where the article does not say for whom they speak."""
    known = {(one.quote.name, one.text.strip(_MARKS)) for one in theirs if one.quote.name}
    mine = set(theirs)
    return [one for one in found if one in mine or (one.quote.name, one.text.strip(_MARKS)) in known]


def _saying(one: QuotationRecord) -> Saying:
    quote = one.quote
    return Saying(
        one.article_id,
        quote.sentence,
        one.text,
        quote.speaker,
        quote.verb,
        quote.direct,
        one.outlet,
        one.published or one.added,
        dated=one.published is not None,
    )


def _nothing(asked: Asked) -> NobodySaid | NobodySaidAbout:
    if asked.topic:
        return NobodySaidAbout(who=asked.who[:SHOWN], topic=asked.topic[:SHOWN])
    return NobodySaid(who=asked.who[:SHOWN])
