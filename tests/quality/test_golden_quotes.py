from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from summarizer.model import Article
from summarizer.quotes import Quote, quotes
from summarizer.tagging import tagged

GOLDEN = Path(__file__).with_name("golden_quotes.jsonl")
ENOUGH = 40
FLOORS = {"ar": (0.95, 0.9), "es": (0.95, 0.9), "fr": (0.95, 0.9), "ru": (0.95, 0.9), "zh": (0.95, 0.9)}
"""Precision and recall of whole answers: the speaker as written and every letter of the quotation."""


class Case(TypedDict):
    language: str
    text: str
    quotes: list[list[str]]


CASES: list[Case] = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def found(case: Case) -> tuple[Quote, ...]:
    read = tagged(Article(case["text"], language=case["language"]))
    return quotes(case["text"], read.spans, case["language"], read.entities)


def of(language: str) -> list[Case]:
    return [case for case in CASES if case["language"] == language]


@pytest.mark.parametrize("language", FLOORS)
def test_quotations_are_found_as_the_golden_file_has_them(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    right = answered = asked = 0
    failed = []
    for case in of(language):
        wanted = {(speaker, text) for speaker, text in case["quotes"]}
        answers = {(one.speaker, one.text) for one in found(case)}
        right, answered, asked = right + len(wanted & answers), answered + len(answers), asked + len(wanted)
        if wanted != answers:
            failed.append(f"  {case['text']}\n    missing {wanted - answers}, too many {answers - wanted}")
    precision, recall = right / answered, right / asked
    with capsys.disabled():
        print(f"\nquotes {language}: precision {precision:.3f}, recall {recall:.3f} of {asked}", *failed, sep="\n")  # noqa: T201
    assert precision >= FLOORS[language][0]
    assert recall >= FLOORS[language][1]


@pytest.mark.parametrize("language", FLOORS)
def test_there_are_enough_cases_some_without_a_quotation(language: str) -> None:
    cases = of(language)
    assert len({case["text"] for case in cases}) == len(cases) >= ENOUGH
    assert sum(not case["quotes"] for case in cases) >= ENOUGH // 8


def test_quotations_and_speakers_stand_in_the_text() -> None:
    for case in CASES:
        for one in found(case):
            assert case["text"][one.start : one.end] == one.text
            assert case["text"][slice(*one.speaker_span)] == one.speaker
