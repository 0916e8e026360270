"""The audit of dependencies fails on what is open, and says when nobody was asked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.quality.advisories import ACCEPTED, read_accepted, read_answer, verdict

TODAY = date(2026, 11, 28)
HOLE = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.0"], "description": ""}


def report(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


CLEAN = {"name": "yarl", "version": "1.0", "vulns": []}
BAD = {"name": "lark", "version": "1.0", "vulns": [HOLE]}
UNKNOWN = {"name": "tzfpy", "skip_reason": "Dependency not found on PyPI"}


def test_an_open_advisory_fails() -> None:
    status, lines = verdict(read_answer(report(CLEAN, BAD)), {}, TODAY)
    assert status == 1
    assert lines[0] == "lark 1.0: CVE-1, PYSEC-1; fixed in 2.0"


@pytest.mark.parametrize(("until", "status"), [("2026-11-28", 0), ("2026-11-27", 1)])
def test_an_accepted_one_passes_until_its_day(until: str, status: int) -> None:
    accepted = read_accepted(f"# why\n\nCVE-1 {until} not reachable from here\n")
    assert verdict(read_answer(report(CLEAN, BAD)), accepted, TODAY)[0] == status


def test_an_acceptance_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        read_accepted("CVE-1 2026-11-28")


def test_what_nobody_was_asked_about_is_no_clean_bill() -> None:
    for answer in (None, read_answer(report(UNKNOWN))):
        status, (line,) = verdict(answer, {}, TODAY)
        assert status == 0
        assert "NOT ASKED" in line
    _, lines = verdict(read_answer(report(CLEAN, UNKNOWN)), {}, TODAY)
    assert lines == ["not asked about: tzfpy", "dependencies: 1 asked about, 0 with an open advisory"]


def test_what_is_accepted_can_be_read() -> None:
    assert all(until > date(2026, 1, 1) for until in read_accepted(ACCEPTED.read_text(encoding="utf-8")).values())
