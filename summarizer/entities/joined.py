"""What Arabic writes in one word with the name that follows: particles and the article.

A name is filed once, under its bare form; what stands before it is looked at when it is found.
"""

from __future__ import annotations

_ARTICLE = "ال"
_PARTICLES = frozenset({"", "و", "ف", "ب", "ل", "ك", "ول", "وب"})
_ARTICLES = frozenset({"ال", "وال", "فال", "بال", "كال", "لل", "ولل"})

LONGEST = max(map(len, _ARTICLES))


def joins(whole: str) -> bool:
    """Whether a plain name is written in Arabic letters."""
    return "\u0621" <= whole[0] <= "\u064a"


def has_article(whole: str) -> bool:
    """Whether a plain name has the article, so that it is that name with an article only."""
    return whole.startswith(_ARTICLE)


def bare(whole: str) -> str:
    """A plain name without its article."""
    return whole.removeprefix(_ARTICLE)


def is_article(before: str) -> bool:
    """Whether letters before a bare name are the article, with a particle or without."""
    return before in _ARTICLES


def is_particle(before: str) -> bool:
    """Whether letters before a bare name are a particle by itself, or nothing."""
    return before in _PARTICLES
