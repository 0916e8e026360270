"""Known holes in what is installed: `python -m tests.quality.advisories` asks the advisory services about the lock.

It fails when an advisory is open that nobody accepted. Where no service can be reached, as behind some proxies, it says
that nobody was asked, and does not fail: pip-audit by itself would say that there is nothing to be found.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / ".lock" / "requirements.txt"
ACCEPTED = ROOT / ".ci" / "accepted-advisories.txt"
SERVICES = ("pypi", "osv")
PATIENCE = 300
"""Seconds for all packages."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """A known hole: by which ids, in which package, and the versions without it."""

    ids: frozenset[str]
    package: str
    fixed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: the advisories, how many packages it knew, and which it did not."""

    advisories: tuple[Advisory, ...]
    asked: int
    unknown: tuple[str, ...]


def read_answer(report: str) -> Answer:
    """The answer in pip-audit's JSON. Raises ValueError for anything else."""
    dependencies: Sequence[Mapping[str, Any]] = json.loads(report)["dependencies"]
    known = [one for one in dependencies if "skip_reason" not in one]
    found = [
        Advisory(
            frozenset((hole["id"], *hole.get("aliases", ()))),
            f"{one['name']} {one['version']}",
            tuple(hole["fix_versions"]),
        )
        for one in known
        for hole in one["vulns"]
    ]
    return Answer(tuple(found), len(known), tuple(one["name"] for one in dependencies if "skip_reason" in one))


def read_accepted(text: str) -> dict[str, date]:
    """Ids that are accepted, and until when. Raises ValueError for a line that is not ``id date reason``."""
    accepted = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            number, until, reason = line.split(maxsplit=2)
            if not reason:
                raise ValueError(line)
            accepted[number] = date.fromisoformat(until)
    return accepted


def open_ones(found: Iterable[Advisory], accepted: Mapping[str, date], today: date) -> list[Advisory]:
    """Those that nobody accepted, or not for as long as this."""
    return [one for one in found if not any(accepted.get(number, date.min) >= today for number in one.ids)]


def verdict(answer: Answer | None, accepted: Mapping[str, date], today: date) -> tuple[int, list[str]]:
    """The exit status, and what is to be said."""
    if answer is None or not answer.asked:
        return 0, ["dependencies: NOT ASKED: no advisory service can be reached from here"]
    left = open_ones(answer.advisories, accepted, today)
    lines = [
        f"{one.package}: {', '.join(sorted(one.ids))}; fixed in {', '.join(one.fixed_in) or 'no version'}"
        for one in left
    ]
    if answer.unknown:
        lines.append(f"not asked about: {', '.join(answer.unknown)}")
    lines.append(f"dependencies: {answer.asked} asked about, {len(left)} with an open advisory")
    return int(bool(left)), lines


def ask(service: str) -> Answer | None:
    """The service's answer about the lock, None where there is none."""
    command = (sys.executable, "-m", "pip_audit", "-r", str(LOCK), "--require-hashes", "--disable-pip", "-s", service)
    try:
        done = subprocess.run(
            (*command, "-f", "json", "--progress-spinner", "off", "--timeout", "10"),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return read_answer(done.stdout)
    except (ValueError, KeyError, subprocess.TimeoutExpired):
        return None


def main() -> int:
    """Ask one service after the other until one answers."""
    answers = (ask(service) for service in SERVICES)
    answer = next((one for one in answers if one is not None and one.asked), None)
    accepted = read_accepted(ACCEPTED.read_text(encoding="utf-8"))
    status, lines = verdict(answer, accepted, datetime.now(UTC).date())
    sys.stdout.write("\n".join(lines) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
