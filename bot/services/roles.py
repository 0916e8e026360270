"""Roles: what a person may do with the archive and with others. Owners stand in the settings, and name the others."""

from __future__ import annotations

from enum import IntEnum

from bot.errors import OwnersRole
from bot.services.ports import Clock
from storage.engine import Database


class Role(IntEnum):
    """Each may do what those below may, too."""

    READER = 0
    OBSERVER = 1
    EDITOR = 2
    OWNER = 3


GIVEN = {"editor": Role.EDITOR, "observer": Role.OBSERVER, "none": Role.READER}
"""What an owner may make of others, by its word."""

_OBSERVED = frozenset({"log.read", "article.show", "feed.list", "feed.unknown", "feeds.export", "feeds.unknown"})
_FAMILIES = {"stats": Role.OBSERVER, "article": Role.EDITOR, "feed": Role.EDITOR, "feeds": Role.EDITOR}


def needed(action: str) -> Role:
    """The lowest role that may do what the audit calls ``action``; what is not known here is for owners."""
    if action in _OBSERVED:
        return Role.OBSERVER
    return _FAMILIES.get(action.partition(".")[0], Role.OWNER)


class Roles:
    """Asks the database each time: what was taken is taken at once, also by another process."""

    def __init__(self, database: Database, clock: Clock, owners: frozenset[int]) -> None:
        self._database = database
        self._clock = clock
        self.owners = owners

    async def of(self, user_id: int) -> Role:
        """The person's role."""
        if user_id in self.owners:
            return Role.OWNER
        async with self._database.read() as unit:
            found = await unit.roles.of(user_id)
        return GIVEN[found] if found else Role.READER

    async def give(self, user_id: int, word: str) -> bool:
        """Make the person what the word of `GIVEN` says; False if they were that. Raises OwnersRole for an owner."""
        if user_id in self.owners:
            raise OwnersRole(id=user_id)
        async with self._database.write() as unit:
            before = await unit.roles.of(user_id) or "none"
            if word == "none":
                await unit.roles.take(user_id)
            elif word != before:
                await unit.roles.give(user_id, word, now=self._clock())
        return word != before

    async def all(self) -> list[tuple[int, Role]]:
        """Everybody who has one, owners first."""
        async with self._database.read() as unit:
            given = await unit.roles.all()
        others = sorted(((one.user_id, GIVEN[one.role]) for one in given), key=lambda one: (-one[1], one[0]))
        owners = [(owner, Role.OWNER) for owner in sorted(self.owners)]
        return owners + [one for one in others if one[0] not in self.owners]
