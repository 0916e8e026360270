"""Which letters can be drawn, and with which fonts."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

USUAL = "DejaVu Sans"
"""Comes with matplotlib; has Latin, Greek, Cyrillic and Arabic."""

EASTERN = "Noto Sans CJK TC"
"""Chinese of either writing, Japanese and Korean; opened only where its letters are needed."""


def families(text: str) -> list[str]:
    """The fonts for a text, each taken where those before it have no such letter."""
    return [USUAL, EASTERN] if any(ord(letter) not in _usual() for letter in text) and _eastern() else [USUAL]


def legible(text: str, instead: str = "") -> str:
    """The text without signs that no font has, such as emoji; ``instead`` if it has letters that none has."""
    kept = []
    for letter in " ".join(text.split()):
        if ord(letter) in _usual() or ord(letter) in _eastern():
            kept.append(letter)
        elif unicodedata.category(letter)[0] in "LM":
            return instead
    return "".join(kept).strip() or instead


@cache
def _usual() -> frozenset[int]:
    return frozenset(_charmap(font_manager.findfont(USUAL)))


@cache
def _eastern() -> frozenset[int]:
    folder = Path(str(files("cvttf_NotoSansCJK_Regular")))
    path = next(folder.glob("*.otf"))
    font_manager.fontManager.addfont(path)
    return frozenset(_charmap(str(path)))


def _charmap(path: str) -> dict[int, int]:
    return dict(FT2Font(path).get_charmap())
