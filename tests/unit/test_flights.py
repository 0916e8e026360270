"""Who ends a follow is answered after what was on its way; what cannot be written down holds back the rest."""

from __future__ import annotations

import asyncio

from bot.services.flights import Flights


async def turns() -> None:
    """Let every task go as far as it can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_whoever_waits_for_a_reader_goes_on_once_it_has_landed() -> None:
    flights = Flights()
    flights.begin(1)
    waiting = asyncio.create_task(flights.landed(1))
    await turns()
    assert not waiting.done()
    await flights.landed(2)
    flights.land(1)
    await asyncio.wait_for(waiting, 5)


async def test_what_is_just_being_claimed_is_waited_for_too() -> None:
    flights = Flights()
    async with flights.claiming():
        waiting = asyncio.create_task(flights.landed(1))
        await turns()
        flights.begin(1)
    await turns()
    assert not waiting.done()
    flights.land(1)
    await asyncio.wait_for(waiting, 5)


async def test_messages_wait_while_too_many_are_not_written_down() -> None:
    flights = Flights(most=2)
    for reader in (1, 2):
        await flights.clearance()
        flights.land(reader)
    third = asyncio.create_task(flights.clearance())
    await turns()
    assert not third.done()
    flights.written(2)
    await asyncio.wait_for(third, 5)
