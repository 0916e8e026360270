"""What became of an attempt to send: data that the sender writes into the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.telegram.limiter import seconds
from bot.telegram.transport import NotSent
from storage.records import Shown

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it, as this message, which showed these deliveries; ``left_out`` are those that it need not show."""

    message_id: int
    shown: tuple[Shown, ...] = ()
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """There was nothing to send after all."""

    reason: str


@dataclass(frozen=True, slots=True)
class Retry:
    """It was surely not delivered; try again at this time."""

    at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Halt:
    """Telegram asks everybody to wait until then; this one was not delivered."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether it was delivered; it is tried once more at this time."""

    at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The reader does not want the bot any more, or the chat is gone."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has a new chat id."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Final:
    """It can never be sent as it is."""

    error: str


Outcome = Sent | Nothing | Retry | Halt | Unknown | Blocked | Migrated | Final

Decide = Callable[[Exception, datetime, int], Outcome]


def backoff(attempts: int) -> timedelta:
    """1, 2, 4 ... seconds after that many attempts, five minutes at most."""
    doubled = FIRST_WAIT * (1 << min(max(attempts - 1, 0), 12))
    return min(doubled, LONGEST_WAIT)


GONE = (
    "chat not found",
    "user is deactivated",
    "bot was kicked",
    "group chat was deactivated",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
)
"""How Telegram says, in small letters, that nothing can be sent to a chat: it is gone, or closed to the bot."""


def _bad_request(error: Exception, _now: datetime, _attempts: int) -> Outcome:
    text = str(error)
    return Blocked() if any(sign in text.lower() for sign in GONE) else Final(text)


RULES: tuple[tuple[type[Exception], Decide], ...] = (
    (RetryAfter, lambda error, now, _: Halt(now + timedelta(seconds=seconds(error)))),  # type: ignore[arg-type]
    (ChatMigrated, lambda error, _now, _attempts: Migrated(error.new_chat_id)),  # type: ignore[attr-defined]
    (Forbidden, lambda _error, _now, _attempts: Blocked()),
    (InvalidToken, lambda error, now, attempts: Retry(now + backoff(attempts), str(error))),
    (NotSent, lambda error, now, attempts: Retry(now + backoff(attempts), str(error))),
    (BadRequest, _bad_request),
    (TimedOut, lambda error, now, attempts: Unknown(now + backoff(attempts), str(error))),
    (NetworkError, lambda error, now, attempts: Unknown(now + backoff(attempts), str(error))),
)
"""Error to outcome, the first that fits: BadRequest, TimedOut and NotSent are NetworkErrors, so they come first."""


def outcome_of(error: Exception, now: datetime, attempts: int) -> Outcome:
    """What an error of the Bot API means for the delivery; an unforeseen one is final and named."""
    for kind, decide in RULES:
        if isinstance(error, kind):
            return decide(error, now, attempts)
    return failure(error)


def failure(error: Exception) -> Final:
    """What nobody foresaw, by its name."""
    return Final(f"{type(error).__name__}: {error}")
