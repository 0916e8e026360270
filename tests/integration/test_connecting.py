"""Whether updates are pushed or asked for is settled with the server at the start, and none is lost by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.ext import Application

from bot.errors import ConfigurationError
from bot.telegram.connection import UPDATES, connect
from bot.telegram.pushing import Push, ask_for_pushes
from tests.fixtures.sandbox import AKIKO, Stage, stage

PUSH = Push("http://127.0.0.1:9/bot/updates", "a-secret-of-the-tests", ("127.0.0.1", 0), 7)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@pytest.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as opened:
        yield opened


@pytest.fixture
async def app(on: Stage) -> AsyncIterator[AnyApplication]:
    made: AnyApplication = (
        Application.builder().token(on.sandbox.token).base_url(f"{on.sandbox.url}/bot").updater(None).build()
    )
    yield made
    await made.shutdown()


async def test_what_waits_is_kept_when_pushes_end(on: Stage, app: AnyApplication) -> None:
    await on.good("setWebhook", url=PUSH.url)
    await on.reader.send(AKIKO, "/help")
    await connect(app)
    assert (await on.good("getWebhookInfo"))["url"] == ""
    assert [one["message"]["text"] for one in await on.updates()] == ["/help"]


async def test_pushes_to_others_are_not_ended_by_a_process_that_would_ask(on: Stage, app: AnyApplication) -> None:
    async def somebody() -> bool:
        return True

    await on.good("setWebhook", url=PUSH.url)
    with pytest.raises(ConfigurationError, match="set COMMUNIQUE_WEBHOOK_URL here too, or stop"):
        await connect(app, others_pushed=somebody)
    assert (await on.good("getWebhookInfo"))["url"] == PUSH.url


async def test_pushes_that_are_not_there_are_not_ended(on: Stage, app: AnyApplication) -> None:
    await connect(app)
    called = {one["method"] for one in await on.reader.calls()}
    assert "getWebhookInfo" in called
    assert "deleteWebhook" not in called


async def test_pushes_are_asked_for_with_all_that_telegram_is_to_know(on: Stage, app: AnyApplication) -> None:
    await connect(app, pushed=True)
    await ask_for_pushes(app.bot, PUSH)
    (call,) = [one for one in await on.reader.calls() if one["method"] == "setWebhook"]
    asked = call["parameters"]
    assert (asked["url"], asked["secret_token"], int(asked["max_connections"])) == (PUSH.url, PUSH.secret, 7)
    assert (await on.good("getWebhookInfo"))["allowed_updates"] == UPDATES
    assert PUSH.path == "/bot/updates"
    assert PUSH.secret not in repr(PUSH)


async def test_an_address_that_the_server_refuses_is_named(on: Stage, app: AnyApplication) -> None:
    await connect(app, pushed=True)
    with pytest.raises(ConfigurationError, match="COMMUNIQUE_WEBHOOK_URL: the Bot API server will not push there"):
        await ask_for_pushes(app.bot, Push("ftp://nowhere", PUSH.secret, PUSH.listen, 7))
    assert (await on.good("getWebhookInfo"))["url"] == ""
