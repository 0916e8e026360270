"""Revisions that meet a running program do nothing that it would have to wait for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.migrations import versions

FIRST = "0018"
"""Until the revision before, one process at a time used a database, and no machine was upgraded while another ran."""

REWRITES = frozenset({"alter_column", "create_foreign_key", "create_check_constraint", "create_unique_constraint"})
"""Alembic's functions that read or write all rows of a table, which nobody may write to meanwhile."""

INDEXES = frozenset({"create_index", "drop_index"})

FILES = sorted(path for path in Path(versions.__path__[0]).glob("[0-9]*.py") if path.name >= FIRST)


def calls(function: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Calls of functions of Alembic's ``op``, by name."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "op":
                yield node.func.attr, node


def table_of(call: ast.Call) -> object:
    """The table that the call names: the first argument of most, the second of those about indexes."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    named = call.args[1 if name in INDEXES else 0]
    return named.value if isinstance(named, ast.Constant) else None


def faults(source: str) -> list[str]:
    """What the program would wait for."""
    tree = ast.parse(source)
    forward = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == "downgrade")]
    body = ast.Module(forward, [])
    made = {table_of(call) for name, call in calls(body) if name == "create_table"}
    return [name for name, call in calls(body) if name in REWRITES | INDEXES and table_of(call) not in made]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_revision_uses_what_is_meant_for_large_tables(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == [], "see storage.migrations.online"


def test_what_makes_others_wait_is_found() -> None:
    source = (
        "def upgrade():\n"
        "    op.create_table('new')\n"
        "    op.create_index('ix_new', 'new', ['a'])\n"
        "    op.create_index('ix_old', 'articles', ['a'])\n"
        "    op.alter_column('articles', 'a', nullable=False)\n"
        "    online.create_index('ix_more', 'articles', ['a'])\n"
    )
    assert faults(source) == ["create_index", "alter_column"]
