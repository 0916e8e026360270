"""A chart as a PNG. For the worker process: matplotlib is loaded by the first picture, and stays there."""

from __future__ import annotations

from importlib import import_module

from bot.texts.charts.model import Bars, Chart, Events, Lines, Look, Panels, Ranks

PAINTERS = {Bars: "bars", Lines: "lines", Ranks: "ranks", Events: "events", Panels: "panels"}
"""The module that paints each kind."""


def draw(chart: Chart, look: Look) -> bytes:
    """The picture, 1080 pixels wide."""
    painter = import_module(f"bot.texts.charts.{PAINTERS[type(chart)]}")
    painting = import_module("bot.texts.charts.painting")
    png: bytes = painting.painted(painter.paint, chart, look)
    return png
