"""What a picture shows, in words that are ready to be drawn: plain values that travel to the worker process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Ticks = Sequence[tuple[int, str]]
"""Labels of the time axis: at which piece, and the words."""


MARKS = {False: "\u200e", True: "\u200f"}
"""Say in which direction a line is read, whatever names of the other direction stand in it; by `Look.rtl`."""


@dataclass(frozen=True, slots=True)
class Look:
    """How it is drawn; ``rtl`` for a language that is written from right to left. Time runs to the right in either."""

    dark: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A story at the piece in which it was told most; ``number`` is its badge, ``words`` stand under the chart."""

    piece: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """One count for each piece of a period."""

    title: str
    subtitle: str
    ticks: Ticks
    values: Sequence[int]
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Several counts over the same period, each with its name."""

    title: str
    subtitle: str
    ticks: Ticks
    series: Sequence[tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Names with a count each, the greatest first."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Events:
    """What happened when: date, sentence and origin of each, the earliest first."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Panels:
    """At most four counts over the same period, each with its name and a scale of its own."""

    title: str
    subtitle: str
    ticks: Ticks
    series: Sequence[tuple[str, Sequence[int]]]


Chart = Bars | Lines | Ranks | Events | Panels
