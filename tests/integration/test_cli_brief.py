"""`communique brief`, as a shell sees it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

TREATY = "Japan and Norway signed a treaty on fisheries in Oslo on Monday."
UNION = "Fishing unions in Bergen called the quota far too generous."


def asked(monkeypatch: pytest.MonkeyPatch, given: str, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    return main(["brief", *arguments])


def line(**fields: Any) -> str:
    return json.dumps({"id": 1, "articles": [{"id": "a", "text": TREATY, "language": "en"}], **fields}) + "\n"


def test_lines_are_answered_in_order_without_what_was_seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = [{"id": 7, "text": f"{TREATY} {UNION}", "title": None, "language": "en"}]
    given = line() + line(id=None, articles=articles, seen=[{"id": 1, "text": TREATY}]) + line(articles=[])
    assert asked(monkeypatch, given, "--words", "50", "--jsonl") == 0
    assert [json.loads(answer) for answer in capsys.readouterr().out.splitlines()] == [
        {"id": 1, "sentences": [{"article": "a", "text": TREATY, "start": 0, "end": len(TREATY), "index": 0}]},
        {
            "id": None,
            "sentences": [
                {
                    "article": 7,
                    "text": UNION,
                    "start": len(TREATY) + 1,
                    "end": len(TREATY) + 1 + len(UNION),
                    "index": 1,
                }
            ],
        },
        {"id": 1, "sentences": []},
    ]


def test_files_are_put_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(TREATY, encoding="utf-8")
    two.write_text(UNION, encoding="utf-8")
    assert main(["brief", "--query", "quota", "--sentences", "1", str(one), str(two)]) == 0
    assert capsys.readouterr().out == f"{UNION} ({two})\n"
    assert main(["brief", "--json", str(one)]) == 0
    assert json.loads(capsys.readouterr().out)["sentences"][0]["article"] == str(one)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("no json\n", "line 1: not a JSON object"),
        ('{"id": 1}\n', 'an object with "id" and a list of "articles"'),
        (line() + line(articles=[{"id": 1}]), 'line 2: "articles" number 1 needs an "id" and a "text"'),
        (line(seen="x"), '"seen" is not a list'),
        (line(query=3), '"query" is not a string'),
        (line(articles=[{"id": 1, "text": "", "title": 5}]), '"title" of "articles" number 1 is not a string'),
    ],
)
def test_bad_input_ends_with_one_line(
    given: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, given, "--jsonl") == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_budget_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["brief", "--words", "0", "--jsonl"])
    assert ended.value.code == 2
    assert "above zero" in capsys.readouterr().err
