"""`communique tag` and `communique match`, as a shell sees them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main

TEXT = "Tokyo summoned the Russian ambassador on Monday. The Kremlin did not answer. Norway was silent."


@dataclass(frozen=True)
class Done:
    """What a command left."""

    returncode: int
    stdout: str
    stderr: str


Communique = Callable[..., Done]


@pytest.fixture
def communique(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Communique:
    """Runs a command in this process, with a text on its standard input."""

    def run(*arguments: str, given: str = TEXT) -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        try:
            status = main(list(arguments))
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return run


def lines(*records: dict[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_tag_names_each_entity_with_role_score_and_evidence(communique: Communique) -> None:
    records = lines({"id": 1, "text": TEXT, "title": "Japan protests", "language": "en"}, {"id": "b", "text": "12 34"})
    done = communique("tag", "--jsonl", given=records)
    first, second = map(json.loads, done.stdout.splitlines())
    found = {one["id"]: one for one in first["entities"]}
    assert first["id"] == 1
    assert found["country:JP"]["role"] == "about"
    assert found["country:JP"]["evidence"] == ["Japan", "Tokyo"]
    assert found["country:RU"]["evidence"] == ["Russian", "Kremlin"]
    assert found["country:NO"]["role"] == "mentioned"
    assert all(0 <= one["score"] <= 1 for one in first["entities"])
    assert second == {"id": "b", "entities": []}


def test_tag_prints_a_line_an_entity(communique: Communique, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    assert "country:JP" in communique("tag", str(path)).stdout
    body = json.loads(communique("tag", "--json", str(path)).stdout)
    assert body["id"] == str(path)


def test_match_says_whether_and_because_of_what(communique: Communique) -> None:
    records = lines(
        {"id": 1, "text": TEXT, "language": "en"}, {"id": 2, "text": "Norway met Sweden.", "language": "en"}
    )
    done = communique("match", "japan ~ russia -trade", "--jsonl", given=records)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"id": 1, "match": True, "because": ["Tokyo -> Japan", "Russian, Kremlin -> Russia"]}
    assert second == {"id": 2, "match": False, "because": []}


def test_match_marks_what_was_only_threatened(communique: Communique) -> None:
    text = "Japan threatened to expel two Russian diplomats. Nothing else was said."
    because = json.loads(communique("match", "act:expulsion japan", "--json", given=text).stdout)["because"]
    assert because[0].endswith("-> expulsion of diplomats (only possible)")
    assert communique("match", "lang:ru", given=text).stdout == "no match\n"
    assert communique("match", "japan", given=text).stdout == "match: Japan\n"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("-trade", "only says what to leave out"),
        ("country:jpan", "Did you mean “Japan”"),
        ("(japan", "is opened near"),
        ("", "at least one word"),
        ("x" * 400, "too long"),
    ],
)
def test_a_topic_that_is_not_understood_ends_with_one_line(communique: Communique, query: str, sentence: str) -> None:
    done = communique("match", query)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize("command", [("tag",), ("match", "japan")])
@pytest.mark.parametrize(
    ("arguments", "given", "sentence"),
    [
        (("--jsonl",), "nonsense\n", "line 1: not a JSON object"),
        (("--jsonl",), '{"id": 1}\n', '"id" and "text" is needed'),
        (("missing.txt",), "", "No such file"),
        ((), "12 34", "no word in it"),
    ],
)
def test_bad_input_ends_with_one_line(
    communique: Communique, command: tuple[str, ...], arguments: tuple[str, ...], given: str, sentence: str
) -> None:
    done = communique(*command, *arguments, given=given)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_gazetteer_is_a_page_of_every_name(communique: Communique, tmp_path: Path) -> None:
    page = tmp_path / "gazetteer.html"
    assert communique("gazetteer", "--output", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    for name in ("Downing Street", "кремлевск*", "kuril-islands", "German: organisations", 'dir="rtl"'):
        assert name in text
    russian = tmp_path / "ru.html"
    communique("gazetteer", "--language", "ru", "--output", str(russian))
    assert "Downing Street" not in russian.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_made_ends_with_one_line(communique: Communique, tmp_path: Path) -> None:
    done = communique("gazetteer", "--language", "xx")
    assert done.returncode == 2
    assert "no table for the language 'xx'" in done.stderr
    done = communique("gazetteer", "--output", str(tmp_path / "missing" / "page.html"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
