"""The settings of fetching."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.settings import Settings
from bot.sources.session import user_agent


def settings(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(f"COMMUNIQUE_{name.upper()}", value)
    return Settings(_env_file=None)


def test_nothing_private_may_be_fetched_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch).fetch_private == ()


def test_servers_of_ones_own_are_named_with_their_port(monkeypatch: pytest.MonkeyPatch) -> None:
    given = settings(monkeypatch, fetch_private="127.0.0.1:8000, Intranet.Example:80,[::0001]:9000,")
    assert given.fetch_private == (("127.0.0.1", 8000), ("intranet.example", 80), ("::1", 9000))


@pytest.mark.parametrize("value", ["localhost", "http://localhost:80", "localhost:80/news", "localhost:99999", ":80"])
def test_a_server_without_port_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(ValidationError, match=r"127\.0\.0\.1:8000"):
        settings(monkeypatch, fetch_private=value)


@pytest.mark.parametrize("value", ["a\r\nX: y", "me (you)", "ä@example.org"])
def test_a_contact_must_fit_a_header(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(ValidationError, match="no contact"):
        settings(monkeypatch, fetch_contact=value)


def test_the_contact_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "+news@example.org" in user_agent(settings(monkeypatch, fetch_contact="news@example.org").fetch_contact)
    assert user_agent(settings(monkeypatch, fetch_contact="").fetch_contact).endswith("(reads news of diplomacy)")
