"""No log line holds a token."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.telegram.redaction import TokenFilter, set_up_logging

TOKEN = "1234567890:AAabcdefghijklmnopqrstuvwxyz0123456"


def logged(write: object, token: str | None = TOKEN) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(TokenFilter(token))
    logger = logging.Logger("redaction")
    logger.addHandler(handler)
    write(logger)  # type: ignore[operator]
    return stream.getvalue()


def test_token_in_the_message_is_removed() -> None:
    text = logged(lambda log: log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN))
    assert text.strip() == "POST https://api.telegram.org/bot<token>/getMe"


def test_token_in_a_traceback_is_removed() -> None:
    def fail(log: logging.Logger) -> None:
        try:
            raise OSError(2, f"no such place /bot{TOKEN}/x")
        except OSError:
            log.exception("it failed")

    text = logged(fail)
    assert TOKEN not in text
    assert "FileNotFoundError: [Errno 2] no such place /bot<token>/x" in text


def test_a_token_that_is_not_ours_is_removed_too() -> None:
    assert TOKEN not in logged(lambda log: log.info("seen %s", TOKEN), token=None)


def test_a_short_sandbox_token_is_removed() -> None:
    assert "1000:sandbox" not in logged(lambda log: log.info("at /bot1000:sandbox/x"), token="1000:sandbox")


@pytest.fixture
def debug_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    set_up_logging("debug", TOKEN)
    yield
    root.handlers[:], root.level = handlers, level


@pytest.mark.usefixtures("debug_logging")
@pytest.mark.parametrize("name", ["telegram.Bot", "telegram.ext.ExtBot", "telegram.ext.Application", "aiosqlite"])
def test_libraries_do_not_write_down_what_readers_send(name: str) -> None:
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("sqlalchemy.engine").isEnabledFor(logging.INFO)
    assert logging.getLogger("bot.handlers").isEnabledFor(logging.DEBUG)
