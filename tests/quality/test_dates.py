"""Dates beside those that people marked: in sentences of a calendar's users, and in English news."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarizer.briefs.dates.finding import dates

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "dates"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the marked dates are not on this machine")

FLOORS = {"ar": 0.7, "en": 0.6, "es": 0.75, "fr": 0.7, "zh": 0.8}
"""Share of the days found that are those marked; the sentences are made to be hard."""

NEWS = 0.8
"""Share of the marked dates of news that are found."""


def rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(FOLDER / name, "rt", encoding="utf-8") as source:
        yield from (json.loads(line) for line in source)


def test_days_of_a_calendar_are_those_that_were_marked() -> None:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in rows("recognizers.jsonl.gz"):
        if not row["published"]:
            continue
        for one in dates(row["text"], row["lang"], date.fromisoformat(row["published"][:10])):
            marked = [mark for mark in row["dates"] if mark["start"] < one.end and one.start < mark["end"]]
            # A span of time is marked by its bounds, a moment with its hour: neither is a day.
            spans = any(mark["type"] in ("daterange", "datetime", "datetimerange") for mark in marked)
            if one.fineness == "day" and one.day is not None and not spans:
                found[row["lang"]] += 1
                right[row["lang"]] += any(
                    value.get("value") == one.day.isoformat() for mark in marked for value in mark["values"]
                )
    shares = {language: right[language] / found[language] for language in FLOORS}
    assert all(shares[language] >= floor for language, floor in FLOORS.items()), shares


def test_dates_of_english_news_are_found() -> None:
    total = hits = 0
    for row in rows("meantime_en.jsonl.gz"):
        if not row["published"]:
            continue
        published, place = date.fromisoformat(row["published"][:10]), 0
        found = []
        for line in row["text"].split("\n"):
            found += [(place + one.start, place + one.end, one.day) for one in dates(line, "en", published)]
            place += len(line) + 1
        for mark in row["dates"]:
            value = mark["value"] or ""
            if mark["type"] != "DATE" or not value[:4].isdigit() or set(value) & set("WQH"):
                continue
            total += 1
            hits += any(
                start < mark["end"] and mark["start"] < end and str(day)[: len(value)] == value
                for start, end, day in found
            )
    assert hits / total >= NEWS
