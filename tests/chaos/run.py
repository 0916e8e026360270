"""A storm on either database, made and cleared away."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.chaos.report import SPREAD, Plan, Report
from tests.chaos.storm import Storm
from tests.chaos.troubles import of_postgres, of_sqlite
from tests.fixtures.postgres_server import DURABLE, private_server


def on_sqlite(plan: Plan) -> Report:
    """In a file."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        path = Path(folder) / "communique.db"
        storm = Storm(plan, Path(folder) / "data", f"sqlite:///{path}")
        random = Random(f"{plan.seed}/database")
        return asyncio.run(storm.run(of_sqlite(path, random, storm.process, plan.longest_lock)))


def on_postgres(plan: Plan) -> Report:
    """On a server that is started for it. Raises ``NoServer``."""
    with private_server(DURABLE) as server, tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        storm = Storm(plan, Path(folder), server.url)
        random = Random(f"{plan.seed}/database")
        return asyncio.run(storm.run(of_postgres(server, server.url, random, plan.longest_lock)))


def on_several(plan: Plan) -> Report:
    """As `on_postgres`, with two fronts and a worker. Raises ``NoServer``."""
    return on_postgres(replace(plan, roles=SPREAD))


DATABASES: dict[str, Callable[[Plan], Report]] = {
    "sqlite": on_sqlite,
    "postgresql": on_postgres,
    "several": on_several,
}
