"""What owners send to all, on each database: owed once to each, after all the rest, and cancelled by a stop."""

from __future__ import annotations

from collections.abc import Sequence

from storage.engine import Database
from storage.repositories.broadcasts import Tally
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article, follower, owe, topic_id

AUTHOR = 9


async def begun(unit: Unit, language: str | None = None) -> int:
    number = await unit.broadcasts.draft("<b>Hello</b>", language, AUTHOR, now=NOW)
    assert await unit.broadcasts.begin(number, AUTHOR, 5)
    return number


async def people(unit: Unit, languages: Sequence[str]) -> None:
    for chat, language in enumerate(languages, 1):
        await unit.readers.meet(chat, "private", language, now=NOW)


async def spread(unit: Unit, number: int, limit: int = 100) -> int:
    """Owes it to all; gives in how many parts."""
    parts = 1
    while await unit.broadcasts.owe(number, limit, now=NOW):
        parts += 1
    return parts


async def test_a_draft_is_confirmed_once_or_forgotten(database: Database) -> None:
    async with database.write() as unit:
        number = await unit.broadcasts.draft("<b>Hello</b>", "fr", AUTHOR, now=NOW)
        other = await unit.broadcasts.draft("no", None, AUTHOR, now=NOW)
        assert await unit.broadcasts.open() == []
        assert not await unit.broadcasts.owe(number, 9, now=NOW)
        assert await unit.broadcasts.begin(number, AUTHOR, 5)
        assert not await unit.broadcasts.begin(number, AUTHOR, 6)
        assert not await unit.broadcasts.discard(number)
        assert await unit.broadcasts.discard_old(NOW) == 0
        assert await unit.broadcasts.discard_old(NOW + SECOND) == 1
        assert await unit.broadcasts.get(other) is None
        (found,) = await unit.broadcasts.open()
        assert (found.body, found.language, found.state, found.message_id) == ("<b>Hello</b>", "fr", "running", 5)
        await unit.broadcasts.end(number, now=NOW)
        assert await unit.broadcasts.open() == []


async def test_it_is_owed_in_parts_once_to_each_active_reader(database: Database) -> None:
    async with database.write() as unit:
        await people(unit, ["en"] * 5)
        gone = await unit.readers.by_chat(2)
        assert gone is not None
        await unit.readers.deactivate(gone.id, now=NOW)
        number = await begun(unit)
        assert await unit.broadcasts.audience(None) == 4
        assert await spread(unit, number, 2) == 3
        assert not await unit.broadcasts.owe(number, 9, now=NOW)
        assert await unit.broadcasts.tally(number) == Tally(open=4)
        found = await unit.broadcasts.get(number)
        assert found is not None
        assert (found.total, found.spread) == (4, True)


async def test_only_readers_of_the_language_get_it(database: Database) -> None:
    async with database.write() as unit:
        await people(unit, ["fr", "fr-ca", "en", "fro", "ru"])
        number = await begun(unit, "fr")
        await spread(unit, number)
        claimed = await unit.deliveries.claim_broadcasts(9, now=NOW)
        assert await unit.broadcasts.audience("fr") == 2
        assert [one.reader_language for one in claimed] == ["fr", "fr-ca"]


async def test_it_comes_after_what_else_is_due_and_holds_up_nothing(database: Database) -> None:
    async with database.write() as unit:
        await people(unit, ["en"] * 2)
        number = await begun(unit)
        await spread(unit, number)
        alert = (await owe(unit, 1))[-1]
        assert await unit.deliveries.claim(0, now=NOW) == []
        before = await unit.deliveries.claim_broadcasts(9, now=NOW)
        assert [one.chat_id for one in before] == [2]
        (first,) = await unit.deliveries.claim(9, now=NOW)
        assert (first.id, first.kind, first.broadcast) == (alert.id, "alert", None)
        assert await unit.deliveries.claim_broadcasts(9, now=NOW) == []
        await unit.deliveries.sent(first.id, 77, now=NOW)
        (then,) = await unit.deliveries.claim_broadcasts(9, now=NOW)
        assert (then.chat_id, then.kind, then.broadcast, then.article_id, then.label) == (1, "broadcast", number, 0, "")
        assert await unit.deliveries.claim_broadcasts(9, now=NOW, resting=[then.reader_id]) == []


async def test_what_became_of_it_is_counted_and_a_stop_cancels_what_waits(database: Database) -> None:
    async with database.write() as unit:
        await people(unit, ["en"] * 6)
        number = await begun(unit)
        await spread(unit, number)
        sent, blocked, failed, flying = await unit.deliveries.claim_broadcasts(4, now=NOW)
        await unit.deliveries.sent(sent.id, 7, now=NOW)
        await unit.deliveries.failed(blocked.id, error="blocked", now=NOW)
        await unit.deliveries.failed(failed.id, error="Bad Request", now=NOW)
        assert await unit.broadcasts.stop(number, now=NOW)
        assert not await unit.broadcasts.stop(number, now=NOW)
        assert await unit.broadcasts.tally(number) == Tally(1, 1, 1, 2, 1)
        assert not await unit.broadcasts.owe(number, 9, now=NOW)
        await unit.deliveries.sent(flying.id, 8, now=NOW)
        assert (await unit.broadcasts.tally(number)).open == 0


async def test_a_program_that_died_sends_it_once_more(database: Database) -> None:
    async with database.write() as unit:
        await people(unit, ["en"])
        number = await begun(unit)
        await spread(unit, number)
        await unit.deliveries.claim_broadcasts(9, now=NOW)
        assert await unit.deliveries.recover(now=NOW) == 1
        (again,) = await unit.deliveries.claim_broadcasts(9, now=NOW)
        assert again.attempts == 2


async def test_a_reader_who_stops_gets_none_and_one_who_is_forgotten_leaves_nothing(database: Database) -> None:
    async with database.write() as unit:
        await people(unit, ["en"] * 2)
        number = await begun(unit)
        await spread(unit, number)
        first = await unit.readers.by_chat(1)
        assert first is not None
        assert await unit.deliveries.cancel_for_reader(first.id, now=NOW) == 1
        await unit.traces.erase(2)
        assert await unit.broadcasts.tally(number) == Tally(cancelled=1)


async def test_a_group_that_moves_takes_it_along_and_its_digests_too(database: Database) -> None:
    async with database.write() as unit:
        old, new = await follower(unit, -1, "kuril"), await follower(unit, -2, "kuril")
        number = await begun(unit)
        await spread(unit, number)
        article = await add_article(unit)
        await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW)
        await unit.readers.move(-1, -2)
        assert await unit.deliveries.of_reader(old.id) == []
        kept = await unit.deliveries.of_reader(new.id)
        assert [(one.kind, one.broadcast, one.article_id) for one in kept] == [
            ("broadcast", number, 0),
            ("alert", None, article.id),
        ]
        rows, _ = await unit.portable.of_reader("delivery", -2, None, 9)
        assert [(row["article"], row["to_all"]) for row in rows] == [(None, "<b>Hello</b>"), (article.id, None)]
