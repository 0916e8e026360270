"""Trouble that can be ordered from the sandbox, so that the bot's answer to it can be tested."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.fixtures.sandbox import AKIKO, PIERRE, stage
from tests.fixtures.sandbox_client import Refused


async def test_too_many_requests_says_how_long_to_wait() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "429", times=2, retry_after=7)
        for _ in range(2):
            answer = await on.call("sendMessage", chat_id=AKIKO, text="x")
            assert answer["description"] == "Too Many Requests: retry after 7"
            assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 7})
        await on.good("sendMessage", chat_id=AKIKO, text="x")
        assert len(await on.reader.messages(AKIKO)) == 1


@pytest.mark.parametrize(
    ("fault", "code", "description"),
    [
        ("500", 500, "Internal Server Error"),
        ("502", 502, "Bad Gateway"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_an_ordered_error_comes_once_and_nothing_is_done(fault: str, code: int, description: str) -> None:
    async with stage() as on:
        await on.reader.arm("*", fault)
        assert await on.refused("sendMessage", chat_id=AKIKO, text="x") == (code, description)
        assert await on.reader.messages(AKIKO) == []
        await on.good("sendMessage", chat_id=AKIKO, text="x")


async def test_a_fault_can_be_for_one_chat_only() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "403", chat_id=PIERRE)
        await on.good("sendMessage", chat_id=AKIKO, text="x")
        assert (await on.refused("sendMessage", chat_id=PIERRE, text="x"))[0] == 403


async def test_a_migrated_chat_goes_on_under_its_new_id() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "migrate", migrate_to_chat_id=-100500)
        answer = await on.call("sendMessage", chat_id=AKIKO, text="x")
        assert (answer["error_code"], answer["parameters"]) == (400, {"migrate_to_chat_id": -100500})
        sent = await on.good("sendMessage", chat_id=-100500, text="moved")
        assert sent["chat"]["id"] == -100500
        assert (await on.reader.messages(AKIKO))[0]["text"] == "moved"


async def test_a_dropped_connection_leaves_nothing_behind() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "drop")
        with pytest.raises(aiohttp.ClientError):
            await on.call("sendMessage", chat_id=AKIKO, text="x")
        assert await on.reader.messages(AKIKO) == []


async def test_a_delivered_message_whose_answer_is_lost_stands_in_the_chat() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "deliver-then-drop")
        with pytest.raises(aiohttp.ClientError):
            await on.call("sendMessage", chat_id=AKIKO, text="lost answer")
        assert [message["text"] for message in await on.reader.messages(AKIKO)] == ["lost answer"]


async def test_a_hanging_call_has_done_its_work() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "hang")
        hanging = asyncio.create_task(on.call("sendMessage", chat_id=AKIKO, text="x"))
        await on.reader.wait_for(AKIKO, lambda message: message["text"] == "x")
        assert not hanging.done()
        hanging.cancel()
        assert (await on.reader.calls())[-1]["answer"] is None


async def test_a_delayed_call_is_answered_in_the_end() -> None:
    async with stage() as on:
        await on.reader.arm("sendMessage", "delay", seconds=0.01)
        assert (await on.good("sendMessage", chat_id=AKIKO, text="x"))["text"] == "x"


async def test_an_unknown_fault_is_refused() -> None:
    async with stage() as on:
        with pytest.raises(Refused, match="unknown fault 'earthquake'"):
            await on.reader.arm("sendMessage", "earthquake")


async def test_a_limit_counts_messages_in_the_last_second() -> None:
    async with stage() as on:
        await on.reader.limit(2)
        for _ in range(2):
            await on.good("sendMessage", chat_id=AKIKO, text="x")
        assert (await on.refused("sendMessage", chat_id=AKIKO, text="x"))[0] == 429
        on.clock.forward(seconds=1)
        await on.good("sendMessage", chat_id=AKIKO, text="x")
        await on.reader.limit(None)
        for _ in range(5):
            await on.good("sendMessage", chat_id=AKIKO, text="x")
