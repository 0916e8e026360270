from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TypedDict

import pytest

from summarizer.text.sentences import split

GOLDEN = Path(__file__).with_name("golden_sentences.jsonl")
_NAMED = {*("ar", "en", "es", "fr", "ru", "zh"), *("de", "it", "ja", "pt", "tr", "uk")}
FLOOR = 0.97
FLOOR_EACH_LANGUAGE = 0.8


class Case(TypedDict):
    id: str
    language: str
    text: str
    sentences: list[str]


CASES: list[Case] = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def right(case: Case) -> bool:
    found = [case["text"][start:end] for start, end in split(case["text"], case["language"])]
    return found == case["sentences"]


def test_there_are_enough_cases_and_no_two_are_one() -> None:
    assert len(CASES) >= 200
    assert (
        len({case["id"] for case in CASES}) == len({(case["language"], case["text"]) for case in CASES}) == len(CASES)
    )
    assert {case["language"] for case in CASES} >= _NAMED


def test_sentences_are_found_as_the_golden_file_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes: dict[str, list[bool]] = defaultdict(list)
    failed = []
    for case in CASES:
        outcomes[case["language"]].append(right(case))
        if not outcomes[case["language"]][-1]:
            found = [case["text"][start:end] for start, end in split(case["text"], case["language"])]
            failed.append(f"  {case['id']}: {' | '.join(found)}")
    every = [outcome for language in outcomes.values() for outcome in language]
    with capsys.disabled():
        each = " ".join(f"{language} {sum(found)}/{len(found)}" for language, found in sorted(outcomes.items()))
        print(f"\ngolden sentences: {sum(every)}/{len(every)} ({each})", *failed, sep="\n")  # noqa: T201
    assert sum(every) / len(every) >= FLOOR
    assert min(sum(found) / len(found) for found in outcomes.values()) >= FLOOR_EACH_LANGUAGE
