"""Arabic words without the article, so that a word and the word with its article have one stem.

Snowball's stemmer takes the plural's ending from a word with the article and leaves half of it on the same word without
one: العقوبات and عقوبات were two terms.
"""

from __future__ import annotations

from collections.abc import Callable

ARTICLES = (("وبال", 4), ("وكال", 4), ("وال", 4), ("فال", 4), ("بال", 4), ("كال", 4), ("ولل", 4), ("لل", 3), ("ال", 3))
"""The article, with what is written together with it, and how many letters of a word must follow at least."""

PLURAL, HALF = "ات", "ا"
"""The ending of many a plural, and what Snowball leaves of it."""

SHORTEST = 3
"""Letters of a stem, at least."""


def stemmed(word: str, snowball: Callable[[str], str]) -> str:
    """The stem of a folded word: by Snowball, of the word without its article and without a half ending."""
    bare = _bare(word)
    found = snowball(bare)
    if bare.endswith(PLURAL) and found.endswith(HALF) and len(found) > SHORTEST:
        return found.removesuffix(HALF)
    return found


def _bare(word: str) -> str:
    for article, least in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= least:
            return word.removeprefix(article)
    return word
