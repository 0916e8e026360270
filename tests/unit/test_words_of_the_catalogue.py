"""What readers read stands in the catalogue: texts and handlers have no sentences of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parent
MODULES = sorted(path for room in ("handlers", "texts", "telegram") for path in (ROOT / room).rglob("*.py"))
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")

NOT_READ = re.compile(
    # Errors of Telegram, compared in small letters; commands that wait; the log; fonts; units of matplotlib.
    r"not modified|can't be edited|to edit not found|query is too old|too big|\b(?:feed|feeds|digest|settings) [a-z]+$"
    r"|pause of a load|the (?:menu|(?:short )?description)\b|Bot API server|DejaVu|Noto|offset pixels"
)


def sentences(path: Path) -> Iterator[str]:
    """Texts of more than a word that are neither docstrings nor logged nor raised."""
    tree = ast.parse(path.read_text("utf-8"))
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        is_logged = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("_LOG.")
        if is_logged or isinstance(node, ast.Raise | ast.Assert):
            left_out |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_has_no_sentence_of_its_own(path: Path) -> None:
    found = [text for text in sentences(path) if WORDS.search(text) and not NOT_READ.search(text)]
    assert found == []


def test_sentences_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""A docstring of it."""\n_LOG.info("to be logged")\nreply(f"Nothing found, {name}")\n', "utf-8")
    assert [text for text in sentences(module) if WORDS.search(text)] == ["Nothing found, "]
