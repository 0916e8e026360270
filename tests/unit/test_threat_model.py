"""`docs/threat-model.md` names files that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:bot|storage|tests|docs|\.lock)/[\w./-]+)`", PAGE))
    assert len(named) > 50
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []


def test_every_kind_of_threat_is_there() -> None:
    kinds = ("spoofing", "tampering", "repudiation", "disclosure", "denial of service", "elevation")
    assert [kind for kind in kinds if kind not in PAGE] == []
