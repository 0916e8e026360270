"""The command line as a shell sees it: what it prints, and its exit status."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from storage.engine import Database
from tests.fixtures.nursery import ran
from tests.fixtures.site import answer_of
from tests.fixtures.site import running as serving

pytestmark = pytest.mark.slow

PATIENCE = 120.0
"""Seconds that a command may take on a busy machine."""

ARTICLE = "Talks resume in Geneva\n\nEnvoys met on Monday. They spoke of quotas. They will meet again."


def communique(
    *arguments: str, data: Path, settings: dict[str, str] | None = None, fresh: bool = False
) -> subprocess.CompletedProcess[str]:
    """A process of its own; a ``fresh`` one is started by a new interpreter, which imports for some seconds."""
    variables = {f"COMMUNIQUE_{name.upper()}": value for name, value in (settings or {}).items()}
    environment = {"PATH": "/usr/bin:/bin", "COMMUNIQUE_DATA": str(data), "PYTHONUTF8": "1", **variables}
    if not fresh:
        return ran(list(arguments), environment, PATIENCE)
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        timeout=PATIENCE,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_help_names_every_command_and_setting(tmp_path: Path) -> None:
    assert {"run", "summarize", "load", "migrate"} <= set(
        communique("--help", data=tmp_path, fresh=True).stdout.split()
    )
    shown = communique("run", "--help", data=tmp_path).stdout
    assert all(f"COMMUNIQUE_{name}" in shown for name in ("TELEGRAM_TOKEN", "ADMINS", "DATA", "DATABASE_URL"))


@pytest.mark.parametrize(
    "arguments", [(), ("dance",), ("run", "--fast"), ("load",), ("summarize", "--sentences", "many")]
)
def test_wrong_usage_ends_with_status_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = communique(*arguments, data=tmp_path, fresh=True)
    assert done.returncode == 2
    assert done.stderr.startswith("communique")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_level", "foo"),
        ("telegram_api_url", "notaurl"),
        ("telegram_token", "123"),
        ("admins", "akiko"),
        ("sandbox_port", "70000"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_it(name: str, value: str, tmp_path: Path) -> None:
    done = communique("run", data=tmp_path, settings={name: value})
    assert done.returncode == 2
    assert done.stderr.startswith(f"communique: COMMUNIQUE_{name.upper()}: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("url", ["postgresql://host:port/name", "postgresql://127.0.0.1:99999/name"])
def test_a_bad_port_of_the_database_is_one_line(url: str, tmp_path: Path) -> None:
    done = communique("migrate", data=tmp_path, settings={"database_url": url})
    assert done.returncode == 2
    assert done.stderr.startswith("communique: the database")
    assert done.stderr.count("\n") == 1


def test_settings_that_are_not_utf_8_are_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("COMMUNIQUE_LOG_LEVEL=é".encode("latin-1"))
    code = f"import sys; sys.path.insert(0, {str(Path.cwd())!r}); from bot.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "run"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_locked_database_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path))
    # Of half a minute: in this process, where that can be set.
    defaults = Database.open.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "patience", 0.1)
    assert main(["migrate"]) == 0
    (tmp_path / "a.txt").write_text(ARTICLE)
    capsys.readouterr()
    other = sqlite3.connect(tmp_path / "communique.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    status = main(["load", str(tmp_path / "a.txt")])
    other.close()
    assert status == 2
    assert capsys.readouterr().err == f"communique: another process keeps {tmp_path / 'communique.db'} locked\n"


def test_files_and_folders_are_loaded_once(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "deep" / "b.md").write_text(ARTICLE + " Observers were pleased.")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "numbers.txt").write_text("1 2 3")
    done = communique("load", str(folder), str(tmp_path / "gone.txt"), data=tmp_path / "data")
    assert done.stdout.strip() == "2 loaded, 0 known already, 3 refused"
    assert done.returncode == 2
    assert "picture.png: I cannot read" in done.stderr
    assert "numbers.txt: There is no article in that" in done.stderr
    assert "gone.txt: No such file" in done.stderr
    again = communique("load", str(folder / "a.txt"), data=tmp_path / "data")
    assert (again.returncode, again.stdout.strip()) == (0, "0 loaded, 1 known already, 0 refused")
    with closing(sqlite3.connect(tmp_path / "data" / "communique.db")) as database:
        noted = database.execute("SELECT actor, action, detail FROM audit ORDER BY id").fetchall()
    loaded = "loaded={} known={} refused={}"
    assert [(actor, action) for actor, action, _ in noted] == [(0, "articles.loaded")] * 2
    assert noted[0][2].endswith(loaded.format(2, 0, 3))
    assert noted[1][2] == loaded.format(0, 1, 0)


def test_migrate_creates_the_database(tmp_path: Path) -> None:
    for _ in range(2):
        done = communique("migrate", data=tmp_path / "data")
        assert (done.returncode, done.stdout.strip()) == (0, "The database is up to date.")
    assert (tmp_path / "data" / "communique.db").is_file()
    made = [path for path in (tmp_path / "data", *(tmp_path / "data").iterdir()) if path.stat().st_mode & 0o077]
    assert made == [], "others may read what is kept of readers"


def test_a_database_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "communique.db").write_bytes(b"not a database" * 100)
    done = communique("migrate", data=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("communique: ")
    assert done.stderr.count("\n") == 1


def test_summaries_stand_in_the_seed_article_word_for_word(tmp_path: Path) -> None:
    seed = Path("seeds/000_9c4eef196907eef9.txt")
    text = seed.read_text(encoding="utf-8")
    done = communique("summarize", "--json", str(seed), data=tmp_path)
    found = json.loads(done.stdout)
    assert len(found["sentences"]) == 3
    for sentence in found["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    printed = communique("summarize", str(seed), data=tmp_path).stdout
    assert [line in text for line in printed.strip().splitlines()] == [True] * 3


async def test_archives_and_pages_are_loaded_too(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>Envoys met in Oslo for round {number}. They spoke of quotas.</p>" for number in range(9))
    body = f"<html><head><title>Oslo</title></head><body><article>{paragraphs}</article></body></html>".encode()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", ARTICLE)
        archive.writestr("b.jsonl", '{"text": "Envoys met in May. They will meet in June."}\nnonsense\n')
    async with serving(
        {"/talks": answer_of(200, body, Content_Type="text/html"), "/robots.txt": answer_of(404)}
    ) as site:
        done = await asyncio.to_thread(
            communique,
            *("load", str(tmp_path / "all.zip"), site.url("/talks"), "http://127.0.0.1:9/"),
            data=tmp_path / "data",
            settings={"fetch_private": f"{site.host}:{site.port}"},
        )
    assert done.stdout.strip() == "3 loaded, 0 known already, 2 refused"
    assert done.returncode == 2
    assert "all.zip/b.jsonl" in done.stderr
    assert "http://127.0.0.1:9/: " in done.stderr
