"""The alert rules on figures that are made up, by Prometheus's own promtool where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.yaml_subset import read_yaml

RULES = Path(__file__).parents[2] / "docs" / "operations" / "alerts.yaml"
CALLS, POLLS = "communique_telegram_calls_total", "communique_polls_total"
SENT = 'communique_deliveries_total{outcome="sent"}'
LAG = "communique_push_lag_seconds_bucket"
ASKED, REFUSED = (f'{CALLS}{{method="getUpdates",answer="{answer}"}}' for answer in ("ok", "4xx"))
PUSHED = f'{CALLS}{{method="setWebhook",answer="ok"}}'

Series = dict[str, str]
"""Values minute by minute as promtool reads them: `0+3x60` begins with 0 and grows by 3 sixty times."""

LATE: Series = {f'{LAG}{{le="30"}}': "0+0x90", f'{LAG}{{le="300"}}': "0+10x90", f'{LAG}{{le="+Inf"}}': "0+10x90"}

CASES: list[tuple[str, str, Series, bool]] = [
    ("CommuniqueFanOutStands", "20m", {"communique_fanouts_open": "1x60"}, True),
    ("CommuniqueFanOutStands", "20m", {"communique_fanouts_open": "1x4 0 1x3 0 1x3 0 1x9"}, False),
    ("CommuniqueNoUpdates", "10m", {ASKED: "0x60"}, True),
    ("CommuniqueNoUpdates", "10m", {}, True),
    ("CommuniqueNoUpdates", "10m", {ASKED: "0+3x60"}, False),
    ("CommuniqueNoUpdates", "10m", {ASKED: "0x60", PUSHED: "1x60"}, False),
    ("CommuniqueTokenShared", "20m", {ASKED: "0+3x60", REFUSED: "0+2x60"}, True),
    ("CommuniqueTokenShared", "20m", {ASKED: "0+3x60", REFUSED: "0x10 2x50"}, False),
    ("CommuniqueFeedsRest", "210m", {'communique_feeds{state="active"}': "30x300", POLLS: "0+1x10 10x290"}, True),
    ("CommuniqueFeedsRest", "210m", {'communique_feeds{state="active"}': "30x300", POLLS: "0+1x300"}, False),
    ("CommuniqueFeedsRest", "210m", {'communique_feeds{state="active"}': "3x300", POLLS: "0x300"}, False),
    ("CommuniqueFewFeedsRest", "30h", {'communique_feeds{state="active"}': "1x2000", POLLS: "0x2000"}, True),
    ("CommuniqueFewFeedsRest", "30h", {'communique_feeds{state="active"}': "1x2000", POLLS: "0x900 1x1100"}, False),
    ("CommuniqueFewFeedsRest", "30h", {'communique_feeds{state="paused"}': "9x2000", POLLS: "0x2000"}, False),
    ("CommuniqueLate", "30m", {**LATE, SENT: "0+10x90"}, True),
    ("CommuniqueLate", "30m", {**LATE, SENT: "0+1600x90"}, False),
    ("CommuniqueMessagesFail", "16m", {'communique_deliveries_total{outcome="final"}': "0x9 5x20"}, True),
    ("CommuniqueMessagesFail", "16m", {'communique_deliveries_total{outcome="final"}': "5x30"}, False),
]


@pytest.fixture
def promtool() -> str:
    if (found := shutil.which("promtool")) is None:
        pytest.skip("promtool is not installed; it comes with Prometheus")
    return found


def case(rule: Mapping[str, Any], at: str, series: Series, fires: bool) -> Mapping[str, Any]:
    """As promtool wants it."""
    told = {"exp_labels": rule["labels"], "exp_annotations": rule["annotations"]}
    expected = {"alertname": rule["alert"], "eval_time": at, "exp_alerts": [told] if fires else []}
    given = [{"series": name, "values": values} for name, values in series.items()]
    return {"interval": "1m", "input_series": given, "alert_rule_test": [expected]}


def test_rules_call_somebody_when_they_should_and_else_nobody(promtool: str, tmp_path: Path) -> None:
    rules = {rule["alert"]: rule for rule in read_yaml(RULES.read_text())["groups"][0]["rules"]}
    tests = [case(rules[alert], at, series, fires) for alert, at, series, fires in CASES]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"rule_files": [str(RULES)], "evaluation_interval": "5m", "tests": tests}))
    done = subprocess.run([promtool, "test", "rules", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
