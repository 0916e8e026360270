"""Logs without the bot's token, whoever writes them."""

from __future__ import annotations

import logging
import re

TOKEN_SHAPE = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
"""What a token looks like; catches one that is not ours, too."""

_PLAIN = logging.Formatter()


class TokenFilter(logging.Filter):
    """Replaces the token in a record's message, arguments and traceback before any handler formats it."""

    def __init__(self, token: str | None) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, cleaned."""
        record.msg = self.redact(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = self.redact(record.exc_text or _PLAIN.formatException(record.exc_info))
        return True

    def redact(self, text: str) -> str:
        """The text with each token replaced by ``<token>``."""
        if self._token:
            text = text.replace(self._token, "<token>")
        return TOKEN_SHAPE.sub("<token>", text)


def set_up_logging(level: str, token: str | None) -> None:
    """Log to standard error at this level, with tokens removed and the HTTP clients' address lines silenced."""
    handler = logging.StreamHandler()
    handler.addFilter(TokenFilter(token))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "aiohttp.access", "alembic", "sqlalchemy.engine"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # At DEBUG these write down what readers send.
    for name in ("telegram", "aiosqlite"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLogger().level))
    for name in ("telegram.ext.Application", "telegram.ext.Updater"):
        logging.getLogger(name).setLevel(logging.CRITICAL if level.upper() != "DEBUG" else logging.INFO)
