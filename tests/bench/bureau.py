"""A newspaper's archive and its readers of any size, written in bulk, straight into the tables.

A thousand reports are analysed as the program does it; the others are these with other figures, which leaves every
place in them as it is. On SQLite the file is kept for the day, so that a second run starts at once.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Table, insert

from bot.jobs.seeding import DONE, PROGRAM
from bot.services.said.model import Text
from bot.services.said.working import VERSION, heard
from bot.services.stories import WINDOW
from bot.services.working import Prepared, prepare
from bot.sources.draft import Draft
from storage.engine import Database
from storage.letters import outlet_key
from storage.records import QuoteRecord
from storage.tables import analyses, article_outlets, articles, fingerprints, placements
from summarizer.stories.fingerprint import dump
from tests.bench.invented import Report, figures, put, report
from tests.bench.subscribers import subscribers

MODELS = 1_000
AT_ONCE = 1_000
YEAR = timedelta(days=365)
LARGEST = 12
"""Articles of a story."""


@dataclass(frozen=True, slots=True)
class _Model:
    report: Report
    prepared: Prepared
    quotes: Sequence[QuoteRecord]


async def sqlite(size: int, readers: int) -> Path:
    """A file with so many articles and readers, for reading only: whoever runs on it takes a copy."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    folder = Path(tempfile.gettempdir()) / "communique-bench"
    path = folder / f"bureau-{size}-{readers}-{today:%Y-%m-%d}.db"
    if path.exists():
        return path
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        if f"{today:%Y-%m-%d}" not in old.name:
            old.unlink()
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    database = await Database.open(f"sqlite:///{draft}")
    await database.migrate()
    await fill(database, size, readers, datetime.now(UTC))
    await database.scrub()
    await database.close()
    return draft.rename(path)


async def fill(database: Database, size: int, readers: int, now: datetime) -> None:
    """An empty database gets so many articles of a year up to now, and readers who follow, keep and were sent some."""
    random = Random(7)
    models = [_model(random) for _ in range(min(MODELS, size))]
    stories = _stories(size, random)
    for first in range(0, size, AT_ONCE):
        numbers = range(first + 1, min(first + AT_ONCE, size) + 1)
        await _add(database, [(number, random.choice(models)) for number in numbers], stories, now, size, random)
    await subscribers(database, readers, size, now)
    async with database.write() as unit:
        await unit.audit.record(PROGRAM, DONE, "none", allowed=True, at=now)


def _model(random: Random) -> _Model:
    made = report(random)
    prepared = prepare(Draft(made.text, made.title, made.outlet))
    return _Model(made, prepared, heard([Text(0, made.text, json.dumps(prepared.body))])[0])


def _stories(size: int, random: Random) -> Mapping[int, int]:
    """The story of each article: most stand alone, some with others of the same days."""
    story, open_ones = dict[int, int](), list[int]()
    for number in range(1, size + 1):
        if open_ones and random.random() < 0.4:
            story[number] = random.choice(open_ones)
            continue
        story[number] = number
        open_ones = [*open_ones[-LARGEST:], number]
    return story


async def _add(
    database: Database,
    chosen: Sequence[tuple[int, _Model]],
    stories: Mapping[int, int],
    now: datetime,
    size: int,
    random: Random,
) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {
        table: [] for table in (articles, analyses, article_outlets, placements, fingerprints)
    }
    terms: list[tuple[int, Sequence[str]]] = []
    for number, model in chosen:
        others, added = figures(model.report, random), now - YEAR * ((size - number) / size)
        terms.append((number, [others.get(one, one) for one in model.prepared.tokens]))
        for table, row in _rows(number, model, others, added, stories[number]):
            rows[table].append(row)
        if added > now - WINDOW:
            held = replace(model.prepared.fingerprint, digest=random.getrandbits(63), published=added)
            rows[fingerprints].append({"article_id": number, "added": added, "body": dump(held)})
    async with database._backend.writing.begin() as connection:
        for table, some in rows.items():
            if some:
                await connection.execute(insert(table), some)
    async with database.write() as unit:
        await unit.search.put_all(terms)
        # As they are where the program has run for some time: read when nobody asked for anything.
        await unit.quotes.put_all({number: model.quotes for number, model in chosen}, VERSION)


def _rows(
    number: int, model: _Model, others: dict[str, str], added: datetime, story: int
) -> Iterator[tuple[Table, dict[str, Any]]]:
    made, prepared = model.report, model.prepared
    yield (
        articles,
        {
            "id": number,
            "digest": f"{number:064d}",
            "title": put(made.title, others),
            "text": put(made.text, others),
            "language": prepared.language,
            "outlet": made.outlet,
            "link": f"https://news.example/{number}",
            "published": added - timedelta(minutes=number % 50),
            "added": added,
            "authors": (),
        },
    )
    body = {"method": prepared.method, "version": prepared.version, "body": prepared.body}
    yield analyses, {"article_id": number, **body}
    yield article_outlets, {"article_id": number, "outlet": outlet_key(made.outlet)}
    yield placements, {"article_id": number, "story": story, "source": f"{number:064d}"}
