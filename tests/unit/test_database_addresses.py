"""A database's password is in nothing that is shown."""

from __future__ import annotations

import logging
import traceback

import pytest
from sqlalchemy.engine import make_url

from bot.settings import Settings
from storage.addresses import shown
from storage.engine import Database
from storage.errors import DatabaseUnreachable

SECRET = "s3cret"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://bob:{SECRET}@127.0.0.1:1/news",
        f"postgresql://127.0.0.1:1/news?user=bob&password={SECRET}",
        f"postgresql://127.0.0.1:1/news?user=bob&sslpassword={SECRET}",
        f"postgresql://bob:p@{SECRET}@127.0.0.1:1/news",
        f"postgresql://bob:1/{SECRET}@127.0.0.1:1/news",
        f"postgresql://bob:p:{SECRET}/@127.0.0.1/news",
        f"postgresql://bob:{SECRET}@127.0.0.1:1x/news",
        f"mysql://bob:{SECRET}@127.0.0.1/news",
        f"postgresql:bob:{SECRET}",
        f"postgresql://bob:{SECRET}@127.0.0.1:1/news?no_such_option=1",
    ],
)
async def test_no_error_shows_the_password(address: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DatabaseUnreachable) as caught:
        await Database.open(address)
    assert SECRET not in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert SECRET not in caplog.text


def test_the_address_is_shown_with_all_that_is_no_secret() -> None:
    address = "postgresql://bob:x@host:5432/news?password=y&sslmode=require"
    assert shown(make_url(address)) == "postgresql://bob:***@host:5432/news?password=hidden&sslmode=require"


def test_the_settings_do_not_show_the_password() -> None:
    settings = Settings(database_url=f"postgresql://bob:{SECRET}@host/news", _env_file=None)
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings.model_dump())
    assert settings.database == f"postgresql://bob:{SECRET}@host/news"
