from __future__ import annotations

import gc

import pytest

from bot.services.bulk import lasting
from tests.conftest import freeze


def test_what_lasts_is_left_to_itself_and_the_collector_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "freeze", freeze)
    frozen = gc.get_freeze_count()
    with lasting():
        assert not gc.isenabled()
        stays = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= frozen + len(stays)
