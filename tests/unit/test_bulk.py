from __future__ import annotations

import gc

from bot.services.bulk import lasting


def test_what_lasts_is_left_to_itself_and_the_collector_goes_on() -> None:
    frozen = gc.get_freeze_count()
    with lasting():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > frozen
    gc.unfreeze()
