"""Colours for light and dark screens: those of several topics differ for the colour-blind too, and in their shapes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """``ink`` for what is read, ``faint`` for what is beside it; ``badge`` marks, with ``on_badge`` written on it."""

    ground: str
    ink: str
    faint: str
    grid: str
    bar: str
    badge: str
    on_badge: str
    series: tuple[str, str, str, str]


LIGHT = Colours(
    ground="#ffffff",
    ink="#1a1d21",
    faint="#565e69",
    grid="#e2e5ea",
    bar="#2f6fb3",
    badge="#b4410e",
    on_badge="#ffffff",
    series=("#1f5fa8", "#c2570c", "#1b7f4d", "#8a3ba5"),
)
DARK = Colours(
    ground="#17212b",
    ink="#f3f5f7",
    faint="#aab4bf",
    grid="#2c3946",
    bar="#5b9fe3",
    badge="#f6a35c",
    on_badge="#17212b",
    series=("#6db1f2", "#f6a35c", "#62cf9a", "#d69bf0"),
)
