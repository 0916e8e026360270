"""What became of a job is written down, though the database is away for a moment."""

from __future__ import annotations

import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from procrastinate.testing import InMemoryConnector

from bot.jobs import manager
from bot.jobs.manager import Manager


@pytest.mark.parametrize("failures", [0, 1, 3])
async def test_the_end_of_a_job_is_said_again(failures: int, monkeypatch: pytest.MonkeyPatch) -> None:
    said = list[tuple[int, Status]]()
    left = failures

    async def finish(_: JobManager, job_id: int, status: Status, delete_job: bool) -> None:
        nonlocal left
        if left:
            left -= 1
            raise ConnectorException
        said.append((job_id, status))

    monkeypatch.setattr(JobManager, "finish_job_by_id_async", finish)
    monkeypatch.setattr(manager, "PAUSES", (0.0, 0.0, 0.0))
    await Manager(InMemoryConnector()).finish_job_by_id_async(7, Status.SUCCEEDED, delete_job=True)
    assert said == [(7, Status.SUCCEEDED)]


async def test_a_database_that_stays_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def finish(*_: object, **__: object) -> None:
        raise ConnectorException

    monkeypatch.setattr(JobManager, "finish_job_by_id_async", finish)
    monkeypatch.setattr(manager, "PAUSES", (0.0,))
    with pytest.raises(ConnectorException):
        await Manager(InMemoryConnector()).finish_job_by_id_async(7, Status.FAILED, delete_job=False)
