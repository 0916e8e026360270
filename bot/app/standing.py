"""Where this process stands among those that share the database: its name, its part, and what it may be elected to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy.engine import make_url

from bot.core import make_folder
from bot.errors import ConfigurationError
from bot.jobs.lock import only_one
from bot.settings import Settings
from storage.elections import Alone, Leading

if TYPE_CHECKING:
    from storage.presence import Presence

SENDER, POLLER = "sender", "poller"


@dataclass(frozen=True, slots=True)
class Standing:
    """``name`` is this run's own, ``sender`` and ``poller`` say who sends what nobody asked for, and asks Telegram."""

    name: str
    sender: Leading
    poller: Leading
    presence: Presence | None = None

    @classmethod
    def of(cls, settings: Settings, bot: int, place: str, *, is_shared: bool) -> Standing:
        """Of the bot of that number: alone, or among others on a database that is shared.

        ``place`` is what `folder_of` gives.
        """
        name = f"{place}/{uuid4().hex[:12]}"
        if not is_shared:
            return cls(name, Alone(), Alone())
        # Loaded only where it is needed, with the driver of the server.
        from storage.leading import Leadership
        from storage.presence import Presence

        address = settings.database
        return cls(
            name,
            Leadership(address, f"{SENDER}:{bot}", name),
            # Telegram itself lets one ask at a time, and what is asked for twice is known: nobody need be waited for.
            Leadership(address, f"{POLLER}:{bot}", name, grace=0.0),
            Presence(address, name, pushed=bot if settings.webhook_url is not None else None),
        )

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Inside, the others know that this process lives. Raises ConfigurationError if the database is away."""
        if self.presence is None:
            yield
            return
        from storage.leading import FAILURES

        try:
            await self.presence.show()
        except FAILURES as error:
            raise ConfigurationError(f"the database cannot be reached: {' '.join(str(error).split())}") from error
        showing = asyncio.create_task(self.presence.run())
        try:
            yield
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)


def check_role(settings: Settings) -> None:
    """Raises ConfigurationError for a part that this process cannot have as it is set up."""
    if settings.role == "all":
        return
    if make_url(settings.database).get_backend_name() == "sqlite":
        line = "needs a database that several processes share: set COMMUNIQUE_DATABASE_URL to a PostgreSQL one"
        raise ConfigurationError(f"the role {settings.role} {line}, or run with --role all")
    if settings.role == "front" and settings.sandboxed:
        raise ConfigurationError("the role front needs COMMUNIQUE_TELEGRAM_TOKEN; without one run with --role all")


@contextmanager
def folder_of(settings: Settings) -> Iterator[str]:
    """The data folder; gives its name, the same at each start where nobody else has it: what is held is held under it.

    Who does everything has the folder to itself, as SQLite needs it; fronts and workers may share it. Raises
    ConfigurationError.
    """
    make_folder(settings.data)
    if settings.role != "all":
        yield uuid4().hex
        return
    with only_one(settings.data) as owner:
        yield owner
