"""A digest is posted in its turn, and only the number of its message is read."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.telegram.limiter import Limiter
from bot.telegram.posting import post
from bot.telegram.written import written
from tests.fixtures.house import Api

ORIGINAL = "https://example.org/talks"


def bot_on(api: Api, limiter: Limiter | None = None) -> ExtBot[str]:
    return ExtBot("1:test", request=api, get_updates_request=Api(), rate_limiter=limiter or Limiter(0))


async def test_what_is_given_goes_to_telegram() -> None:
    api = Api()
    async with bot_on(api) as bot:
        number = await post(bot, 7, "<b>Talks</b>", mode=ParseMode.HTML, paid=True)
    assert number == api.message_id
    assert api.calls[-1] == (
        "sendMessage",
        {
            "chat_id": 7,
            "text": "<b>Talks</b>",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "allow_paid_broadcast": True,
        },
    )


async def test_buttons_are_written_as_the_library_writes_them() -> None:
    api = Api()
    rows = [[InlineKeyboardButton("More", callback_data="dg:1:1:1")], [InlineKeyboardButton("Original", url=ORIGINAL)]]
    keyboard = InlineKeyboardMarkup(rows)
    async with bot_on(api) as bot:
        await post(bot, 7, "Talks", keyboard=written(keyboard), thread=5)
    assert api.calls[-1][1]["reply_markup"] == keyboard.to_dict()
    assert api.calls[-1][1]["message_thread_id"] == 5


async def test_what_is_not_given_is_not_sent() -> None:
    api = Api()
    async with bot_on(api) as bot:
        await post(bot, 7, "Talks")
    assert api.calls[-1] == (
        "sendMessage",
        {"chat_id": 7, "text": "Talks", "link_preview_options": {"is_disabled": True}},
    )


async def test_a_refusal_is_raised_as_the_library_does() -> None:
    api = Api()
    api.refusals["sendMessage"] = "Bad Request: message is too long"
    async with bot_on(api) as bot:
        with pytest.raises(BadRequest, match="too long"):
            await post(bot, 7, "x")


async def test_a_digest_does_not_wait_out_a_halt() -> None:
    api, limiter = Api(), Limiter(0)
    async with bot_on(api, limiter) as bot:
        limiter._turns.halt(30)
        calls = len(api.calls)
        with pytest.raises(RetryAfter):
            await post(bot, 7, "x")
    assert len(api.calls) == calls
