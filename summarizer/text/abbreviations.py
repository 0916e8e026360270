"""Abbreviations of diplomatic prose in each language, by what may follow their full stop."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that are written with a full stop; those in small letters stand for any case.

    ``before``: never end a sentence (``Amb.``). ``numbered``: not before a number (``Art. 5``), else plain words.
    ``within``: end a sentence only if the next word is one that opens sentences (``Inc.``). ``closing``: end it before
    any capital (``p.m.``). ``dated``: after a number a closing one, else a title (``1993 г.``, ``г. Москва``).
    ``ordinal``: whether a number with a full stop is an ordinal, as in German.
    """

    before: frozenset[str]
    numbered: frozenset[str]
    within: frozenset[str]
    closing: frozenset[str]
    dated: frozenset[str]
    ordinal: bool


@cache
def abbreviations(language: str) -> Abbreviations:
    """Return what is known of a language's abbreviations; for an unknown one those that are the same everywhere."""
    every: dict[str, dict[str, str]] = json.loads(
        files("summarizer.text").joinpath("data/abbreviations.json").read_text(encoding="utf-8")
    )
    own = every.get(language, {})

    def listed(kind: str) -> frozenset[str]:
        return frozenset(every[""].get(kind, "").split()) | frozenset(own.get(kind, "").split())

    return Abbreviations(
        listed("before"), listed("numbered"), listed("within"), listed("closing"), listed("dated"), "ordinal" in own
    )


def spelled(word: str, among: frozenset[str]) -> bool:
    """Whether a word, as written in a text, is among those listed."""
    return word in among or word.lower() in among or (word.isupper() and word.capitalize() in among)
