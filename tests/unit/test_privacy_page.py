"""`docs/privacy.md` is true to the tables and the settings."""

from __future__ import annotations

import re
from pathlib import Path

from bot.services.forgetting import Limits
from bot.settings import Settings
from storage.tables import metadata

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_table_is_named() -> None:
    assert set(metadata.tables) - set(re.findall(r"`([a-z_]+)`", PAGE)) == set()


def test_the_limits_are_those_of_the_settings() -> None:
    said = {name.lower(): int(days) for name, days in re.findall(r"`COMMUNIQUE_(KEEP_\w+)` \| (\d+) \|", PAGE)}
    fields = {name: field.default for name, field in Settings.model_fields.items() if name.startswith("keep_")}
    assert said == fields
    usual = Limits()
    assert [usual.deliveries, usual.audit, usual.readers] == list(fields.values())
