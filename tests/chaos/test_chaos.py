"""A small storm on each database; ``python -m tests.chaos`` is the one at full size."""

from __future__ import annotations

import pytest

from tests.chaos.report import Plan
from tests.chaos.run import DATABASES
from tests.fixtures.databases import on_postgres
from tests.fixtures.postgres_server import NoServer

SMALL = Plan(kills=4, deliveries=150, seed=1, readers=20, longest_lock=1.0, pause=1.5, hangs=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=on_postgres), pytest.param("several", marks=on_postgres)]
)
def test_no_promise_is_broken_in_a_storm(database: str) -> None:
    try:
        report = DATABASES[database](SMALL)
    except NoServer as error:
        pytest.skip(str(error))
    assert not report.broken, f"{report.broken}\n{report}"
    assert report.deliveries >= SMALL.deliveries
    assert len(report.kills) >= SMALL.kills
