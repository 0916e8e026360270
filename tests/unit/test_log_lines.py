"""One line a record, whatever stands in it, and no reader's text."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.exceptions import ConnectorException

from bot.errors import UnknownTopic
from bot.monitoring.figures import Figures
from bot.monitoring.logs import FORMATS, Counting, Engine, TextLines
from bot.monitoring.requests import working_on
from bot.telegram.redaction import TokenFilter
from storage.errors import DatabaseBusy, DatabaseUnreachable

TOKEN = "1234567890:AAabcdefghijklmnopqrstuvwxyz0123456"
FORGED = "well\r\n2026-11-28T10:00:00.000Z CRITICAL bot: all is lost\u2028again\x1b[2J\x00\u202eksa"
SECRET = "what a reader wrote"
Write = Callable[[logging.Logger], None]


def written(form: str, write: Write, name: str = "bot.test") -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(TokenFilter(TOKEN))
    handler.setFormatter(FORMATS[form]())
    logger = logging.Logger(name)
    logger.addHandler(handler)
    write(logger)
    return stream.getvalue()


def failing(error: BaseException) -> Write:
    def write(log: logging.Logger) -> None:
        try:
            raise error
        except BaseException:
            log.exception("it failed")

    return write


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_words_make_one_line(form: str) -> None:
    text = written(form, lambda log: log.info("heard: %s", FORGED))
    assert text.endswith("\n")
    assert len(text.splitlines()) == 1
    assert not set(text[:-1]) & {"\r", "\n", "\x1b", "\x00", "\u2028", "\u202e"}


@given(said=st.text(alphabet=st.characters()))
def test_json_gives_back_what_was_said(said: str) -> None:
    text = written("json", lambda log: log.warning("%s", said))
    assert len(text.splitlines()) == 1
    line = json.loads(text)
    assert line.get("message", "") == TokenFilter(TOKEN).redact(said)
    assert (line["level"], line["logger"]) == ("WARNING", "bot.test")


@pytest.mark.parametrize("form", FORMATS)
def test_a_traceback_forges_no_line(form: str) -> None:
    lines = written(form, failing(OSError(28, FORGED))).splitlines()
    assert sum(line[:1] != " " for line in lines) == 1
    assert "it failed" in lines[0]
    assert "Errno 28" in "".join(lines)


def test_json_names_what_is_worked_on() -> None:
    def write(log: logging.Logger) -> None:
        with working_on("job", 4), working_on("feed", 3):
            log.info("polled")
        log.info("done")

    first, second = (json.loads(line) for line in written("json", write).splitlines())
    assert first["request"] == "job:4/feed:3"
    assert "request" not in second


async def test_what_is_begun_inside_belongs_to_it_and_nothing_beside_does() -> None:
    found: list[str] = []

    async def say(log: logging.Logger) -> None:
        await asyncio.sleep(0)
        log.info("here")

    async def both(number: int) -> None:
        with working_on("update", number):
            await asyncio.gather(*(asyncio.create_task(say(logger)) for _ in range(2)))

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(FORMATS["json"]())
    logger = logging.Logger("bot")
    logger.addHandler(handler)
    await asyncio.gather(both(1), both(2))
    found = [json.loads(line)["request"] for line in stream.getvalue().splitlines()]
    assert sorted(found) == ["update:1", "update:1", "update:2", "update:2"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal: {SECRET}"),
        KeyError(SECRET),
        UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET),
        UnknownTopic(query=SECRET),
        ExceptionGroup("several", [ValueError(SECRET)]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_does_not_repeat_what_a_reader_wrote(form: str, error: Exception) -> None:
    text = written(form, failing(error))
    assert SECRET not in text
    assert type(error).__name__ in text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UnknownTopic(query=SECRET), "error.topic.unknown"),
        (ValueError(SECRET), "ValueError"),
        (DatabaseBusy("another process keeps it locked"), "another process keeps it locked"),
        (OSError(28, "No space left on device", SECRET), "[Errno 28] No space left on device"),
    ],
)
def test_an_error_in_a_sentence_says_no_more(error: Exception, said: str) -> None:
    text = written("json", lambda log: log.warning("it failed: %s; trying again", error))
    assert json.loads(text)["message"] == f"it failed: {said}; trying again"


def test_the_cause_of_an_error_is_named_without_its_words() -> None:
    def write(log: logging.Logger) -> None:
        try:
            try:
                int(SECRET)
            except ValueError as error:
                raise OSError(5, "the disk reports an error") from error
        except OSError:
            log.exception("it failed")

    text = written("text", write)
    assert text.index("ValueError") < text.index("OSError: [Errno 5] the disk reports an error")
    assert SECRET not in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_task_that_nobody_awaited_is_not_shown(form: str) -> None:
    said = f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{SECRET}')>"
    text = written(form, lambda log: log.error(said), name="asyncio")
    assert "never retrieved" in text
    assert SECRET not in text


@pytest.mark.parametrize("form", FORMATS)
def test_no_token_in_either_form(form: str) -> None:
    assert TOKEN not in written(form, failing(OSError(2, f"/bot{TOKEN}/x")))
    assert TOKEN not in written(form, lambda log: log.info("/bot%s/x", TOKEN))


def test_lines_are_counted_by_level() -> None:
    figures = Figures("1")
    handler = logging.StreamHandler(io.StringIO())
    handler.addFilter(Counting(figures))
    logger = logging.Logger("bot")
    logger.addHandler(handler)
    logger.error("one")
    logger.log(33, "an odd level")
    count = figures.registry.get_sample_value
    assert count("communique_log_lines_total", {"level": "ERROR"}) == 1
    assert count("communique_log_lines_total", {"level": "OTHER"}) == 1


def test_the_engine_of_jobs_says_in_a_line_that_its_database_went_away(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("procrastinate.worker")
    for error in (ConnectorException("gone\n  away"), DatabaseUnreachable("away"), ValueError("of a task")):
        logger.error("listener failed: \n %s", error, exc_info=error)
    assert all(Engine().filter(record) for record in caplog.records)
    gone, unreachable, other = map(TextLines().format, caplog.records)
    assert "\n" not in gone + unreachable
    assert "ConnectorException" not in gone
    assert "ValueError" in other
