"""How a language reports what somebody said: its words of speaking, of joining and of office, from data files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("data")

_JOINED = ("verbs", "reporting", "acting", "known", "small")


@dataclass(frozen=True, slots=True)
class Frame:
    """Words in small letters.

    ``say``: verbs that a clause may follow with nothing between; ``report``: that need "that", a colon or a quotation;
    ``call``: whose quotation is a part of a clause; ``along``: forms that take the subject of the clause before;
    ``participles``: that speak with a helper only; ``verbs`` are all of these, ``reporting`` those before a clause.
    ``toward``: before whom it is said to; ``as_``: as X said.
    ``that``: what opens a reported clause. ``helpers``: what may stand between subject and verb; ``passive`` and
    ``denying``: what there makes the subject no speaker. ``according``: openings of a source. ``roles``: whoever and
    whatever may speak without a name. ``pronouns``: each with "m", "f", "n" or "p". ``joins``: after which a new
    clause begins; ``within``: links inside a name or title; ``stops``: what ends a name to the right; ``openers``: what
    may stand before a subject; ``times``: capitalised words that are nobody; ``he``, ``she``: titles that tell.
    """

    say: frozenset[str]
    report: frozenset[str]
    call: frozenset[str]
    along: frozenset[str]
    participles: frozenset[str]
    that: frozenset[str]
    helpers: frozenset[str]
    passive: frozenset[str]
    denying: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    toward: frozenset[str]
    as_: frozenset[str]
    roles: frozenset[str]
    pronouns: dict[str, str]
    articles: frozenset[str]
    joins: frozenset[str]
    relatives: frozenset[str]
    within: frozenset[str]
    stops: frozenset[str]
    openers: frozenset[str]
    times: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    has_capitals: bool
    drops_subject: bool
    verb_first: bool
    verbs: frozenset[str]
    reporting: frozenset[str]
    acting: frozenset[str]
    known: frozenset[str]
    small: frozenset[str]


@cache
def frame(language: str) -> Frame:
    """The frame of a language of `LANGUAGES` that sets words apart. Made once."""
    held = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    sets = {
        name: frozenset(_forms(held.get(name.rstrip("_"), "")))
        for name in Frame.__slots__
        if name not in ("according", "pronouns", "has_capitals", "drops_subject", "verb_first", *_JOINED)
    }
    verbs = sets["say"] | sets["report"] | sets["call"] | sets["along"] | sets["participles"]
    according = sorted((tuple(one.split()) for one in held["according"]), key=len, reverse=True)
    return Frame(
        **sets,
        according=tuple(according),
        pronouns=held["pronouns"],
        has_capitals=held.get("has_capitals", True),
        drops_subject=held.get("drops_subject", False),
        verb_first=held.get("verb_first", False),
        verbs=verbs,
        reporting=sets["say"] | sets["report"] | sets["along"] | sets["participles"],
        acting=verbs | sets["passive"],
        known=sets["roles"] | sets["articles"],
        small=sets["within"] | sets["articles"] | sets["stops"],
    )


def _forms(listed: str | list[str]) -> Iterator[str]:
    """Words; ``сказа/л/ла`` stands for its stem with each ending."""
    for word in (listed if isinstance(listed, str) else " ".join(listed)).split():
        stem, *endings = word.split("/")
        yield from (stem + ending for ending in endings) if endings else (stem,)
