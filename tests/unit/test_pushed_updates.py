"""What Telegram would never push is told apart, however it is made."""

from __future__ import annotations

import pytest

from bot.jobs.pushes import DEEPEST, NoUpdate, read_update

DEEP = DEEPEST - 1
"""Of lists in an object."""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe{}",
        b"[]",
        b"null",
        b'{"update_id": 1',
        b'{"update_id": NaN}',
        b'{"update_id": "1"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"message": {}}',
        b'{"update_id": 1, "message": 5}',
        b'{"update_id": 1, "message": {"chat": []}}',
        b'{"update_id": 1, "x": ' + b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1) + b"}",
        b'{"update_id": 1, "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"update_id": 1, "x": ' + b'{"x":' * 100_000,
    ],
    ids=lambda data: repr(data[:32]),
)
def test_what_is_no_update_is_named_so(data: bytes) -> None:
    with pytest.raises(NoUpdate):
        read_update(data)


def test_an_update_is_read_though_it_holds_what_nobody_knows() -> None:
    update = read_update(b'{"update_id": 7, "news": ' + b"[" * DEEP + b"]" * DEEP + b"}")
    assert update.update_id == 7
