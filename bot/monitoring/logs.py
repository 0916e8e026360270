"""The lines of the log, as text or as JSON: one a record, whatever stands in it."""

from __future__ import annotations

import json
import logging
import re
import time
from datetime import UTC, datetime

from bot.monitoring.failures import describe
from bot.monitoring.meters import Meters
from bot.monitoring.requests import request
from storage.errors import StorageError

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What ends a line, moves the cursor, turns the direction of writing or is not seen: it could forge a line."""


def visible(text: str) -> str:
    """The text on one line, with what cannot be seen written out."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class TextLines(logging.Formatter):
    """For people: time, level, logger, message, what is being worked on; the lines of a traceback are indented."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"
    default_time_format = "%Y-%m-%dT%H:%M:%S"

    def format(self, record: logging.LogRecord) -> str:
        """The record's line, and its traceback on lines that cannot be taken for others."""
        of = request()
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {visible(record.getMessage())}"
        trace = trace_of(record)
        return "\n".join([f"{line} [{of}]" if of else line, *(f"    | {visible(part)}" for part in trace.splitlines())])


class JsonLines(logging.Formatter):
    """For machines: an object a line with time, level, logger, message, request, and trace where something failed."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's line."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request(),
            "trace": trace_of(record),
        }
        # In ASCII: nothing in it can end the line.
        return json.dumps({name: value for name, value in said.items() if value})


FORMATS: dict[str, type[logging.Formatter]] = {"text": TextLines, "json": JsonLines}


def trace_of(record: logging.LogRecord) -> str:
    """What failed, if anything did: what a filter has made of it, else as `describe` has it."""
    if record.exc_text:
        return record.exc_text
    error = record.exc_info[1] if record.exc_info else None
    return describe(error) if error else ""


ENGINE = "procrastinate"
DRIVERS = ("procrastinate", "psycopg")
"""Whose errors the engine of jobs raises when its database goes away; a job of ours raises a `StorageError`."""


class Engine(logging.Filter):
    """What the engine of jobs says of a database that went away: where it noticed tells nobody anything."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True; the traceback of such a record is gone, on one line stands what happened."""
        error = record.exc_info[1] if record.exc_info else None
        away = isinstance(error, StorageError) or type(error).__module__.startswith(DRIVERS)
        if record.name.startswith(ENGINE) and away:
            record.msg, record.args = " ".join(record.getMessage().split()), ()
            record.exc_info = record.exc_text = None
        return True


class Counting(logging.Filter):
    """Lets every record through, and counts it."""

    def __init__(self, meters: Meters) -> None:
        super().__init__()
        self._meters = meters

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True."""
        self._meters.logged(record.levelname if record.levelname in LEVELS else "OTHER")
        return True


LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})
