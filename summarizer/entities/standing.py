"""Where and how often an article names an entity, as figures that tell its subjects from what it names in passing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log, log1p

from summarizer.entities.mentions import TOWN, Mention
from summarizer.entities.reading import DATELINE, TITLE, Reading

WEAK = frozenset({TOWN, "city", "region"})
"""Kinds of names that stand for a part of the country."""

NAMES = frozenset({"name", "official", "short", "other", "former"})
"""Kinds of names that stand for the whole of it."""

Rivals = Mapping[str, Sequence[Mention]]
"""Entities of one sort with their mentions: countries are compared with countries."""

SINGLE = (
    "constant",
    "in title",
    "first in title",
    "alone in title",
    "dateline",
    "dateline only",
    "dateline and title elsewhere",
    "in first sentence",
    "first in first sentence",
    "in first three sentences",
    "first place",
    "log count",
    "share",
    "most named",
    "share of sentences",
    "by name",
    "by demonym only",
    "by capital",
    "by weak names only",
    "by metonym",
    "others named",
    "only one named",
    "United States",
    "United States by dateline",
    "short text",
    "later than first three",
    "no dateline, first",
    "forms",
)
"""What is said of each entity."""

JOINT = (
    ("United States by dateline", "in title"),
    ("by name", "dateline"),
    ("dateline and title elsewhere", "dateline"),
    ("by metonym", "in title"),
    ("by weak names only", "in title"),
    ("by weak names only", "in first sentence"),
    ("United States", "others named"),
    ("United States", "by name"),
)
"""Pairs that say more together than each by itself: American news has its dateline and title at home."""

FEATURES = (*SINGLE, *(f"{one} & {other}" for one, other in JOINT))
"""The names of what `standing` gives, in its order."""

_PLACES = tuple((SINGLE.index(one), SINGLE.index(other)) for one, other in JOINT)


def sorts(named: Rivals) -> Iterator[Rivals]:
    """The entities that are compared with each other: countries, organisations, places."""
    found: dict[str, dict[str, Sequence[Mention]]] = {}
    for id, held in named.items():  # noqa: A001
        found.setdefault(id.partition(":")[0], {})[id] = held
    yield from found.values()


def is_dated(rivals: Rivals) -> bool:
    """Whether the dateline names one of them."""
    return any(one.segment == DATELINE for held in rivals.values() for one in held)


def standing(rivals: Rivals, reading: Reading) -> dict[str, list[float]]:
    """Return the `FEATURES` of each entity of one sort."""
    sentences = max(1, reading.segments[-1] + 1) if reading.segments else 1
    total = sum(map(len, rivals.values()))
    most = max(map(len, rivals.values()), default=0)
    in_title = [id for id, held in rivals.items() if any(one.segment == TITLE for one in held)]  # noqa: A001
    earliest = min((one.word for held in rivals.values() for one in held if one.segment >= TITLE), default=0)
    has_dateline = is_dated(rivals)
    lead = [one.word for held in rivals.values() for one in held if one.segment == 0]
    found: dict[str, list[float]] = {}
    for id, held in rivals.items():  # noqa: A001
        segments = [one.segment for one in held]
        kinds = {one.kind for one in held if one.segment != DATELINE}
        places = [segment for segment in segments if segment >= 0]
        titled = TITLE in segments
        dated = DATELINE in segments
        first = min((one.word for one in held if one.segment >= TITLE), default=-1)
        own = [one.word for one in held if one.segment == 0]
        is_us = id == "country:US"
        said = [
            1.0,
            float(titled),
            float(titled and first == earliest),
            float(in_title == [id]),
            float(dated),
            float(dated and len(held) == 1),
            float(bool(in_title) and not titled),
            float(0 in segments),
            float(bool(own) and min(own) == min(lead)),
            float(any(0 <= place < 3 for place in places)),
            1 / (1 + min(places)) if places else 0.0,
            log1p(len(held)),
            len(held) / total,
            float(len(held) == most),
            len(set(places)) / sentences,
            float(bool(kinds & NAMES)),
            float(kinds == {"demonym"}),
            float("capital" in kinds),
            float(bool(kinds) and kinds <= WEAK),
            float("metonym" in kinds),
            log(len(rivals)),
            float(len(rivals) == 1),
            float(is_us),
            float(is_us and dated),
            1 / sentences,
            float(bool(places) and min(places) >= 3 and not titled and not dated),
            float(not has_dateline and first == earliest),
            log1p(len({one.written for one in held})),
        ]
        found[id] = said + [said[one] * said[other] for one, other in _PLACES]
    return found
