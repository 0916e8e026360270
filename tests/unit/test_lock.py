from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.jobs.lock import only_one


def test_a_folder_has_one_bot_at_a_time(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(ConfigurationError, match="another Communiqué runs"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        assert (tmp_path / "bot.lock").exists()
