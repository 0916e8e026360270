"""How each kind of database is reached: chosen by the address's scheme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import URL

from storage.backends.backend import Backend
from storage.backends.postgres import open_postgres
from storage.backends.sqlite import open_sqlite

BACKENDS: dict[str, Callable[[URL, float, int], Awaitable[Backend]]] = {
    "sqlite": open_sqlite,
    "postgresql": open_postgres,
    "postgres": open_postgres,
}
