"""Sending a text of which nothing is wanted but the number of its message."""

from __future__ import annotations

from typing import Any, cast

from telegram.constants import ParseMode
from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.telegram.limiter import DIGEST
from bot.telegram.previews import NO_PREVIEW
from bot.telegram.written import Rows

METHOD = "sendMessage"

_NO_PREVIEW = NO_PREVIEW.to_dict()


class _Plain:
    """What the library's ``RequestData`` is to a transport, of parameters that are JSON already."""

    __slots__ = ("parameters",)

    contains_files = False

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.parameters = parameters


async def post(
    bot: ExtBot[str],
    chat_id: int,
    text: str,
    *,
    mode: ParseMode | None = None,
    keyboard: Rows | None = None,
    thread: int | None = None,
    paid: bool = False,
) -> int:
    """Sends a digest in its turn, without a preview; gives the message's number. Raises what ``send_message`` raises.

    The library would read the answer into a Message of a hundred fields, and ask each parameter for files: both take
    as long as all else together.
    """
    data: dict[str, Any] = {"chat_id": chat_id, "text": text, "link_preview_options": _NO_PREVIEW}
    if mode is not None:
        data["parse_mode"] = mode.value
    if keyboard is not None:
        data["reply_markup"] = {"inline_keyboard": keyboard}
    if thread is not None:
        data["message_thread_id"] = thread
    if paid:
        data["allow_paid_broadcast"] = True

    async def call() -> dict[str, Any]:
        given = cast("RequestData", _Plain(data))
        return cast("dict[str, Any]", await bot.request.post(f"{bot.base_url}/{METHOD}", given))

    limiter = bot.rate_limiter
    if limiter is None:
        return int((await call())["message_id"])
    answer = await limiter.process_request(call, (), {}, METHOD, data, DIGEST)
    return int(cast("dict[str, Any]", answer)["message_id"])
