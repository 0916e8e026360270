"""Jobs that another process does: rows beside the data, in the same transaction."""

from __future__ import annotations

from storage.records.jobs import NewJob
from storage.unit import Unit


class Stored:
    """`bot.services.ports.Jobs` on a PostgreSQL database."""

    async def put(self, unit: Unit, *jobs: NewJob) -> None:
        """To be done by whichever worker is free once the unit's transaction is committed."""
        await unit.jobs.put(jobs)
