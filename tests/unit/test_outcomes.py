"""Each error of the Bot API has one meaning for a delivery."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.delivery.outcomes import Blocked, Final, Halt, Migrated, Outcome, Retry, Unknown, backoff, outcome_of
from bot.telegram.transport import NotSent

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOON = NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RetryAfter(7), Halt(NOW + timedelta(seconds=7))),
        (RetryAfter(timedelta(seconds=7)), Halt(NOW + timedelta(seconds=7))),
        (ChatMigrated(-1009), Migrated(-1009)),
        (Forbidden("bot was blocked by the user"), Blocked()),
        (BadRequest("Chat not found"), Blocked()),
        (BadRequest("can't parse entities"), Final("Can't parse entities")),
        (NotSent("no way"), Retry(SOON, "No way")),
        (InvalidToken("Unauthorized"), Retry(SOON, "Unauthorized")),
        (TimedOut("late"), Unknown(SOON, "Late")),
        (NetworkError("Bad Gateway"), Unknown(SOON, "Bad Gateway")),
        (ValueError("odd"), Final("ValueError: odd")),
    ],
)
def test_error_becomes_its_outcome(error: Exception, expected: Outcome) -> None:
    found = outcome_of(error, NOW, attempts=1)
    assert repr(found).lower() == repr(expected).lower()


def test_waits_double_up_to_five_minutes() -> None:
    assert [backoff(n).total_seconds() for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert backoff(1000) == timedelta(minutes=5)
