"""The listener, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.errors import ConfigurationError
from bot.monitoring.figures import Figures
from bot.monitoring.listener import listening
from bot.monitoring.readiness import NotReady, Readiness
from storage.errors import DatabaseUnreachable

HERE = "127.0.0.1", 0


@asynccontextmanager
async def asked(readiness: Readiness) -> AsyncIterator[aiohttp.ClientSession]:
    async with (
        listening(HERE, Figures("1"), readiness) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        yield session


async def test_a_loop_that_answers_is_healthy() -> None:
    async with asked(Readiness()) as session, session.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"healthy": True})


async def test_figures_are_in_prometheus_format() -> None:
    async with asked(Readiness()) as session, session.get("/metrics") as answer:
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert 'communique_build_info{python="' in await answer.text()


async def test_all_parts_well_is_ready() -> None:
    readiness = Readiness()
    readiness.share("sender", lambda: False)
    async with asked(readiness) as session, session.get("/readyz") as answer:
        assert answer.status == 200
        assert await answer.json() == {"ready": True, "parts": {"sender": {"ok": True, "state": "standing by"}}}


async def test_what_is_wrong_is_said_part_by_part() -> None:
    readiness = Readiness(patience=0.01)

    async def hangs() -> str:
        await asyncio.Event().wait()
        return "never"

    async def fails() -> str:
        raise DatabaseUnreachable("the server is gone")

    async def starts() -> str:
        raise NotReady("starting")

    async def odd() -> str:
        raise ValueError("what a reader wrote")

    for name, check in {"hung": hangs, "database": fails, "start": starts, "odd": odd}.items():
        readiness.add(name, check)
    readiness.share("poller", lambda: True)
    async with asked(readiness) as session, session.get("/readyz") as answer:
        assert answer.status == 503
        said = await answer.json()
    assert not said["ready"]
    assert {name: part["state"] for name, part in said["parts"].items()} == {
        "hung": "does not answer within 0.01 s",
        "database": "the server is gone",
        "start": "starting",
        "odd": "cannot be asked (ValueError)",
        "poller": "working",
    }


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/", 404), ("POST", "/metrics", 405)])
async def test_nothing_else_is_answered(method: str, path: str, status: int) -> None:
    async with asked(Readiness()) as session, session.request(method, path) as answer:
        assert answer.status == status


async def test_without_a_place_nothing_listens() -> None:
    async with listening(None, Figures("1"), Readiness()) as port:
        assert port == 0


async def test_a_taken_port_is_named() -> None:
    async with listening(HERE, Figures("1"), Readiness()) as port:
        with pytest.raises(ConfigurationError, match=f"COMMUNIQUE_MONITORING_LISTEN: cannot listen on .*:{port}"):
            async with listening(("127.0.0.1", port), Figures("1"), Readiness()):
                pass
