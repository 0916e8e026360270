from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

TEXT = "Japan and Russia resumed peace talks.\nThe envoys met in Geneva — for an hour. They spoke of islands. All left."


class Console:
    """Runs `communique summarize` in this process, with bytes on its standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str | Path, given: bytes = b"") -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            status = main(["summarize", *map(str, arguments)])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    return Console(monkeypatch, capsys)


def lines(*records: Any) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_sentences_are_printed_one_a_line(console: Console) -> None:
    status, out, err = console("--sentences", "2", given=TEXT.encode())
    assert (status, len(out.splitlines()), err) == (0, 2, "")
    assert all(line in TEXT for line in out.splitlines())


def test_json_offsets_point_into_the_text(console: Console, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    status, out, _ = console("--json", path)
    answer = json.loads(out)
    assert (status, answer["id"], answer["language"], len(answer["sentences"])) == (0, str(path), "en", 3)
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in answer["sentences"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings_are_told_apart(console: Console, encoding: str) -> None:
    text = "Переговоры о мирном договоре возобновились в Женеве. Послы провели там два часа. " * 5
    status, out, _ = console("--sentences", "1", given=text.encode(encoding))
    assert (status, out.strip() in text) == (0, True)


def test_records_are_answered_in_order(console: Console) -> None:
    given = lines(
        {"id": 1, "text": TEXT},
        {"id": "b", "text": "😀"},
        {"id": None, "text": "", "language": "fr"},
        {"id": 4, "text": "Talks \ud800 met.", "title": "T", "topic": "not in it"},
    )
    status, out, err = console("--jsonl", "--words", "10", given=b"\xef\xbb\xbf" + given + b"\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [answer["id"] for answer in answers] == [1, "b", None, 4]
    assert answers[1] == {"id": "b", "language": None, "sentences": []}
    assert answers[2] == {"id": None, "language": "fr", "sentences": []}
    assert answers[3]["sentences"][0]["text"] == "Talks \ud800 met."


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[1]",
        b'{"id": 1}',
        b'{"id": 1, "text": 5}',
        b'{"text": "a"}',
        b"\xff\xfe",
        b'{"id": 1, "text": "a", "language": 7}',
        b'{"id": 1, "text": "a", "topic": ["b"]}',
        b"[" * 100_000,
    ],
)
def test_a_bad_record_is_refused_by_its_line(console: Console, bad: bytes) -> None:
    status, out, err = console("--jsonl", given=lines({"id": 1, "text": TEXT}) + bad)
    assert status == 2
    assert json.loads(out)["id"] == 1
    assert err.startswith("communique: standard input, line 2: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("given", [b"", b" \n", b"1956", "😀".encode(), bytes(range(256)) * 4])
def test_what_holds_no_word_is_refused_in_one_line(console: Console, given: bytes) -> None:
    status, out, err = console(given=given)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_a_missing_file_is_named(console: Console, tmp_path: Path) -> None:
    status, _, err = console(tmp_path / "none.txt")
    assert status == 2
    assert "none.txt" in err
    assert err.count("\n") == 1


def test_a_folder_is_no_text(console: Console, tmp_path: Path) -> None:
    assert console(tmp_path)[0] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("--sentences", "0"),
        ("--sentences", "x"),
        ("--words", "-3"),
        ("--ratio", "0"),
        ("--ratio", "1.5"),
        ("--ratio", "nan"),
        ("--ratio", "0.5", "--words", "9"),
        ("--style", "vivid"),
        ("--json", "--jsonl"),
    ],
)
def test_wrong_usage_is_refused(console: Console, wrong: tuple[str, ...]) -> None:
    status, out, err = console(*wrong, given=TEXT.encode())
    assert (status, out) == (2, "")
    assert err


def test_an_unknown_method_lists_the_known(console: Console) -> None:
    status, _, err = console("--method", "best", given=TEXT.encode())
    assert status == 2
    assert "lead-centrality" in err


def test_each_method_can_be_chosen(console: Console) -> None:
    assert console("--method", "lead", "--sentences", "1", given=TEXT.encode())[1] == TEXT.split("\n")[0] + "\n"


def test_a_ratio_is_a_share_of_the_sentences(console: Console) -> None:
    assert len(console("--ratio", "0.5", given=TEXT.encode())[1].splitlines()) == 2


def test_a_topic_bends_the_choice(console: Console) -> None:
    text = TEXT.replace("They", "The envoys")
    status, out, _ = console("--sentences", "1", "--topic", "islands OR " + "oceans, " * 60, given=text.encode())
    assert (status, out) == (0, "The envoys spoke of islands.\n")


def test_a_record_has_a_topic_of_its_own(console: Console) -> None:
    text = TEXT.replace("They", "The envoys")
    _, out, _ = console("--jsonl", "--sentences", "1", given=lines({"id": 1, "text": text, "topic": "islands"}))
    assert "islands" in json.loads(out)["sentences"][0]["text"]


@pytest.mark.parametrize("style", ["lead", "balanced", "coverage"])
def test_each_style_can_be_chosen(console: Console, style: str) -> None:
    assert len(console("--style", style, "--sentences", "2", given=TEXT.encode())[1].splitlines()) == 2


def test_reasons_stand_under_each_sentence(console: Console) -> None:
    _, out, _ = console("--explain", "--sentences", "1", "--style", "lead", given=TEXT.encode())
    sentence, reason = out.splitlines()
    assert sentence in TEXT
    assert reason.startswith("    – opens the article")


def test_reasons_are_in_the_json_only_when_asked_for(console: Console) -> None:
    for flags in ((), ("--explain",)):
        answer = json.loads(console("--json", *flags, given=TEXT.encode())[1])
        assert all(("because" in row) == bool(flags) for row in answer["sentences"])


@pytest.mark.slow
def test_the_installed_command_answers() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "summarize", "--json"], input=TEXT.encode(), capture_output=True, check=True
    )
    assert len(json.loads(done.stdout)["sentences"]) == 3
