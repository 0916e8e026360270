"""How each kind of database is reached: chosen by the address's scheme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import URL

from storage.backends.backend import Backend
from storage.backends.sqlite import open_sqlite


async def _open_postgres(url: URL, patience: float, connections: int) -> Backend:
    # Loaded only where it is needed, with its driver.
    from storage.backends.postgres import open_postgres

    return await open_postgres(url, patience, connections)


POSTGRES = ("postgresql", "postgres")
"""What an address begins with that is a PostgreSQL server's."""

BACKENDS: dict[str, Callable[[URL, float, int], Awaitable[Backend]]] = {
    "sqlite": open_sqlite,
    **dict.fromkeys(POSTGRES, _open_postgres),
}
