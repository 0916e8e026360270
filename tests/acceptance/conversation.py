"""A person's side of a chat: say something, read the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.fixtures.sandbox_client import SandboxClient

Json = dict[str, Any]


@dataclass
class Person:
    """One chat with the bot. `ask` gives the bot's next message after one's own."""

    client: SandboxClient
    chat_id: int

    async def ask(self, text: str, reply_to: int | None = None, timeout: float = 15) -> Json:  # noqa: ASYNC109
        """Say something, and give the bot's next message."""
        sent = await self.client.send(self.chat_id, text, reply_to)
        return await self.next_after(sent["message_id"], timeout)

    async def upload(self, name: str, data: bytes, caption: str | None = None, timeout: float = 30) -> Json:  # noqa: ASYNC109
        """Send a file, and give the bot's next message."""
        sent = await self.client.upload(self.chat_id, name, data, caption)
        return await self.next_after(sent["message_id"], timeout)

    async def next_after(self, message_id: int, timeout: float = 15) -> Json:  # noqa: ASYNC109
        """The bot's first message that came after that one."""
        return await self.client.wait_for(
            self.chat_id, lambda one: one["from"]["is_bot"] and one["message_id"] > message_id, timeout
        )

    async def hears(self, words: str, timeout: float = 15) -> Json:  # noqa: ASYNC109
        """The first message of the bot's that contains the words."""
        return await self.client.wait_for(
            self.chat_id, lambda one: one["from"]["is_bot"] and words in one.get("text", ""), timeout
        )

    async def press(self, message: Json, label: str) -> tuple[Json, Json]:
        """Press a button; gives the callback's answer, and the message as it is afterwards."""
        answer = await self.client.press(self.chat_id, message["message_id"], label)
        found = [one for one in await self.client.messages(self.chat_id) if one["message_id"] == message["message_id"]]
        return answer, found[0]


def labels(message: Json) -> list[str]:
    """The texts of a message's inline buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def paragraphs(message: Json) -> list[str]:
    """The parts of a card: title, sentences, source."""
    return [part for part in message["text"].split("\n\n") if part]
