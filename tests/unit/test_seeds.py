"""The articles of the first start: the manifest and the files agree, and the texts are clean."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from importlib import resources
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.sources.draft import Draft
from bot.sources.seeds import read_manifest, read_seeds
from summarizer.text.language import detect

SHARED = "000_9c4eef196907eef9.txt"
SHARED_SHA256 = "cd1398ba1a63d29cfeb3da36d6f33ceb033fb2bb2b4c4617298a74cf9ad48e6c"
SEEDS = read_seeds()
FILES = [entry.file for entry in read_manifest()]
SCRIPTS = {"ar": "ARABIC", "zh": "CJK", "ru": "CYRILLIC", "en": "LATIN", "fr": "LATIN", "es": "LATIN"}

each_seed = pytest.mark.parametrize("seed", SEEDS, ids=FILES)
each_file = pytest.mark.parametrize("name", FILES)


def stored(name: str) -> bytes:
    return resources.files("seeds").joinpath(name).read_bytes()


def write_manifest(folder: Path, **changes: object) -> None:
    entry = {"file": "a.txt", "title": "Talks resume", "title_from": "editor", "outlet": "Wire", "language": "en"}
    (folder / "manifest.json").write_text(json.dumps([{**entry, "published": None, "link": None, **changes}]))
    (folder / "a.txt").write_text("Envoys met.\n")


def test_manifest_and_folder_list_the_same_files() -> None:
    present = {entry.name for entry in resources.files("seeds").iterdir() if entry.name.endswith(".txt")}
    assert set(FILES) == present
    assert len(FILES) == len(present)


def test_shared_article_is_the_newest_and_untouched() -> None:
    assert FILES[-1] == SHARED
    assert hashlib.sha256(stored(SHARED)).hexdigest() == SHARED_SHA256
    assert SEEDS[-1].text == stored(SHARED).decode()
    assert SEEDS[-1].outlet == "Newspapers.Ru"


def test_six_un_languages_are_there() -> None:
    assert {seed.language for seed in SEEDS} == {"ar", "zh", "en", "fr", "ru", "es"}


def test_titles_and_texts_are_unique() -> None:
    assert len({seed.title for seed in SEEDS}) == len(SEEDS)
    assert len({seed.text for seed in SEEDS}) == len(SEEDS)


def test_title_taken_from_the_text_stands_in_it() -> None:
    for entry, seed in zip(read_manifest(), SEEDS, strict=True):
        assert (entry.title in seed.text) == (entry.title_from == "text")


@each_file
def test_stored_text_is_utf8_without_stray_blanks(name: str) -> None:
    text = stored(name).decode("utf-8", errors="strict")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\t" not in text
    assert "  " not in text
    assert all(line == line.strip() for line in text.split("\n"))
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn"} for letter in text if letter != "\n")


@each_seed
def test_text_is_written_in_its_language(seed: Draft) -> None:
    letters = [letter for letter in seed.text if letter.isalpha()]
    script = SCRIPTS[seed.language or ""]
    assert sum(script in unicodedata.name(letter) for letter in letters) > 0.99 * len(letters)


@each_seed
def test_language_in_the_manifest_is_the_one_that_is_detected(seed: Draft) -> None:
    assert detect(seed.text) == seed.language


@each_seed
def test_article_is_long_enough_to_summarise(seed: Draft) -> None:
    paragraphs = [line for line in seed.text.split("\n") if line]
    assert len(paragraphs) >= 4
    assert all(paragraph[-1] in ".。)" for paragraph in paragraphs)


def test_kuril_finds_articles_besides_the_newest() -> None:
    assert sum("kuril" in seed.text.casefold() for seed in SEEDS) >= 8


def test_folder_of_ones_own_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path, published="2024-05-01T12:00:00Z", link="https://example.org/talks")
    (seed,) = read_seeds(tmp_path)
    assert (seed.text, seed.title, seed.language) == ("Envoys met.", "Talks resume", "en")
    assert seed.published is not None
    assert seed.published.isoformat() == "2024-05-01T12:00:00+00:00"
    assert seed.link == "https://example.org/talks"


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "../secret.txt"},
        {"file": "a.exe"},
        {"title": ""},
        {"title_from": "guess"},
        {"language": "English"},
        {"published": "2024-05-01T12:00:00"},
        {"link": "not an address"},
        {"author": "unknown"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_bad_manifest_entry_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    write_manifest(tmp_path, **changes)
    with pytest.raises(ValidationError, match=next(iter(changes))):
        read_seeds(tmp_path)


def test_missing_article_file_is_an_error(tmp_path: Path) -> None:
    write_manifest(tmp_path, file="b.txt")
    with pytest.raises(FileNotFoundError, match=r"b\.txt"):
        read_seeds(tmp_path)
