"""The role that the program runs as has no right that it does not need; the tests of the repositories all run as it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from alembic import command
from psycopg.errors import InsufficientPrivilege

from storage.engine import Database
from storage.errors import DatabaseOutdated
from storage.migrations import HEAD
from storage.migrations.upgrade import configuration
from storage.tables import metadata
from tests.fixtures.databases import OWNER, ROLES, RUNTIME, as_role
from tests.fixtures.ledger import add_article

MANUAL = Path(__file__).parents[2] / "docs" / "operations.md"

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]


def _install(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ROLES.read_bytes())


@pytest.fixture
def bare(new_postgres_database: Callable[[bool], str]) -> str:
    """A database without tables, where the roles have their rights."""
    url = new_postgres_database(False)
    _install(url)
    return url


@pytest.fixture(scope="module")
def installed(new_postgres_database: Callable[[bool], str]) -> str:
    """A migrated database where the roles have their rights; for a superuser."""
    url = new_postgres_database(True)
    _install(url)
    return url


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE audit_doors (actor bigint, before timestamptz)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "CREATE EXTENSION dblink",
        "ALTER TABLE readers ADD COLUMN mine int",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "CREATE TRIGGER mine BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_guard()",
        "CREATE OR REPLACE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
        "DROP TABLE audit",
        "DROP TRIGGER audit_kept ON audit",
        "TRUNCATE readers",
        "TRUNCATE audit",
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM alembic_version",
        "SET session_replication_role = replica",
        "SET ROLE communique_owner",
        "SELECT pg_read_file('/etc/hostname')",
        "COPY readers TO PROGRAM 'cat'",
        "SELECT * FROM pg_authid",
    ],
)
def test_it_may_not(installed: str, statement: str) -> None:
    with psycopg.connect(as_role(installed, RUNTIME)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement.encode())


@pytest.mark.parametrize("role", [OWNER, RUNTIME])
def test_neither_role_is_more_than_it_seems(installed: str, role: str) -> None:
    with psycopg.connect(installed) as connection:
        powers = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
            " FROM pg_roles WHERE rolname = %s",
            [role],
        ).fetchone()
        groups = connection.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = %s::regrole", [role]
        ).fetchone()
    assert powers == (False,) * 5
    assert groups == (0,)


def test_every_table_has_an_owner_and_rows_that_the_program_may_change(installed: str) -> None:
    with psycopg.connect(installed) as connection:
        found = connection.execute(
            "SELECT tablename, tableowner, has_table_privilege(%(role)s, tablename, 'SELECT'),"
            " has_table_privilege(%(role)s, tablename, 'INSERT'), has_table_privilege(%(role)s, tablename, 'UPDATE'),"
            " has_table_privilege(%(role)s, tablename, 'DELETE') FROM pg_tables WHERE schemaname = 'public'",
            {"role": RUNTIME},
        ).fetchall()
    assert {name for name, *_ in found} >= set(metadata.tables)
    assert {owner for _, owner, *_ in found} == {OWNER}
    assert {name: rights for name, _, *rights in found if not all(rights)} == {
        "alembic_version": [True, False, False, False]
    }


async def test_an_older_database_is_named_to_a_role_that_may_not_change_it(bare: str) -> None:
    program = await Database.open(as_role(bare, RUNTIME))
    with pytest.raises(DatabaseOutdated, match=r"has no tables yet.*communique migrate"):
        await program.migrate()
    owner = await Database.open(as_role(bare, OWNER))
    await owner.migrate()
    async with owner._backend.writing.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(configuration(sync), "0018"))
    with pytest.raises(DatabaseOutdated, match=rf"is at revision 0018, this version needs {HEAD}"):
        await program.migrate()
    await owner.migrate()
    await program.migrate()
    async with program.write() as unit:
        await add_article(unit)
    await owner.close()
    await program.close()


async def test_what_is_there_already_changes_hands(new_postgres_database: Callable[[bool], str]) -> None:
    url = new_postgres_database(False)
    before = await Database.open(url)
    await before.migrate()
    await before.close()
    _install(url)
    with psycopg.connect(url) as connection:
        others = connection.execute(
            "SELECT relname FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relowner <> %(owner)s::regrole"
            " UNION ALL SELECT proname FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proowner <> %(owner)s::regrole"
            " UNION ALL SELECT typname FROM pg_type"
            " WHERE typnamespace = 'public'::regnamespace AND typowner <> %(owner)s::regrole",
            {"owner": OWNER},
        ).fetchall()
    assert others == []
    program = await Database.open(as_role(url, RUNTIME))
    await program.migrate()
    async with program.write() as unit:
        await add_article(unit)
    await program.close()


def test_what_the_manual_sets_can_be_set(installed: str) -> None:
    manual = MANUAL.read_text()
    tables = re.findall(r"^ +(ALTER TABLE [^;]+);", manual, re.MULTILINE)
    settings = set(re.findall(r"ALTER SYSTEM SET (\w+)", manual))
    with psycopg.connect(as_role(installed, OWNER), autocommit=True) as connection:
        for statement in tables:
            connection.execute(statement.encode())
        known = {name for (name,) in connection.execute("SELECT name FROM pg_settings")}
        tuned = connection.execute("SELECT count(*) FROM pg_class WHERE reloptions::text LIKE '%vacuum%'").fetchone()
    assert len(settings) > 5
    assert settings <= known
    assert tuned == (len(tables),)
