"""A reader who cannot decide: unfollows and follows, blocks the bot and comes back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from random import Random

from bot.sandbox import readers
from bot.sandbox.world import World
from storage.engine import Database
from storage.errors import StorageError
from tests.chaos.census import Spell
from tests.chaos.voice import Voice

NOTICED = 30.0
"""Seconds after which a reader who has blocked the bot comes back, noticed or not."""


class Churner:
    """Notes in ``spells`` from when to when it was known to the program that nothing is wanted."""

    def __init__(self, world: World, database: Database, person: int, topic: str, random: Random) -> None:
        self._world = world
        self._database = database
        self._voice = Voice(world, person)
        self._person = person
        self._topic = topic
        self._random = random
        self.spells: list[Spell] = []

    async def run(self, enough: asyncio.Event) -> None:
        """Change one's mind until ``enough``; at the end everything is followed."""
        await self.follow()
        while not enough.is_set():
            await self._pause(0.5, 4.0)
            if self._random.random() < 0.5:
                await self._unfollow()
            else:
                await self._block()

    async def follow(self) -> None:
        """Follow the topic."""
        await self._voice.say(f"/follow {self._topic}", "You follow", "follow “")

    async def _unfollow(self) -> None:
        # Whoever is answered twice, because the first answer's fate is not known, hears that nothing is followed.
        await self._voice.say(f"/unfollow {self._topic}", "no longer follow", "do not follow")
        since = datetime.now(UTC)
        await self._pause(0.2, 2.0)
        self.spells.append((self._person, since, datetime.now(UTC)))
        await self.follow()

    async def _block(self) -> None:
        readers.set_blocked(self._world, self._voice.chat, blocked=True)
        # Told while its database is full, the program learns of it only when it has something to send.
        with suppress(TimeoutError):
            async with asyncio.timeout(NOTICED):
                while await self._is_active():  # noqa: ASYNC110 - it is another process that changes it
                    await asyncio.sleep(0.05)
                since = datetime.now(UTC)
                await self._pause(0.2, 2.0)
                self.spells.append((self._person, since, datetime.now(UTC)))
        readers.set_blocked(self._world, self._voice.chat, blocked=False)
        await self._voice.say("/start", "summarises diplomatic news")

    async def _is_active(self) -> bool:
        try:
            async with self._database.read() as unit:
                reader = await unit.readers.by_chat(self._person)
        except StorageError:
            return True
        return reader is not None and reader.active

    async def _pause(self, least: float, most: float) -> None:
        await asyncio.sleep(self._random.uniform(least, most))
