from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.test_cli import communique

pytestmark = pytest.mark.slow

TEXT = "Envoys met. “We will sign,” Ann Lee said."
QUOTE = {"speaker": "Ann Lee", "text": "“We will sign,”", "start": 12, "end": 27}


def test_a_text_gives_a_line_for_each_quotation(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert communique("quotes", str(file), data=tmp_path).stdout == "Ann Lee: “We will sign,”\n"
    told = json.loads(communique("quotes", "--json", str(file), data=tmp_path).stdout)
    assert told == {"id": str(file), "quotes": [QUOTE]}


def test_lines_come_back_in_order_with_their_ids(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [
        {"id": 7, "text": TEXT},
        {"id": "none", "text": "..."},
        {"id": "zh", "text": "总统王海说：“好的。”", "language": "zh"},
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = communique("quotes", "--jsonl", str(file), data=tmp_path)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == [7, "none", "zh"]
    assert answers[0]["quotes"] == [QUOTE]
    assert answers[1]["quotes"] == []
    assert answers[2]["quotes"][0]["speaker"] == "总统王海"


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1}\n', encoding="utf-8")
    done = communique("quotes", "--jsonl", str(file), data=tmp_path)
    assert done.returncode == 2
    assert "line 1" in done.stderr
