"""What admins are owed, on each database."""

from __future__ import annotations

from storage.engine import Database
from tests.fixtures.ledger import NOW, SECOND


async def test_a_notice_is_owed_to_each_until_it_is_settled(database: Database) -> None:
    async with database.write() as unit:
        await unit.notices.add([3, 4], "news", now=NOW)
        await unit.notices.add([], "nobody", now=NOW)
        first, second = await unit.notices.due(10, now=NOW)
        assert [(one.chat_id, one.body, one.attempts) for one in (first, second)] == [(3, "news", 0), (4, "news", 0)]
        await unit.notices.settle(first.id)
        await unit.notices.retry(second.id, at=NOW + SECOND)
        assert await unit.notices.due(10, now=NOW) == []
        assert await unit.notices.next_due() == NOW + SECOND
        (again,) = await unit.notices.due(10, now=NOW + SECOND)
        await unit.notices.settle(again.id)
        assert await unit.notices.next_due() is None
    assert again.attempts == 1
