"""Secrets in files: read once, never shown, and one clear line where that cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.settings import describe_settings, read_settings
from bot.errors import ConfigurationError
from bot.settings import Settings

TOKEN = "123456789:AAF-of-a-file_0123456789abcdefghi"
ADDRESS = "postgresql://bob:s3cret@host/news"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that only its owner enters, to work in."""
    for name in list(os.environ):
        if name.startswith("COMMUNIQUE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o700)
    return tmp_path


def _file(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("content", [TOKEN, f"{TOKEN}\n", f"\ufeff{TOKEN}\r\n", f"  {TOKEN}  \n\n"])
def test_the_token_is_read_from_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN_FILE", str(_file(folder, content.encode())))
    settings = read_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert TOKEN not in repr(settings)


def test_the_address_of_the_database_is_read_from_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL_FILE", str(_file(folder, ADDRESS.encode())))
    settings = read_settings()
    assert settings.database == ADDRESS
    assert "s3cret" not in repr(settings)


def test_the_file_may_be_named_in_env_file_and_a_blank_name_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(folder, TOKEN.encode())
    (folder / ".env").write_text(f"COMMUNIQUE_TELEGRAM_TOKEN_FILE={path}\nCOMMUNIQUE_DATABASE_URL_FILE=\n")
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN", "")
    settings = read_settings()
    assert settings.telegram_token is not None
    assert settings.database.startswith("sqlite:///")


def test_both_are_refused_without_showing_either(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", ADDRESS)
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL_FILE", str(_file(folder, ADDRESS.encode())))
    with pytest.raises(ConfigurationError) as caught:
        read_settings()
    line = "COMMUNIQUE_DATABASE_URL and COMMUNIQUE_DATABASE_URL_FILE are both set; keep one of them"
    assert str(caught.value) == f"{line}; see communique run --help"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe1", "no text in UTF-8"),
        (b"1" * 70_000, "too long for a secret"),
    ],
)
def test_a_file_that_holds_no_secret_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, said: str
) -> None:
    path = folder / "none" if content is None else _file(folder, content)
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN_FILE", str(path))
    with pytest.raises(ConfigurationError) as caught:
        read_settings()
    assert str(caught.value).startswith(f"COMMUNIQUE_TELEGRAM_TOKEN_FILE: the file {path} ")
    assert said in str(caught.value)


def test_a_folder_is_no_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN_FILE", str(folder))
    with pytest.raises(ConfigurationError, match="Is a directory"):
        read_settings()


def test_what_the_file_holds_is_not_shown_when_it_is_no_token(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN_FILE", str(_file(folder, b"hunter2")))
    with pytest.raises(ConfigurationError, match="COMMUNIQUE_TELEGRAM_TOKEN: this is no token") as caught:
        read_settings()
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(("mode", "around", "is_exposed"), [(0o644, 0o755, True), (0o644, 0o700, False)])
def test_a_file_that_everybody_reads_is_warned_of(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    mode: int,
    around: int,
    is_exposed: bool,
) -> None:
    path = _file(folder, TOKEN.encode(), mode)
    folder.chmod(around)
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN_FILE", str(path))
    assert read_settings().telegram_token is not None
    said = capsys.readouterr().err
    assert (f"every user of this machine can read {path}" in said) is is_exposed
    assert TOKEN not in said


def test_a_file_of_its_owner_is_not_warned_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.chmod(0o755)
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN_FILE", str(_file(folder, TOKEN.encode(), 0o640)))
    read_settings()
    assert capsys.readouterr().err == ""


def test_processes_that_read_foreign_bytes_inherit_no_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("communique_database_url", ADDRESS)
    settings = read_settings()
    assert settings.telegram_token is not None
    assert settings.database == ADDRESS
    show = "import os; print([name for name in os.environ if 'COMMUNIQUE' in name.upper()])"
    child = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert child.stdout == "[]\n"


def test_help_names_each_file_and_shows_no_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", ADDRESS)
    text = describe_settings()
    assert "s3cret" not in text
    for field in Settings.secret_files():
        assert f"COMMUNIQUE_{field.upper()}_FILE" in text
