"""Withdrawing: a follow ends, and what waits for it goes to another follow that holds for it, or is not sent."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from storage.unit import Unit


async def withdraw(unit: Unit, reader_id: int, topic_id: int, now: datetime) -> None:
    """In the transaction that ended the follow: nothing is sent for it any more that no other follow wants."""
    waiting = await unit.deliveries.waiting(reader_id, topic_id)
    if not waiting:
        return
    held = await unit.fanouts.topics([one.article_id for one in waiting])
    left = {follow.topic_id for follow in await unit.follows.of_reader(reader_id) if not follow.paused}
    moved: dict[int, list[int]] = defaultdict(list)
    for one in waiting:
        others = sorted(left.intersection(held.get(one.article_id, ())))
        if others:
            moved[others[0]].append(one.id)
    for other, numbers in moved.items():
        await unit.deliveries.put_under(numbers, other)
    await unit.deliveries.cancel_for_topic(reader_id, topic_id, now=now)
    if moved:
        await unit.deliveries.reschedule(reader_id, now=now)
