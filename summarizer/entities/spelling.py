"""How text is spelled for comparison with names: words without case, accents and vowel signs, hyphens by themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.text.folding import unaccented

HYPHEN = "-"

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+|(?<=\w)[-‐‑–](?=\w)")
"""A dotted abbreviation, a word, or a hyphen inside a compound."""

_ARABIC = {ord(sign): "ا" for sign in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه", ord("ؤ"): "و", ord("ئ"): "ي"}
_OTHER = {ord("ı"): "i", ord("ё"): "е", ord("’"): "'", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("."): None}
_UNWRITTEN = {
    **dict.fromkeys((0x0640, 0x0670, 0x00AD, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x200B, 0x2010)))
}
_FOLDED: dict[int, str | None] = {**_ARABIC, **_OTHER, **_UNWRITTEN}
_UNWRITTEN_SIGNS = re.compile("[\u0640\u0670\u00ad\u0610-\u061a\u064b-\u065f\u200b-\u200f]")

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""A letter of a script that is written without spaces between words."""


def spelled(text: str) -> list[str]:
    """The words of a text as written, hyphens of compounds among them; ``U.S.`` is one word."""
    return _WORD.findall(text if text.isascii() else _UNWRITTEN_SIGNS.sub("", text))


def plain(word: str) -> str:
    """A word as it is compared: lower case, no accents, dots and vowel signs, one letter for the forms of alef."""
    return word.lower().replace(".", "") if word.isascii() else _plain(word)


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    return unaccented(word.casefold().translate(_FOLDED))
