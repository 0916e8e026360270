"""What tests of a reader's shelf share: two articles, and what is asked of the house."""

from __future__ import annotations

from typing import Any

from tests.fixtures.house import ADMIN, House, Json

TEXT = "Envoys of Japan and Russia met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."
OTHER = "Chile opened an embassy in Nairobi on Friday. The ambassador speaks Swahili. A reception was held at noon."
READER = 2
MEMBER = 5


async def loaded(here: House, text: str = TEXT) -> int:
    """Load a text as an admin; gives the article's number."""
    report = (await here.say(f"/load {text}", ADMIN))[0]["text"]
    return int(report.split("article ", 1)[1].split(":")[0])


async def said(here: House, text: str, **more: Any) -> str:
    """The text of the first answer."""
    return str((await here.say(text, **more))[0]["text"])


def buttons(message: Json) -> dict[str, str]:
    """The data of a message's buttons by their texts."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


async def known(here: House, chat: int = READER) -> bool:
    """Whether a chat is written down."""
    async with here.database.read() as unit:
        return await unit.readers.by_chat(chat) is not None


async def delete(here: House, number: int) -> None:
    """Delete an article behind everybody's back."""
    async with here.database.write() as unit:
        assert await unit.articles.delete(number, now=here.clock())


def payload(text: str) -> str:
    """What a link gives to /start."""
    return text.rsplit("?start=", 1)[1].split()[0]
