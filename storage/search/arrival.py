"""Where articles of a time begin among the numbers: these rise as articles come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import articles

_NEWEST = select(func.max(articles.c.id))
_SINCE = (
    select(articles.c.id)
    .where(articles.c.added >= bindparam("moment"))
    .order_by(articles.c.added, articles.c.id)
    .limit(1)
)


async def first_since(connection: AsyncConnection, moment: datetime) -> int:
    """The number of the first article that was added at ``moment`` or later; above all numbers if there is none.

    One row of the index, so that of a short time nothing older is looked at.
    """
    found: int | None = await connection.scalar(_SINCE, {"moment": moment})
    return found if found is not None else await newest(connection) + 1


async def newest(connection: AsyncConnection) -> int:
    """The greatest number of an article, 0 if there is none."""
    return await connection.scalar(_NEWEST) or 0
