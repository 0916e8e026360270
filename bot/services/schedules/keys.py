"""The keys of the IANA database: which there are, and under which one a place stands today."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_NO_PLACE = ("Factory", "localtime")


@cache
def keys() -> dict[str, str]:
    """Every key, by itself in small letters."""
    listed = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {key.casefold(): key for key in listed if key not in _NO_PLACE}


@cache
def places() -> dict[str, tuple[str, ...]]:
    """The keys that stand for places, by the code of their country, in the order of zone.tab."""
    found: dict[str, list[str]] = {}
    for line in _file("zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, key = line.split("\t")[:3]
            found.setdefault(code, []).append(key)
    return {code: tuple(listed) for code, listed in found.items()}


@cache
def located() -> frozenset[str]:
    """The keys that stand for places."""
    return frozenset(key for listed in places().values() for key in listed)


def canonical(key: str) -> str:
    """The key under which a place stands: Europe/Kyiv for Europe/Kiev, Asia/Tokyo for Japan; others as they are."""
    target = key
    while target not in located() and target in _links():
        target = _links()[target]
    return target if target in located() else key


@cache
def _links() -> dict[str, str]:
    lines = (line.split(" ") for line in _file("tzdata.zi").read_text("utf-8").splitlines() if line.startswith("L "))
    return {name: target for _, target, name in lines}


def _file(name: str) -> Traversable:
    return resources.files("tzdata").joinpath("zoneinfo", name)
