"""What an entity is called."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from summarizer.entities.labels import label
from summarizer.entities.tables import FOLDER
from summarizer.topics.query import parse


def test_the_congos_are_called_as_people_call_them() -> None:
    assert label("country:CD", "en") == "Democratic Republic of the Congo"
    assert label("country:CG", "en") == "Republic of the Congo"
    assert label("country:JP", "fr") == "Japon"


@pytest.mark.parametrize(
    ("id", "language", "expected"),
    [
        ("org:NATO", "en", "NATO"),
        ("org:NATO", "ru", "НАТО"),
        ("org:NATO", "zh", "北约"),
        ("org:IMF", "fr", "FMI"),
        ("org:AU", "ru", "Африканский союз"),
        ("country:HK", "en", "Hong Kong"),
        ("country:HK", "fr", "Hong Kong"),
        ("country:HK", "zh", "香港"),
        ("country:VA", "fr", "Vatican"),
        ("org:ICJ", "en", "International Court of Justice"),
    ],
)
def test_the_usual_name_goes_before_the_official_one(id: str, language: str, expected: str) -> None:  # noqa: A002
    assert label(id, language) == expected


@pytest.mark.parametrize("path", sorted((FOLDER / "labels").glob("*.csv")), ids=lambda path: path.stem)
def test_a_usual_name_is_understood_as_what_it_names(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows if parse(row["label"]).canonical != row["id"]] == []
    assert all(label(row["id"], path.stem) == row["label"] for row in rows)
