"""Where articles of a time begin among the numbers: these rise as articles come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import articles


async def first_since(connection: AsyncConnection, moment: datetime) -> int:
    """The number of the first article that was added at ``moment`` or later; above all numbers if there is none.

    One row of the index, so that of a short time nothing older is looked at.
    """
    query = select(articles.c.id).where(articles.c.added >= moment).order_by(articles.c.added, articles.c.id).limit(1)
    found = await connection.scalar(query)
    return found if found is not None else await newest(connection) + 1


async def newest(connection: AsyncConnection) -> int:
    """The greatest number of an article, 0 if there is none."""
    return await connection.scalar(select(func.max(articles.c.id))) or 0
