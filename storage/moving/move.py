"""From one database to the other: all tables in one transaction, read back and compared before it is committed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.engine import PATIENCE
from storage.moving.plain import Tally
from storage.moving.sheets import Sheet, sheets
from storage.moving.source import Source
from storage.moving.source import opened as source_of
from storage.moving.target import Target
from storage.moving.target import opened as target_at

BAN_KEY = "bans"


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a table: its rows on both sides, counted and hashed."""

    name: str
    source: Tally
    target: Tally

    @property
    def is_same(self) -> bool:
        """Whether all has arrived as it was."""
        return self.source == self.target


async def move(
    source: Path,
    address: str,
    report: Callable[[Moved], None],
    ban_key: bytes | None = None,
    patience: float = PATIENCE,
) -> bool:
    """Fill the PostgreSQL database at the address; gives whether all tables are the same, else nothing is moved.

    ``report`` is called for each table once it was compared. ``ban_key`` is put into the database, where machines
    that share it look for it. ``patience``: seconds to wait for who holds the source.
    Raises MoveRefused, DatabaseTooNew, DatabaseUnreachable and DatabaseBusy; then nothing is moved either.
    """
    try:
        async with source_of(source, patience) as found, target_at(address, patience) as target:
            if not await _is_filled(found, target, report):
                raise _Differs
            if ban_key is not None:
                await target.keep_key(BAN_KEY, ban_key)
    except _Differs:
        return False
    return True


async def _is_filled(source: Source, target: Target, report: Callable[[Moved], None]) -> bool:
    everything, is_same = sheets(), True
    await target.lock(sheet.table for sheet in everything)
    await target.without_index()
    for sheet in everything:
        moved = await _copied(source, target, sheet)
        report(moved)
        is_same = is_same and moved.is_same
    await target.with_index()
    await target.weigh(sheet.table for sheet in everything)
    return is_same


class _Differs(Exception):
    """Not all is the same on both sides: what was written is rolled back."""


async def _copied(source: Source, target: Target, sheet: Sheet) -> Moved:
    there, here = Tally(), Tally()
    async for rows in source.rows(sheet):
        there.add(rows)
        await target.put(sheet, rows)
    if sheet.is_numbered:
        await target.number_on(sheet.name, await source.last_number(sheet.name))
    async for rows in target.rows(sheet):
        here.add(rows)
    return Moved(sheet.name, there, here)
