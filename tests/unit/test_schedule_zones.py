"""Time zones from what people call them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadOffset, CommuniqueError, NoZoneThere, SeveralZones, UnknownZone
from bot.services.schedules.moments import zone_of
from bot.services.schedules.zones import BETWEEN, PRIMARY, find_zone, zone_at

NOW = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("asia/ho chi minh", "Asia/Ho_Chi_Minh"),
        ("Etc/GMT+3", "Etc/GMT+3"),
        ("Tokyo", "Asia/Tokyo"),
        ("Tokyo time", "Asia/Tokyo"),
        ("Токио", "Asia/Tokyo"),
        ("东京", "Asia/Tokyo"),
        ("طوكيو", "Asia/Tokyo"),
        ("Tokio", "Asia/Tokyo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Kiev", "Europe/Kyiv"),
        ("Lyon", "Europe/Paris"),
        ("Женева", "Europe/Zurich"),
        ("北京", "Asia/Shanghai"),
        ("Japan", "Asia/Tokyo"),
        ("Япония", "Asia/Tokyo"),
        ("China", "Asia/Shanghai"),
        ("Samoa", "Pacific/Apia"),
        ("Turkey", "Europe/Istanbul"),
        ("UK", "Europe/London"),
        ("EST", "America/New_York"),
        ("UTC", "UTC"),
        ("UTC+3", "Etc/GMT-3"),
        ("+03:00", "Etc/GMT-3"),
        ("GMT−5", "Etc/GMT+5"),
        ("+0530", "Asia/Kolkata"),
        ("-00:00", "UTC"),
    ],
)
def test_a_zone_by_any_name(said: str, key: str) -> None:
    assert find_zone(said, NOW) == key


@pytest.mark.parametrize(
    ("said", "error", "suggested"),
    [
        ("Tokoy", UnknownZone, "Tokyo"),
        ("Pariss", UnknownZone, "Paris"),
        ("Mars/Olympus", UnknownZone, None),
        ("", UnknownZone, None),
        ("🙂", UnknownZone, None),
        ("Factory", UnknownZone, None),
        ("USA", SeveralZones, "New York"),
        ("Россия", SeveralZones, "Moscow"),
        ("-3:30", SeveralZones, "St. John’s"),
        ("+12:45", SeveralZones, "Chatham"),
        ("UTC+15", BadOffset, None),
        ("+07:17", BadOffset, None),
        ("+5:99", BadOffset, None),
    ],
)
def test_what_is_no_zone_is_refused_with_what_comes_near(
    said: str, error: type[CommuniqueError], suggested: str | None
) -> None:
    with pytest.raises(error) as refused:
        find_zone(said, NOW)
    names = refused.value.values.get("suggestions", ())
    assert isinstance(names, (list, tuple))
    assert suggested in names if suggested else not names


def test_a_shared_location_has_the_zone_of_its_place() -> None:
    assert zone_at(35.7, 139.7) == "Asia/Tokyo"
    assert zone_at(46.2, 6.15) == "Europe/Zurich"
    assert zone_at(0.0, -30.0) == "Etc/GMT+2"


def test_a_location_off_the_globe_has_none() -> None:
    with pytest.raises(NoZoneThere):
        zone_at(float("nan"), 0.0)


@pytest.mark.parametrize(("minutes", "key"), BETWEEN.items())
def test_stand_ins_for_odd_differences_have_them_all_year(minutes: int, key: str) -> None:
    offsets = {datetime(2026, month, 1, tzinfo=UTC).astimezone(zone_of(key)).utcoffset() for month in range(1, 13)}
    assert [round(offset.total_seconds() / 60) for offset in offsets if offset is not None] == [minutes]


def test_primary_zones_exist() -> None:
    assert all(zone_of(key) for key in PRIMARY.values())


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20))
def test_any_words_are_a_zone_or_refused_by_name(said: str) -> None:
    try:
        found = find_zone(said, NOW)
    except CommuniqueError:
        found = "UTC"
    assert zone_of(found)
