"""The first start: an empty archive gets the articles that the program brings along, once."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.services.articles import Articles
from bot.services.ports import Clock
from bot.sources.seeds import read_seeds
from storage.engine import Database
from storage.turns import Turn

_LOG = logging.getLogger(__name__)

PROGRAM = 0
"""The actor of what nobody asked for."""

BEGUN = "archive.seed_begun"
DONE = "archive.seeded"


async def seed(database: Database, articles: Articles, clock: Clock) -> int:
    """Load the seed articles if the archive never had any; gives their number.

    A start that was cut short is taken up again; an article that an admin deleted later does not come back. Of several
    processes that start together one does it, and the others wait.
    """
    if not await _is_needed(database):
        return 0
    async with database.alone(Turn.SEEDS):
        return await _load(database, articles, clock) if await _is_needed(database) else 0


async def _is_needed(database: Database) -> bool:
    async with database.read() as unit:
        begun = await unit.audit.has(BEGUN)
        return not await unit.audit.has(DONE) and (begun or await unit.articles.count() == 0)


async def _load(database: Database, articles: Articles, clock: Clock) -> int:
    drafts = read_seeds()
    await _note(database, BEGUN, len(drafts), clock())
    for draft in drafts:
        await articles.load(draft)
    await _note(database, DONE, len(drafts), clock())
    _LOG.info("loaded %d articles to start with", len(drafts))
    return len(drafts)


async def _note(database: Database, action: str, count: int, now: datetime) -> None:
    async with database.write() as unit:
        await unit.audit.record(PROGRAM, action, f"articles={count}", allowed=True, at=now)
