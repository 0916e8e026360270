"""A failure for the log: where it happened and of which kind, without what a reader wrote.

The words of most errors may hold a piece of what was being read: ``int("...")`` repeats it, a database's error lists
the values of its statement. So only those families speak whose words are known to be about the program or the machine.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator

import aiohttp
from telegram.error import TelegramError

from bot.errors import CommuniqueError, ConfigurationError
from storage.errors import StorageError

LONGEST = 300
"""Characters of an error's own words."""

MOST = 8
"""Errors of a chain that are written down."""

Say = Callable[[BaseException], str]


def _system(error: BaseException) -> str:
    return f"[Errno {getattr(error, 'errno', None)}] {getattr(error, 'strerror', None)}"


def _nothing(_error: BaseException) -> str:
    return ""


RULES: tuple[tuple[type[BaseException], Say], ...] = (
    (ConfigurationError, str),
    (CommuniqueError, lambda error: str(getattr(error, "key", ""))),
    (StorageError, str),
    (TelegramError, str),
    (UnicodeError, _nothing),
    (aiohttp.ClientError, lambda error: str(getattr(error, "message", "") or getattr(error, "strerror", "") or "")),
    (OSError, _system),
    (AttributeError, str),
    (TypeError, str),
    (NameError, str),
    (ImportError, str),
    (AssertionError, _nothing),
)
"""What an error may say, the first that fits; one that is not here says nothing but its kind."""


def words(error: BaseException) -> str:
    """The error's kind, and its words where they may be written down."""
    kind, said = type(error), _said(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name}: {said}" if said else name


def plain(error: BaseException) -> str:
    """The error's words where they may be written down, else its kind."""
    return _said(error) or type(error).__name__


def _said(error: BaseException) -> str:
    said = next((say(error) for family, say in RULES if isinstance(error, family)), "")
    # A database's error goes by the name that its driver gives it.
    driver = getattr(error, "orig", None)
    return said[:LONGEST] if said or driver is None else type(driver).__name__


def describe(error: BaseException) -> str:
    """The error and what led to it, the first cause first, as Python shows them."""
    return "\n".join(_described(error))


def _described(error: BaseException) -> Iterator[str]:
    for number, one in enumerate(_chain(error)):
        if number:
            yield "then:"
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(one.__traceback__)).rstrip("\n")
        yield words(one)
        for inner in one.exceptions[:MOST] if isinstance(one, BaseExceptionGroup) else ():
            yield "one of these:"
            yield describe(inner)


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found and len(found) < MOST:
        found.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found[::-1]
