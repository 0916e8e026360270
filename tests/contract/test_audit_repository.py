"""What the audit repository promises, on each database."""

from __future__ import annotations

from storage.engine import Database
from storage.records import AuditRecord
from tests.fixtures.ledger import NOW, SECOND


async def test_entries_are_kept_newest_first(database: Database) -> None:
    actor = 7_000_000_001
    async with database.write() as unit:
        await unit.audit.record(actor, "article.load", "Talks resume", allowed=True, at=NOW)
        await unit.audit.record(actor, "article.load", "nul\x00 <b>", allowed=False, at=NOW + SECOND)
        await unit.audit.record(1, "article.remove", "", allowed=True, at=NOW)
    async with database.read() as unit:
        entries = await unit.audit.latest(2)
    assert [entry.action for entry in entries] == ["article.remove", "article.load"]
    refused = AuditRecord(entries[1].id, NOW + SECOND, actor, "article.load", "nul\ufffd <b>", allowed=False)
    assert entries[1] == refused


async def test_refused_action_was_not_carried_out(database: Database) -> None:
    async with database.write() as unit:
        await unit.audit.record(1, "seeds.load", "", allowed=False, at=NOW)
        assert not await unit.audit.has("seeds.load")
        await unit.audit.record(1, "seeds.load", "", allowed=True, at=NOW)
        assert await unit.audit.has("seeds.load")
        assert not await unit.audit.has("seeds")


async def test_entries_are_turned_over_in_pages(database: Database) -> None:
    async with database.write() as unit:
        for number in range(7):
            await unit.audit.record(1, "article.load", str(number), allowed=True, at=NOW)
        newest = await unit.audit.page(3)
        older = await unit.audit.page(3, before=newest[-1].id)
        back = await unit.audit.page(3, after=older[0].id)
        last = await unit.audit.page(3, before=older[-1].id)
    assert [[one.detail for one in page] for page in (newest, older, last)] == [list("654"), list("321"), ["0"]]
    assert back == newest
