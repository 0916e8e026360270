"""Everything that is kept of a reader, and the articles, as rows that any program can read."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.services.ports import Clock
from storage.engine import Database
from storage.repositories.portable import KINDS

Row = dict[str, Any]

AT_ONCE = 1_000
"""Rows of a reader's that are read together."""

ARTICLES_AT_ONCE = 100
"""Articles that are read together: each may have a million characters."""

PLURALS = {
    "reader": "reader",
    "follow": "follows",
    "saved": "saved",
    "vote": "votes",
    "mute": "mutes",
    "outlet": "outlets",
    "delivery": "deliveries",
    "question": "questions",
    "notice": "notices",
    "audit": "audit",
    "role": "roles",
    "ban": "bans",
    "broadcast": "broadcasts",
    "feed": "feeds",
}
"""What the rows of a kind are called in the file."""

COLUMNS = ("topic", "understood", "hours", "paused", "created")
"""Of the table of follows."""


@dataclass(frozen=True, slots=True)
class Export:
    """Two files, and how many rows of each kind the first has."""

    everything: bytes
    follows: bytes
    counts: dict[str, int]


class Exporting:
    """Reads on and on: however much there is, little of it is in memory, and no transaction stays open for long."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def reader(self, chat_id: int) -> AsyncIterator[tuple[str, Row]]:
        """What is kept of a chat, or of the person of that number: each row with its kind."""
        for kind in KINDS:
            after: int | None = None
            while True:
                async with self._database.read() as unit:
                    rows, after = await unit.portable.of_reader(kind, chat_id, after, AT_ONCE)
                for row in rows:
                    yield kind, _plain(kind, row)
                if after is None:
                    break

    async def articles(self, since: datetime | None = None) -> AsyncIterator[Row]:
        """All articles that readers are shown in the order of their arrival, those added at ``since`` or later."""
        after: int | None = None
        while True:
            async with self._database.read() as unit:
                rows, after = await unit.portable.articles(since, after, ARTICLES_AT_ONCE)
            for row in rows:
                yield _plain("article", row)
            if after is None:
                return

    async def files(self, chat_id: int) -> Export:
        """All of it in one JSON document, and the follows as a table."""
        found: dict[str, list[Row]] = {kind: [] for kind in KINDS}
        async for kind, row in self.reader(chat_id):
            found[kind].append(row)
        return await asyncio.to_thread(_written, found, self._clock())


def _written(found: dict[str, list[Row]], now: datetime) -> Export:
    document: Row = {"exported": now.isoformat()}
    document |= {PLURALS[kind]: rows for kind, rows in found.items()}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found["follow"])
    counts = {kind: len(rows) for kind, rows in found.items()}
    # With its mark, so that spreadsheets know UTF-8.
    return Export(text.encode("utf-8", "replace"), table.getvalue().encode("utf-8-sig", "replace"), counts)


def _plain(kind: str, row: Row) -> Row:
    """The row with nothing in it that JSON does not know."""
    if kind == "delivery" and row["told"]:
        row = row | {"told": json.loads(row["told"])}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
