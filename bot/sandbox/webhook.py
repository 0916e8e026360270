"""Updates pushed to the bot's own address, one after another, each until the bot has taken it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.sandbox.state import State
from bot.sandbox.updates import Updates

Json = dict[str, Any]
Reply = Callable[[str, Json], Awaitable[None]]

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 30.0
ANSWER_WITHIN = 60.0
"""Seconds: between two tries, doubled each time up to the longest; and that the bot may take to answer."""

_log = logging.getLogger(__name__)


class Webhook:
    """Where updates go while an address is set; ``reply`` runs the method that the bot's answer may hold."""

    def __init__(self, updates: Updates, state: State, now: Callable[[], int]) -> None:
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.has_certificate = False
        self.last_error: tuple[int, str] | None = None
        self.reply: Reply | None = None
        self._now = now
        self._updates = updates
        self._state = state
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to push, if an address is set."""
        await self.stop()
        if self.url:
            self._task = asyncio.create_task(self._push())

    async def stop(self) -> None:
        """Ends pushing; an update on its way stays pending."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def info(self) -> Json:
        """Telegram's WebhookInfo."""
        answer: Json = {
            "url": self.url,
            "has_custom_certificate": self.has_certificate,
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            answer |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self._updates.allowed:
            answer["allowed_updates"] = self._updates.allowed
        if self.last_error:
            answer["last_error_date"], answer["last_error_message"] = self.last_error
        return answer

    def snapshot(self) -> Json:
        """What survives a restart."""
        return {"url": self.url, "secret": self.secret, "max_connections": self.max_connections}

    def restore(self, saved: Json) -> None:
        """Puts back what ``snapshot`` gave."""
        self.url, self.secret, self.max_connections = saved["url"], saved["secret"], saved["max_connections"]

    async def _push(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            pause = FIRST_PAUSE
            while True:
                while not self._updates.pending:
                    await self._updates.arrived.wait(ANSWER_WITHIN)
                await self._state.saved()
                update = self._updates.pending[0]
                if await self._delivered(session, update):
                    self._updates.confirm(update["update_id"] + 1)
                    self._state.touch()
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def _delivered(self, session: aiohttp.ClientSession, update: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers, allow_redirects=False) as response:
                if response.status // 100 != 2:
                    self.last_error = (self._now(), f"Wrong response from the webhook: {response.status}")
                    return False
                await self._run_reply(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            self.last_error = (self._now(), f"Connection failed: {type(error).__name__}")
            return False
        return True

    async def _run_reply(self, response: aiohttp.ClientResponse) -> None:
        if response.content_type != "application/json" or self.reply is None:
            return
        try:
            body = await response.json()
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            await self.reply(body.pop("method"), body)
