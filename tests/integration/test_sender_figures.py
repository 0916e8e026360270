"""What the sender tells of its work: outcomes, and how long after its arrival an alert is there."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.delivery.habits import Habits
from bot.delivery.outcomes import Blocked, Sent
from bot.delivery.sender import Sender
from bot.monitoring.figures import Figures
from bot.monitoring.monitor import Monitor
from storage.engine import Database
from storage.records import DeliveryRecord
from tests.fixtures.stage import NOW, Stage


async def test_outcomes_and_the_lag_of_alerts_are_counted(database: Database) -> None:
    stage, figures = Stage(database), Figures("1")
    await stage.fill(readers=2)

    async def deliver(one: DeliveryRecord) -> Sent | Blocked:
        return Sent(1) if one.chat_id == 1 else Blocked()

    later = NOW + timedelta(seconds=1.5)
    sender = Sender(database, deliver, lambda: later, asyncio.Event(), Habits(rest=0.0), monitor=Monitor(figures))
    await sender.drain()
    value = figures.registry.get_sample_value
    assert value("communique_deliveries_total", {"outcome": "sent"}) == 1
    assert value("communique_deliveries_total", {"outcome": "blocked"}) == 1
    assert (value("communique_push_lag_seconds_count"), value("communique_push_lag_seconds_sum")) == (1, 1.5)
