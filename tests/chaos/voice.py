"""A person's side of a chat, for as long as it takes."""

from __future__ import annotations

import asyncio

from bot.sandbox import readers
from bot.sandbox.world import World

PATIENCE = 180.0
"""Seconds until an answer must have come, deaths of the program in between included."""

SORRY = ("please try again in a moment", "Please send it again in a minute")
"""In what is said to whoever writes while the database is locked or full, or while a start comes to nothing."""


class Voice:
    """Speaks in one chat of a sandbox's world."""

    def __init__(self, world: World, person: int) -> None:
        self._world = world
        self.chat = world.chats.get(person)

    async def say(self, text: str, *answers: str) -> None:
        """Say something, again if asked to, until an answer has some of these words. Raises AssertionError."""
        while True:
            sent = readers.say(self._world, self.chat, text)[-1]["message_id"]
            answer = await self._answer(sent, (*answers, *SORRY), text)
            if not any(sorry in answer for sorry in SORRY):
                return
            await asyncio.sleep(0.5)

    async def _answer(self, sent: int, words: tuple[str, ...], what: str) -> str:
        """The first message after the one that was sent that has some of the words."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while loop.time() < deadline:
            for said in self._since(sent):
                if any(word in said for word in words):
                    return said
            await self._world.events.changed.wait(1)
        heard = [said[:100] for said in self._since(sent)]
        raise AssertionError(f"{self.chat.person.id} was never answered to {what[:50]!r}, but heard {heard}")

    def _since(self, sent: int) -> list[str]:
        found = reversed(self.chat.messages.values())
        later = [one for one in found if one["message_id"] > sent and one["from"]["is_bot"]]
        return [one["text"] for one in reversed(later)]
