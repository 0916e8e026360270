"""Quotations: who said what in which article, found once and kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Text, delete, func, literal, or_, select, type_coerce

from storage.records import QuotationRecord, QuoteRecord
from storage.repositories.repository import Repository
from storage.tables import articles, quote_readings, quotes, shown

_QUOTE = (
    quotes.c.speaker,
    quotes.c.name,
    quotes.c.voices,
    quotes.c.verb,
    quotes.c.direct,
    quotes.c.begins,
    quotes.c.ends,
    quotes.c.sentence,
)
_TEXT = func.substr(articles.c.text, quotes.c.begins + 1, quotes.c.ends - quotes.c.begins)
"""The words themselves stand in the article only, so that they cannot be others than there."""


class Quotes(Repository):
    """An article is read for quotations once; ``version`` says by which way of reading."""

    async def unread(self, article_ids: Sequence[int], version: int) -> list[int]:
        """Those of the articles that are stored and were not read by this version, the last to arrive first."""
        known = select(quote_readings.c.article_id).where(quote_readings.c.version == version)
        query = select(articles.c.id).where(articles.c.id.in_(self._numbers(article_ids)), shown())
        query = query.where(articles.c.id.not_in(known.where(quote_readings.c.article_id == articles.c.id)))
        return list((await self._connection.scalars(query.order_by(articles.c.id.desc()))).all())

    async def put_all(self, found: Mapping[int, Sequence[QuoteRecord]], version: int) -> None:
        """Keeps what was found in the articles in place of what was before; one that is gone is left out."""
        mine = select(articles.c.id).where(articles.c.id.in_(self._numbers(list(found))))
        stored = (await self._connection.scalars(mine)).all()
        if not stored:
            return
        await self.forget(stored)
        readings = [{"article_id": number, "version": version} for number in stored]
        await self._connection.execute(self._insert(quote_readings).on_conflict_do_nothing(), readings)
        rows = [_row(number, place, one) for number in stored for place, one in enumerate(found[number])]
        if rows:
            await self._connection.execute(self._insert(quotes).on_conflict_do_nothing(), rows)

    async def forget(self, article_ids: Sequence[int]) -> None:
        """What was found in these articles does not hold any more: they are to be read again."""
        for table in (quotes, quote_readings):
            gone = delete(table).where(table.c.article_id.in_(self._numbers(article_ids)))
            await self._connection.execute(gone)

    async def of(self, article_ids: Sequence[int], voices: Collection[str] = ()) -> list[QuotationRecord]:
        """The quotations of these articles, the last to arrive first, in the order of their texts.

        Where there are ``voices``: of those who speak for one of these, and of who is named as one of these is.
        """
        query = (
            select(*_QUOTE, quotes.c.article_id, _TEXT, articles.c.outlet, articles.c.published, articles.c.added)
            .add_columns(articles.c.language)
            .join(articles, articles.c.id == quotes.c.article_id)
            .where(articles.c.id.in_(self._numbers(article_ids)), shown())
            .order_by(articles.c.id.desc(), quotes.c.place)
        )
        if voices:
            # They are kept one a line.
            lines = literal("\n") + type_coerce(quotes.c.voices, Text) + "\n"
            theirs = or_(*(lines.contains(f"\n{one}\n", autoescape=True) for one in sorted(voices)))
            mine = quotes.c.article_id.in_(self._numbers(article_ids))
            named = select(quotes.c.name).where(mine, theirs, quotes.c.name.is_not(None))
            query = query.where(or_(theirs, quotes.c.name.in_(named)))
        cut = len(_QUOTE)
        rows = [tuple(row) for row in await self._connection.execute(query)]
        return [QuotationRecord(QuoteRecord(*row[:cut]), *row[cut:]) for row in rows]


def _row(number: int, place: int, one: QuoteRecord) -> dict[str, object]:
    return {
        "article_id": number,
        "place": place,
        "speaker": one.speaker,
        "name": one.name,
        "voices": one.voices,
        "verb": one.verb,
        "direct": one.direct,
        "begins": one.begins,
        "ends": one.ends,
        "sentence": one.sentence,
    }
