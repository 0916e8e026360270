"""Logs without the bot's token, whoever writes them."""

from __future__ import annotations

import logging
import re
import sys
from types import TracebackType

from bot.monitoring.failures import describe, plain
from bot.monitoring.logs import FORMATS, Counting, Engine
from bot.monitoring.meters import Meters

TOKEN_SHAPE = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
"""What a token looks like; catches one that is not ours, too."""

ASYNCIO = "asyncio"

_LOG = logging.getLogger(__name__)


class TokenFilter(logging.Filter):
    """Replaces the token in a record's message, arguments and traceback before any handler formats it."""

    def __init__(self, token: str | None) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, cleaned."""
        if isinstance(record.args, tuple):
            # An error in a sentence says no more than in a traceback.
            record.args = tuple(plain(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
        said = record.getMessage()
        if record.name == ASYNCIO:
            # What follows the first line shows tasks and what they raised, word for word.
            said = said.partition("\n")[0]
        record.msg = self.redact(said)
        record.args = ()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.exc_text = self.redact(describe(error))
        return True

    def redact(self, text: str) -> str:
        """The text with each token replaced by ``<token>``."""
        if self._token:
            text = text.replace(self._token, "<token>")
        return TOKEN_SHAPE.sub("<token>", text)


def set_up_logging(level: str, token: str | None, form: str = "text", meters: Meters | None = None) -> None:
    """Log to standard error at this level, with tokens removed and the HTTP clients' address lines silenced.

    ``form`` is one of `bot.monitoring.logs.FORMATS`. What ends the program unforeseen is a line like any other.
    """
    handler = logging.StreamHandler()
    handler.addFilter(Engine())
    handler.addFilter(TokenFilter(token))
    if meters is not None:
        handler.addFilter(Counting(meters))
    handler.setFormatter(FORMATS[form]())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "aiohttp.access", "alembic", "procrastinate", "sqlalchemy.engine"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # At DEBUG these write down what readers send.
    for name in ("telegram", "aiosqlite"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLogger().level))
    sys.excepthook = _ended


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Python's own would write the error's words, with whatever stands in them."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _LOG.critical("the program ends, which nobody foresaw", exc_info=error)
