"""The words that hold a sentence together and say nothing about its subject."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def stopwords(language: str) -> frozenset[str]:
    """Return the function words of an ISO 639-1 code's language, in small letters; an empty set if none are listed."""
    if not (language.isascii() and language.isalpha()):
        return frozenset()
    listed = files("summarizer.text").joinpath(f"data/stopwords/{language.lower()}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split()) if listed.is_file() else frozenset()
