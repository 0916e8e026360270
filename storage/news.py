"""News: what one process changed, told to the others that share the database as soon as it is committed.

On PostgreSQL they are notifications, sent inside the transaction that makes them true. They save time and nothing else:
who missed some finds all in the tables. SQLite has one process, which knows already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Text, func, literal, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

CHANNEL = "communique"
AT_ONCE = 350
"""Numbers in a notification, which may have at most 8,000 bytes: of 20 digits, each."""


class Kind(StrEnum):
    """What has changed; of those with numbers, which."""

    FOLLOWED = "followed"
    """Topics that somebody follows since."""
    ENDED = "ended"
    """Topics that nobody follows any more."""
    ARTICLES = "articles"
    """Articles that were put right, deleted or brought back."""
    OWED = "owed"
    """Something may be due in the ledger."""
    FEEDS = "feeds"
    """A feed may be due."""
    NOTICES = "notices"
    """Something is owed to the admins."""
    UPDATES = "updates"
    """An update was left to the process that has its chat."""
    BROADCASTS = "broadcasts"
    """A message to all readers begins or is stopped."""


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of news; ``numbers`` are ids of rows, or none."""

    kind: Kind
    numbers: tuple[int, ...] = ()


class News:
    """What a transaction has to tell; ``teller`` is the process, which need not hear of it."""

    def __init__(self, connection: AsyncConnection, teller: str) -> None:
        self._connection = connection
        self._teller = teller
        self._told: dict[Kind, dict[int, None]] = {}

    def tell(self, kind: Kind, *numbers: int) -> None:
        """To be sent with the transaction's end."""
        self._told.setdefault(kind, {}).update(dict.fromkeys(numbers))

    async def send(self) -> None:
        """Hand it to the server, which passes it on once the transaction is committed."""
        if not self._told or self._connection.dialect.name != "postgresql":
            return
        bodies = [body for kind, numbers in self._told.items() for body in _bodies(self._teller, kind, [*numbers])]
        given = func.unnest(literal(bodies, postgresql.ARRAY(Text))).column_valued()
        await self._connection.execute(select(func.pg_notify(CHANNEL, given)))


def heard(body: str, listener: str) -> Told | None:
    """What a notification says; None for what the listener told itself, or a newer version of the program."""
    teller, kind, *numbers = body.split(" ")
    if teller == listener or kind not in Kind.__members__.values():
        return None
    return Told(Kind(kind), tuple(int(one) for one in numbers))


def _bodies(teller: str, kind: Kind, numbers: Sequence[int]) -> Iterator[str]:
    for start in range(0, max(len(numbers), 1), AT_ONCE):
        yield " ".join([teller, kind, *map(str, numbers[start : start + AT_ONCE])])
