"""The words for diplomatic acts, from tables that a person who knows diplomacy can read and mend.

``data/acts/<language>.csv`` has a row for each act: its id, its label, and the phrases that report it, divided by
``;``. In a phrase ``*`` lets letters follow, and ``..`` up to six other words stand between.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from summarizer.entities.spelling import HYPHEN, plain, spelled

FOLDER = Path(__file__).parents[1] / "data" / "acts"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to report an act (or to mark one): plain words, each a stem or not, and the gap allowed before each."""

    means: str
    words: tuple[str, ...]
    stems: tuple[bool, ...]
    gaps: tuple[bool, ...]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a table of acts, as ISO 639-1 codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv") if path.stem != "markers"))


@cache
def phrases(language: str) -> tuple[Phrase, ...]:
    """All phrases of a language that report an act; none for a language without a table."""
    return tuple(phrase for row in _rows(f"{language}.csv") for phrase in _phrases(row["act"], row["forms"]))


@cache
def markers(language: str) -> tuple[Phrase, ...]:
    """All phrases of a language that say, shortly before an act, that it did not happen or only may."""
    rows = (row for row in _rows("markers.csv") if row["lang"] == language)
    return tuple(phrase for row in rows for phrase in _phrases(row["kind"], row["forms"]))


@cache
def labels(language: str) -> dict[str, str]:
    """What each act is called in a language, by its id."""
    return {row["act"]: row["label"] for row in _rows(f"{language}.csv")}


def act_named(text: str) -> str | None:
    """The act of an id or of a label in any language, in whatever case; None if there is none."""
    return _names().get(_key(text))


def acts_like(text: str) -> list[str]:
    """Labels much like a text, the likest first."""
    return get_close_matches(_key(text), _names(), n=3, cutoff=0.6)


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in languages():
        for act, label in labels(language).items():
            found.setdefault(_key(act), act)
            found.setdefault(_key(label), act)
    return found


def _key(text: str) -> str:
    return " ".join(plain(word) for word in spelled(text) if word != "-")


def _rows(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _phrases(means: str, forms: str) -> Iterator[Phrase]:
    for form in filter(None, map(str.strip, forms.split(";"))):
        words, stems, gaps = [], [], []
        gap = False
        for part in form.replace("..", " .. ").split():
            if part == "..":
                gap = True
                continue
            pieces = [piece for piece in spelled(part.rstrip("*")) if piece != HYPHEN]
            for number, piece in enumerate(pieces, start=1):
                words.append(plain(piece))
                stems.append(part.endswith("*") and number == len(pieces))
                gaps.append(gap)
                gap = False
        if words:
            yield Phrase(means, tuple(words), tuple(stems), tuple(gaps))
