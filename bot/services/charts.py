"""What is shown as pictures: counted in the database, drawn in the worker process."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.ports import Pool
from bot.services.ties import TiesDesk
from bot.services.trends.service import Trends
from bot.services.trends.showing import Picture
from bot.texts.charts.drawing import draw
from storage.engine import Database


@dataclass(frozen=True, slots=True)
class Charts:
    """The use cases behind `/trend`, `/compare` and `/ties`."""

    trends: Trends
    ties: TiesDesk
    pool: Pool

    @classmethod
    def of(cls, database: Database, pool: Pool) -> Charts:
        """All of them on one database."""
        return cls(Trends(database), TiesDesk(database, pool), pool)

    async def draw(self, picture: Picture) -> bytes:
        """The PNG. Raises AnalysisFailed if the worker dies."""
        return await self.pool.run(draw, picture.chart, picture.look)
