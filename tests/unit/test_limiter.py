"""Waiting out the flood limit: answers wait, digests go back to the ledger."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.telegram.limiter import ATTEMPTS, DIGEST, REPEATED, Limiter
from bot.telegram.transport import NotSent

SHORT = timedelta(milliseconds=5)


async def through(gate: Limiter, callback: Any, kind: str | None = None) -> Any:
    return await gate.process_request(callback, (), {}, "sendMessage", {}, kind)


def failing(times: int, error: Exception) -> tuple[Any, list[float]]:
    calls: list[float] = []

    async def call() -> bool:
        calls.append(asyncio.get_running_loop().time())
        if len(calls) <= times:
            raise error
        return True

    return call, calls


async def test_an_answer_is_sent_after_the_wait() -> None:
    call, calls = failing(1, RetryAfter(SHORT))
    assert await through(Limiter(), call) is True
    assert calls[1] - calls[0] >= SHORT.total_seconds() * 0.9


async def test_a_digest_is_given_back_at_once() -> None:
    call, calls = failing(1, RetryAfter(SHORT))
    with pytest.raises(RetryAfter):
        await through(Limiter(), call, DIGEST)
    assert len(calls) == 1


async def test_who_does_not_lead_answers_and_sends_no_digest() -> None:
    leads = True
    gate = Limiter(0, lambda: leads)
    call, calls = failing(0, RetryAfter(SHORT))
    assert await through(gate, call, DIGEST) is True
    leads = False
    with pytest.raises(RetryAfter):
        await through(gate, call, DIGEST)
    assert await through(gate, call) is True
    assert len(calls) == 2


async def test_a_refused_digest_holds_back_answers_too() -> None:
    gate = Limiter()
    refused, refusals = failing(1, RetryAfter(SHORT))
    answered, answers = failing(0, RetryAfter(SHORT))
    with pytest.raises(RetryAfter):
        await through(gate, refused, DIGEST)
    await through(gate, answered)
    assert answers[0] - refusals[0] >= SHORT.total_seconds() * 0.9


async def test_endless_refusals_end() -> None:
    call, calls = failing(99, RetryAfter(timedelta(0)))
    with pytest.raises(RetryAfter):
        await through(Limiter(), call)
    assert len(calls) == ATTEMPTS


async def test_what_was_never_sent_is_sent_again() -> None:
    call, calls = failing(1, NotSent("no route"))
    assert await through(Limiter(), call) is True
    assert len(calls) == 2


async def test_an_answer_of_unknown_fate_is_said_again() -> None:
    call, calls = failing(1, NetworkError("Bad Gateway"))
    assert await through(Limiter(), call) is True
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("error", "kind", "times"),
    [(NetworkError("down"), None, REPEATED), (NetworkError("down"), DIGEST, 1), (BadRequest("too long"), None, 1)],
)
async def test_what_is_said_again_has_an_end(error: TelegramError, kind: str | None, times: int) -> None:
    call, calls = failing(99, error)
    with pytest.raises(type(error)):
        await through(Limiter(), call, kind)
    assert len(calls) == times


async def test_a_server_that_cannot_be_reached_is_named_at_once_and_once(caplog: pytest.LogCaptureFixture) -> None:
    gate = Limiter()
    call, _ = failing(2, NotSent("cannot reach the Bot API server at http://127.0.0.1:1"))
    said: list[int] = []

    async def watched() -> bool:
        said.append(len(caplog.messages))
        return bool(await call())

    assert await through(gate, watched) is True
    assert said == [0, 1, 1]
    assert caplog.messages == ["cannot reach the Bot API server at http://127.0.0.1:1; trying again"]
    again, _ = failing(1, NotSent("gone again"))
    await through(gate, again)
    assert len(caplog.messages) == 2
