"""What was handed over is kept until it is answered, and taken once."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.records import UpdateRecord
from tests.fixtures.ledger import NOW

BOT = 7


def _given(*numbers: int) -> list[UpdateRecord]:
    return [UpdateRecord(number, number % 2, f"{{{number}}}") for number in numbers]


async def test_updates_are_kept_until_they_are_done(database: Database) -> None:
    async with database.write() as unit:
        assert await unit.updates.next(BOT) is None
        assert await unit.updates.keep(BOT, _given(11, 12), now=NOW) == _given(11, 12)
        await unit.updates.begin([12])
    async with database.write() as unit:
        assert await unit.updates.next(BOT) == 13
        assert [(one.id, one.attempts) for one in await unit.updates.left()] == [(11, 0), (12, 1)]
        await unit.updates.done([11, 12])
        assert await unit.updates.left() == []


async def test_what_was_given_before_is_not_taken_again(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.keep(BOT, _given(11, 12), now=NOW)
        await unit.updates.done([11])
        assert await unit.updates.keep(BOT, _given(11, 12, 13), now=NOW) == _given(13)
        assert [one.id for one in await unit.updates.left()] == [12, 13]


async def test_what_was_pushed_and_is_asked_for_later_is_not_taken_again(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.add(_given(11, 12), now=NOW)
        await unit.updates.answered(BOT, [11], now=NOW)
    async with database.write() as unit:
        assert await unit.updates.keep(BOT, _given(11, 12, 13), now=NOW) == _given(13)
        assert await unit.updates.next(BOT) == 14
        assert [one.id for one in await unit.updates.left()] == [12, 13]


async def test_all_of_it_known_it_is_asked_for_no_more(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.answered(BOT, [11], now=NOW)
        assert await unit.updates.keep(BOT, _given(11), now=NOW) == []
        assert await unit.updates.next(BOT) == 12


async def test_that_a_pushed_one_was_answered_is_forgotten_piece_by_piece(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.answered(BOT, [11, 12, 13], now=NOW)
        await unit.updates.answered(BOT, [14], now=NOW + timedelta(hours=1))
        later = NOW + timedelta(minutes=1)
        assert [await unit.expiring.answered(later, 2) for _ in range(3)] == [2, 1, 0]
        assert await unit.updates.known(BOT, [11, 12, 13, 14]) == {14}


async def test_numbers_that_start_anew_are_new(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.keep(BOT, _given(500_000), now=NOW)
        assert await unit.updates.keep(BOT, _given(3), now=NOW) == _given(3)
        assert await unit.updates.next(BOT) == 4
