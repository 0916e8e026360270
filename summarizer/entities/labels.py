"""What a person calls an entity, in a language."""

from __future__ import annotations

import csv
from functools import cache

from babel import Locale, UnknownLocaleError

from summarizer.entities.tables import FOLDER, languages, names

ENGLISH = "en"
_KINDS = ("name", "official", "other", "short")


def label(id: str, language: str) -> str:  # noqa: A002
    """The usual name of an entity in a language, in English where that has none; the id itself if nothing is known."""
    usual = _usual(language).get(id)
    if usual:
        return usual
    prefix, _, code = id.partition(":")
    known = _territory(code, language) if prefix == "country" else None
    if known and " - " in known and id in _labels(language):
        known = None  # Nobody says Congo - Kinshasa; the tables have what is said.
    return known or _labels(language).get(id) or _labels(ENGLISH).get(id) or code


def short(id: str) -> str:  # noqa: A002
    """An id without its sort, as it is written behind a field: ``JP``, ``NATO``, ``kuril-islands``."""
    return id.partition(":")[2]


def _territory(code: str, language: str) -> str | None:
    try:
        found = Locale.parse(language, sep="-").territories.get(code)
    except (UnknownLocaleError, ValueError):
        return None
    return found.split(" (")[0].removesuffix(" SAR China") if found else None


@cache
def _usual(language: str) -> dict[str, str]:
    """What people say in place of the first name of a table or of CLDR: NATO, Hong Kong."""
    path = FOLDER / "labels" / f"{language}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["label"] for row in csv.DictReader(file)}


@cache
def _labels(language: str) -> dict[str, str]:
    found: dict[str, dict[str, str]] = {}
    if language in languages():
        for name in names(language):
            if not name.form.endswith("*"):
                found.setdefault(name.id, {}).setdefault(name.kind, name.form)
    return {
        id: next(iter(kinds[kind] for kind in _KINDS if kind in kinds))
        for id, kinds in found.items()  # noqa: A001
        if kinds.keys() & set(_KINDS)
    }
