"""Which part a process may have, and what it is told where it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from bot.app.standing import check_role, folder_of
from bot.errors import ConfigurationError
from bot.settings import Settings

TOKEN = SecretStr("7:AAtoken")
SHARED = SecretStr("postgresql://bot@host/communique")


def settings(**given: Any) -> Settings:
    return Settings(**{"telegram_token": TOKEN, "database_url": SHARED, **given})


def test_any_part_may_be_had_on_postgresql() -> None:
    for role in ("all", "front", "worker"):
        check_role(settings(role=role))
    check_role(settings(role="worker", telegram_token=None))


@pytest.mark.parametrize("role", ["front", "worker"])
def test_a_part_on_sqlite_is_refused_with_a_sentence_that_says_what_to_do(role: str) -> None:
    with pytest.raises(ConfigurationError, match=f"the role {role} needs .*COMMUNIQUE_DATABASE_URL.* --role all"):
        check_role(settings(role=role, database_url=None))


def test_a_front_without_a_token_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="front needs COMMUNIQUE_TELEGRAM_TOKEN"):
        check_role(settings(role="front", telegram_token=None))


def test_parts_may_share_a_folder_and_who_does_everything_has_its_own(tmp_path: Path) -> None:
    front, everything = settings(role="front", data=tmp_path), settings(data=tmp_path)
    with folder_of(front) as one, folder_of(front) as other:
        assert one != other
    with folder_of(everything) as named:
        pass
    with folder_of(everything) as again:
        assert again == named
        with pytest.raises(ConfigurationError, match="another Communiqué runs"), folder_of(everything):
            pass


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"webhook_url": "https://bot.example/u"}, "needs COMMUNIQUE_WEBHOOK_SECRET"),
        ({"webhook_url": "bot.example"}, "this is no address"),
        ({"webhook_secret": "too short"}, "no secret for pushes"),
        ({"webhook_secret": "s" * 16, "webhook_url": "https://bot.example/7:AAtoken"}, "holds the token"),
        ({"webhook_listen": "8443"}, "no place to listen"),
        ({"role": "boss"}, "all"),
    ],
)
def test_what_cannot_be_pushed_to_is_refused(given: dict[str, str], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        settings(**given)
