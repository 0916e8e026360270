"""What a line of the log belongs to: the update, delivery, feed or job that is being worked on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_REQUEST: ContextVar[str] = ContextVar("request", default="")


def request() -> str:
    """What is being worked on here, such as ``update:17`` or ``job:4/feed:3``; empty outside of any work."""
    return _REQUEST.get()


@contextmanager
def working_on(kind: str, number: int) -> Iterator[None]:
    """Inside, and in all that is begun inside, lines of the log name this."""
    outer = _REQUEST.get()
    token = _REQUEST.set(f"{outer}/{kind}:{number}" if outer else f"{kind}:{number}")
    try:
        yield
    finally:
        _REQUEST.reset(token)
