"""The files of docs/operations: they can be read, and name only what there is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import outcomes
from bot.monitoring.figures import Figures
from bot.monitoring.readings import GAUGES
from bot.settings import Settings
from tests.fixtures.yaml_subset import NotRead, read_yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "operations"
METRIC = re.compile(r"\b(?:communique|process|python)_\w+")
VARIABLE = re.compile(r"\bCOMMUNIQUE_([A-Z_]+[A-Z])\b")
COUNTED, LABEL = re.compile(r"(?:rate|increase)\((communique_\w+)\{([^}]+)\}"), re.compile(r"\w+=~?\"([^\"]+)\"")
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",), "info": ("_info",)}
SECRET = {"COMMUNIQUE_TELEGRAM_TOKEN", "COMMUNIQUE_DATABASE_URL", "COMMUNIQUE_WEBHOOK_SECRET"}
UNITS = ("communique@.service", "communique-backup.service", "communique-backup.timer")
DROP_INS = {"communique@.service": "alone.conf", "communique-backup.service": "backup-alone.conf"}


def metrics() -> set[str]:
    """Every name that Prometheus may be asked for."""
    families = list(Figures("1").registry.collect())
    return {family.name + suffix for family in families for suffix in SUFFIXES[family.type]}


def alerts() -> list[dict[str, Any]]:
    (group,) = read_yaml((FOLDER / "alerts.yaml").read_text())["groups"]
    rules: list[dict[str, Any]] = group["rules"]
    return rules


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / "dashboard.json").read_text())["panels"]
    return found


def expressions() -> list[str]:
    drawn = [target["expr"] for panel in panels() for target in panel["targets"]]
    return [*(rule["expr"] for rule in alerts()), *drawn]


def test_alerts_and_panels_name_metrics_that_there_are() -> None:
    named = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert named - metrics() == set()
    # And every figure that matters is looked at by somebody.
    assert {gauge.name for gauge in GAUGES} <= named


def test_outcomes_in_expressions_are_outcomes_of_deliveries() -> None:
    known = {kind.__name__.lower() for kind in outcomes.Outcome.__args__}
    named = {name for one in expressions() for name in re.findall(r'deliveries_total\{outcome="(\w+)"', one)}
    assert named <= known
    assert named == {"final", "sent", "unknown"}


def test_what_is_counted_by_label_is_counted_from_the_start() -> None:
    samples = [sample for family in Figures("1").registry.collect() for sample in family.samples]
    there = {(sample.name, value) for sample in samples for value in sample.labels.values()}
    counted = [found for one in expressions() for found in COUNTED.findall(one)]
    named = {(name, value) for name, labels in counted for words in LABEL.findall(labels) for value in words.split("|")}
    assert named - there == set()
    assert len(named) > 8


@pytest.mark.parametrize("alert", ["CommuniqueStuck", "CommuniqueLate"])
def test_a_long_queue_that_moves_is_no_alarm(alert: str) -> None:
    (stuck,) = (rule["expr"] for rule in alerts() if rule["alert"] == alert)
    waits, moves = stuck.split(" unless ")
    assert re.match(r"max\(communique_ledger_oldest_due_seconds\) > 600$|histogram_quantile\(0.95, ", waits)
    # Labels of both sides are the same, none: else `unless` would take nothing away.
    assert re.fullmatch(r'sum\(rate\(communique_deliveries_total\{outcome="sent"\}\[5m\]\)\) > [\d.]+', moves)


def test_each_alert_says_what_and_where_to_look() -> None:
    rules, families = alerts(), {family.name for family in Figures("1").registry.collect()}
    assert len({rule["alert"] for rule in rules}) == len(rules) > 10
    for rule in rules:
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert re.fullmatch(r"\d+[mh]", rule["for"])
        assert all(len(rule["annotations"][name]) > 20 for name in ("summary", "description"))
        assert set(METRIC.findall(rule["annotations"]["description"])) <= metrics() | families


def test_panels_do_not_overlap() -> None:
    places = [panel["gridPos"] for panel in panels()]
    squares = [
        (x, y) for at in places for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(set(squares)) == len(squares)
    assert max(x for x, _ in squares) < 24


def test_containers_may_do_nothing_that_they_need_not() -> None:
    services = read_yaml((FOLDER / "compose.yaml").read_text())["services"]
    ours = [service for service in services.values() if service["image"] == "communique:local"]
    assert len(ours) == 4
    for service in ours:
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        assert not SECRET & set(service["environment"])


def test_secrets_of_services_are_declared() -> None:
    given = read_yaml((FOLDER / "compose.yaml").read_text())
    wanted = {secret for service in given["services"].values() for secret in service["secrets"]}
    assert wanted == set(given["secrets"])


def test_the_secrets_that_compose_wants_are_made(tmp_path: Path) -> None:
    script = shutil.copy(FOLDER / "make-secrets.sh", tmp_path)
    subprocess.run(["/bin/sh", script], check=True)
    wanted = {Path(one["file"]).name for one in read_yaml((FOLDER / "compose.yaml").read_text())["secrets"].values()}
    made = {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    assert set(made) == wanted
    assert made["run_url"] == f"postgresql://communique_run:{made['run_password']}@postgres/communique"
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


def test_secrets_can_be_changed_and_be_read_in_containers(tmp_path: Path) -> None:
    subprocess.run(["/bin/sh", FOLDER / "make-secrets.sh", "localhost", tmp_path / "secrets"], check=True)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "secrets").iterdir()} == {0o644}


@pytest.mark.parametrize("given", [{}, {"DATABASE": "other"}], ids=["any", "named"])
def test_passwords_are_set_through_any_database(given: dict[str, str], tmp_path: Path) -> None:
    for role in ("owner", "run"):
        (tmp_path / f"{role}_password").write_text(f"word-of-{role}")
    client = tmp_path / "client"
    client.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\ncat\n')
    where = {"PATH": os.environ["PATH"], "PSQL": f"sh {client}", "SECRETS": str(tmp_path), **given}
    done = subprocess.run(
        ["/bin/sh", FOLDER / "database-passwords.sh"], env=where, capture_output=True, text=True, check=True
    )
    *arguments, owner, run = done.stdout.splitlines()
    assert arguments[-2:] == ["--dbname", given.get("DATABASE", "postgres")]
    assert owner == "ALTER ROLE communique_owner PASSWORD 'word-of-owner';"
    assert run == "ALTER ROLE communique_run PASSWORD 'word-of-run';"


def test_the_image_copies_what_there_is_and_is_not_root() -> None:
    lines = (FOLDER / "Dockerfile").read_text().splitlines()
    words = [line.split() for line in lines if line.startswith("COPY") and "--from" not in line]
    assert [name for _, *names, _ in words for name in names if not (ROOT / name).exists()] == []
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
    assert any("/healthz" in line for line in lines if line.startswith("HEALTHCHECK"))
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert all(f"!{name}" in ignored for _, *names, _ in words for name in names)


def service(*files: str) -> dict[str, list[str]]:
    """The settings of a unit with its drop-ins, as systemd reads them: an empty one takes back those before it."""
    found = dict[str, list[str]]()
    for line in "\n".join((FOLDER / file).read_text() for file in files).splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found[name] = [*found.get(name, []), value] if value else []
    return found


def environment(unit: dict[str, list[str]], instance: str = "") -> dict[str, str]:
    """Variables that a unit itself sets."""
    given = dict(one.replace("%i", instance).split("=", 1) for one in unit["Environment"])
    return {name: given[name] for name in given.keys() - set(" ".join(unit.get("UnsetEnvironment", [])).split())}


def test_the_backup_of_a_process_that_is_alone_finds_its_database() -> None:
    process = service("communique@.service", "alone.conf")
    backup = service("communique-backup.service", "backup-alone.conf")
    folder = environment(process, "main")["COMMUNIQUE_DATA"]
    assert environment(backup)["COMMUNIQUE_DATA"] == folder
    assert folder in backup["ReadWritePaths"]
    for unit in (process, backup):
        assert "COMMUNIQUE_DATABASE_URL_FILE" not in environment(unit)
    # What is not there cannot be handed over: the service would not start.
    assert [one.partition(":")[0] for one in process["LoadCredential"] + backup["LoadCredential"]] == ["telegram_token"]


def section(title: str) -> str:
    """Of operations.md, without its heading and what stands under smaller ones."""
    parts = re.split(r"^#+ (.*)$", (ROOT / "docs" / "operations.md").read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def test_what_is_installed_for_one_process_is_taken_away_before_there_are_several() -> None:
    before, change = section("One machine, one process"), section("From one process to several under systemd")
    folders, units = re.compile(r"/etc/systemd/system/(\S+\.d)\b"), re.compile(r"systemctl (?:en|dis)able --now (.*)")
    assert set(folders.findall(before)) == set(folders.findall(change)) != set()
    assert units.findall(before) == units.findall(change) != []


def test_a_restore_changes_nothing_but_the_name_of_the_database() -> None:
    (change,) = set(re.findall(r"\bsed -E (?:-i )?'(.*?)'", (ROOT / "docs" / "operations.md").read_text()))
    addresses = [f"postgresql://communique_run:x@communique/communique{end}" for end in ("", "?sslmode=verify-full")]
    done = subprocess.run(["sed", "-E", change], input="\n".join(addresses), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [address.replace("e/communique", "e/communique_new") for address in addresses]


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize("drop_ins", [{}, DROP_INS], ids=["several", "alone"])
def test_systemd_understands_its_units(name: str, drop_ins: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS:
        # The program is not installed here.
        text = (FOLDER / unit).read_text().replace("/opt/communique/.venv/bin/communique", "/bin/true")
        (tmp_path / unit.replace("@", "@front-1")).write_text(text)
    for unit, file in drop_ins.items():
        folder = tmp_path / f"{unit.replace('@', '@front-1')}.d"
        folder.mkdir()
        shutil.copy(FOLDER / file, folder)
    given = tmp_path / name.replace("@", "@front-1")
    done = subprocess.run(["systemd-analyze", "verify", given], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_variable_is_a_setting() -> None:
    files = [*FOLDER.iterdir(), ROOT / "docs" / "operations.md", ROOT / "README.md"]
    named = {name for file in files if file.is_file() for name in VARIABLE.findall(file.read_text())}
    assert {name.lower() for name in named} - set(Settings.model_fields) == set()


def test_what_runs_is_locked_as_what_is_tested() -> None:
    pin = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
    tested = dict(pin.findall((ROOT / ".lock" / "requirements.txt").read_text()))
    runs = dict(pin.findall((ROOT / ".lock" / "runtime.txt").read_text()))
    assert len(runs) > 50
    assert {name: version for name, version in runs.items() if tested.get(name) != version} == {}
    assert not {"pytest", "mypy", "playwright"} & set(runs)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a:\n  - b: 1\n    c: 'it''s'\n  - d\n", {"a": [{"b": 1, "c": "it's"}, "d"]}),
        ('x: &x\n  k: true\ny:\n  <<: *x\n  l: ["m"]\n', {"x": {"k": True}, "y": {"k": True, "l": ["m"]}}),
        ("# remark\na:\n  b: c.d/e-f\n", {"a": {"b": "c.d/e-f"}}),
    ],
)
def test_yaml_is_read(text: str, read: object) -> None:
    assert read_yaml(text) == read


@pytest.mark.parametrize(
    "text", ["a: b: c\n", "a: 1\na: 2\n", "a:\n    b: 1\n  c: 2\n", "a: |\n  text\n", "a: 'b\n", "a:\t1\n"]
)
def test_other_yaml_is_refused(text: str) -> None:
    with pytest.raises(NotRead):
        read_yaml(text)
