"""`communique stories`, as a shell sees it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

TEXT = (
    "Tokyo summoned the ambassador on Monday over drills near the islands. The ministry spoke of 40 ships and demanded "
    "that they leave before the talks on fisheries resume in the autumn."
)
OTHER = "Ministers of the Nordic countries met in Bergen and agreed to share what they know of rail sabotage."


def asked(monkeypatch: pytest.MonkeyPatch, given: str, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    return main(["stories", *arguments])


def test_lines_are_answered_in_order_with_story_and_original(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [
        {"id": 7, "text": TEXT, "title": "Drills", "language": "en", "published": "2024-03-01T10:00:00Z"},
        {"id": "b", "text": OTHER, "language": "en", "published": "not a time"},
        {"id": "c", "text": TEXT.upper(), "title": "Protest", "language": "en", "published": "2024-03-01"},
        {"id": None, "text": "12 34"},
        {"id": "t", "text": "", "title": "Only a title", "language": "en"},
    ]
    assert asked(monkeypatch, "".join(json.dumps(one) + "\n" for one in records), "--jsonl") == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"id": 7, "story": "7", "duplicate_of": None},
        {"id": "b", "story": "b", "duplicate_of": None},
        {"id": "c", "story": "7", "duplicate_of": 7},
        {"id": None, "story": "None", "duplicate_of": None},
        {"id": "t", "story": "t", "duplicate_of": None},
    ]


def test_files_are_compared_with_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8")
    assert asked(monkeypatch, "", *map(str, paths)) == 0
    assert capsys.readouterr().out.splitlines() == [f"{paths[0]}: new story", f"{paths[1]}: copy of {paths[0]}"]


def test_a_text_without_a_word_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(monkeypatch, "12 34") == 2
    assert "nothing to compare" in capsys.readouterr().err
