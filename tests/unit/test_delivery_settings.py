"""The settings of how digests are sent."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.settings import MOST_PLACES, Settings


def settings(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(f"COMMUNIQUE_{name.upper()}", value)
    return Settings(_env_file=None)


def test_eight_are_on_their_way_at_the_rate_that_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    given = settings(monkeypatch)
    assert (given.messages_per_second, given.places) == (28, 8)


@pytest.mark.parametrize(("rate", "places"), [("5", 8), ("100", 25), ("900", 225), ("5000", MOST_PLACES)])
def test_more_are_on_their_way_where_more_may_go(monkeypatch: pytest.MonkeyPatch, rate: str, places: int) -> None:
    assert settings(monkeypatch, messages_per_second=rate).places == places


def test_without_a_limit_as_many_are_on_their_way_as_make_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch, messages_per_second="0").places == MOST_PLACES


def test_who_says_how_many_gets_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    given = settings(monkeypatch, messages_per_second="1000", in_flight="4")
    assert given.places == 4
    assert given.connections > given.places


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("messages_per_second", "-1"),
        ("messages_per_second", "inf"),
        ("messages_per_second", "nan"),
        ("in_flight", "0"),
        ("alerts_per_hour", "-1"),
        ("on_unknown", "guess"),
    ],
)
def test_what_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=name):
        settings(monkeypatch, **{name: value})
