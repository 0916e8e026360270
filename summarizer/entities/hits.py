"""A passage of a text that is written as a name is, before it is known whether it is that name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from summarizer.entities.forms import Form


class Hit(NamedTuple):
    """Forms that stand at ``start`` to ``end`` of a line of words; the end is that of the last word.

    ``reach`` is where the forms end, which is before ``end`` if a stem has an ending.
    """

    start: int
    end: int
    reach: int
    forms: tuple[Form, ...]


def distinct(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Forms of which no two mean and ask for the same; the first of those that do stays."""
    found: dict[object, Form] = {}
    for form in forms:
        found.setdefault(form.asks, form)
    return tuple(found.values())


def together(hits: Iterable[Hit], others: Iterable[Hit]) -> list[Hit]:
    """Hits of two lists in order of their ends; where both have a passage, the forms of the first come first."""
    found = {(hit.reach, hit.start, hit.end): hit for hit in hits}
    for hit in others:
        place = hit.reach, hit.start, hit.end
        first = found.get(place)
        found[place] = hit if first is None else Hit(hit.start, hit.end, hit.reach, distinct(first.forms + hit.forms))
    return [found[place] for place in sorted(found)]
