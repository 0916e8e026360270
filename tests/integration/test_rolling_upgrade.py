"""Old and new code on the new tables at the same time: what older code does goes on working, and nothing takes it away.

The rule stands in `storage/migrations/floor.py`.
"""

from __future__ import annotations

import ast
import asyncio
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.migrations import HEAD, versions
from storage.migrations.floor import PREFIX
from storage.tables import metadata
from tests.fixtures.ledger import owe

FIRST = "0021"
"""The first revision whose code may meet newer tables."""

ROOT = Path(__file__).parents[2]
OLDEST_CODE = ROOT / "tests" / "fixtures" / f"storage-{FIRST}.tar.xz"
"""That code, for a copy of the repository may have no history: `git archive 5d7e7c02c915 storage | xz -9e`.

Where a later migration sets the floor, this becomes the code of that one.
"""

FREE = frozenset({"create_table", "create_index", "get_bind", "execute", "bulk_insert"})
"""What a migration may do while older code uses the tables; and columns may be added that may be empty."""

HARMLESS = ("CREATE ", "INSERT ", "UPDATE ", "GRANT ", "COMMENT ")

ROUND = """
import asyncio, json, sys
from datetime import UTC, datetime
from storage.engine import Database
from storage.migrations import HEAD
from storage.records import NewArticle, UpdateRecord

NOW = datetime(2026, 1, 1, tzinfo=UTC)

async def main():
    database = await Database.open(sys.argv[1])
    await database.migrate()
    async with database.write() as unit:
        reader = await unit.readers.meet(77, "private", "en", now=NOW)
        topic = await unit.topics.ensure("fisheries")
        await unit.follows.add(reader.id, topic.id, "fisheries", now=NOW)
        article, _ = await unit.articles.add(NewArticle("old", "Nets", "Boats came home.", "en"), now=NOW)
        await unit.deliveries.fan_out(article.id, [topic.id], now=NOW)
        await unit.audit.record(1, "old.code", "", allowed=True, at=NOW)
        await unit.updates.keep(7, [UpdateRecord(1, 77, "{}")], now=NOW)
    async with database.write() as unit:
        claimed = await unit.deliveries.claim(9, now=NOW, sender="old")
        mine = [one.id for one in claimed if one.chat_id == 77]
        await unit.deliveries.sent_all([(one.id, one.id) for one in claimed], now=NOW)
        left = [one.id for one in await unit.updates.left()]
        await unit.updates.done(left)
    async with database.read() as unit:
        states = await unit.deliveries.counts()
        print(json.dumps({"head": HEAD, "mine": len(mine), "left": left, "states": states}))
    await database.close()

asyncio.run(main())
"""


def test_every_migration_since_leaves_older_code_its_tables() -> None:
    for path in sorted(Path(versions.__path__[0]).glob("[0-9]*.py")):
        if path.name[:4] > FIRST:
            assert list(_takes_away(path.read_text())) == [], f"{path.name}: see storage/migrations/floor.py"


@pytest.mark.parametrize(
    ("does", "found"),
    [
        ("op.create_table('t', sa.Column('id', sa.Integer(), nullable=False))", 0),
        ("op.add_column('t', sa.Column('c', sa.Text()))", 0),
        ("op.add_column('t', sa.Column('c', sa.Text(), nullable=False, server_default=''))", 0),
        ("op.execute('CREATE INDEX i ON t (c)')", 0),
        ("op.add_column('t', sa.Column('c', sa.Text(), nullable=False))", 1),
        ("op.drop_column('t', 'c')", 1),
        ("op.alter_column('t', 'c', new_column_name='d')", 1),
        ("op.execute('ALTER TABLE t RENAME TO u')", 1),
        ("op.execute(SOMETHING)", 1),
        ("op.drop_column('t', 'c'); set_floor('0099')", 0),
    ],
)
def test_what_takes_something_away_is_found(does: str, found: int) -> None:
    assert len(list(_takes_away(f"def upgrade():\n    {does}\n"))) == found


def _takes_away(code: str) -> Iterator[str]:
    """What a migration does that older code might not survive, unless it says so."""
    (upgrade,) = (one for one in ast.parse(code).body if isinstance(one, ast.FunctionDef) and one.name == "upgrade")
    calls = [one for one in ast.walk(upgrade) if isinstance(one, ast.Call)]
    if any(isinstance(one.func, ast.Name) and one.func.id == "set_floor" for one in calls):
        return
    for call in calls:
        what = call.func
        is_change = isinstance(what, ast.Attribute) and isinstance(what.value, ast.Name) and what.value.id == "op"
        if isinstance(what, ast.Attribute) and is_change and not _is_additive(what.attr, call):
            yield ast.unparse(call)


def _is_additive(name: str, call: ast.Call) -> bool:
    if name == "add_column":
        column = call.args[1]
        assert isinstance(column, ast.Call)
        given = {one.arg: one.value for one in column.keywords}
        must_be_given = isinstance(given.get("nullable"), ast.Constant) and "server_default" not in given
        return not must_be_given or getattr(given["nullable"], "value", True)
    if name == "execute":
        said = call.args[0]
        return isinstance(said, ast.Constant) and str(said.value).lstrip().upper().startswith(HARMLESS)
    return name in FREE


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_this_code_works_on_tables_that_a_later_one_has_added_to(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    async with database._backend.writing.begin() as connection:
        for table in metadata.sorted_tables:
            await connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN later_one text"))
            await connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN later_two integer NOT NULL DEFAULT 7"))
        await connection.execute(text("CREATE TABLE later (id integer)"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    async with database.write() as unit:
        await owe(unit, 2)
    await database.close()
    assert await _round(postgres_url, ROOT) == {
        "head": HEAD,
        "mine": 1,
        "left": [1],
        "states": {"sent": 3},
    }


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_the_oldest_code_that_is_said_to_works_on_these_tables(postgres_url: str, tmp_path: Path) -> None:
    with tarfile.open(OLDEST_CODE) as archive:
        archive.extractall(tmp_path, filter="data")
    database = await Database.open(postgres_url)
    async with database.write() as unit:
        await owe(unit, 2)
    said = await _round(postgres_url, tmp_path)
    assert said == {"head": FIRST, "mine": 1, "left": [1], "states": {"sent": 3}}
    # And what it wrote, this code reads.
    async with database.read() as unit:
        reader = await unit.readers.by_chat(77)
        assert reader is not None
        assert [one.state for one in await unit.deliveries.of_reader(reader.id)] == ["sent"]
        revision = await unit.depths.revision()
    assert revision == HEAD
    await database.close()


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_the_floor_is_told_by_the_migrations(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    async with database._backend.reading.connect() as connection:
        said = await connection.scalar(text("SELECT obj_description('alembic_version'::regclass, 'pg_class')"))
    assert said == f"{PREFIX}{FIRST}"
    await database.close()


async def _round(address: str, folder: Path) -> dict[str, object]:
    """What the code in that folder does on the database, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ROUND, address),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    said: dict[str, object] = ast.literal_eval(out.decode())
    return said
