"""Letters of another alphabet that look like those of a word's own: a reader cannot see why "Jаpan" finds nothing.

Pairs after Unicode's confusables (Technical Standard 39), those of Latin with Cyrillic and Greek.
"""

from __future__ import annotations

import re
import unicodedata

# Capitals whose small letters are among them are too: a word is read again in small letters.
_CYRILLIC = str.maketrans(
    dict(zip("абвеікмнорстухѕјԁһАБВЕІКМНОРСТУХЅЈԀҺ", "abbeikmhopctyxsjdhABBEIKMHOPCTYXSJDH", strict=True))
    | dict(zip("αβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abeikvoptuxABEZHIKMNOPTYX", strict=True))
)
_LATIN = str.maketrans(
    dict(zip("aeikmhopctyxsjABEIKMHOPCTYXSJ", "аеікмһорстухѕјАВЕІКМНОРСТУХЅЈ", strict=True)),
)
_WORD = re.compile(r"[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
"""Letters of one word: signs of Chinese, Japanese and Korean end it, as they do where a text is taken apart."""


def unmixed(text: str) -> str:
    """The text with each word that mixes Latin and another alphabet in one of them, if its letters allow it.

    As long as before. A word of one alphabet stays as it is.
    """
    return text if text.isascii() else _WORD.sub(lambda found: _one_script(found[0]), text)


def _one_script(word: str) -> str:
    if len(_scripts(word)) < 2:
        return word
    # Words of more Latin letters are tried as Latin first.
    latin = sum(char.isascii() for char in word)
    tables = (_CYRILLIC, _LATIN) if 2 * latin >= len(word) else (_LATIN, _CYRILLIC)
    return next((one for table in tables if len(_scripts(one := word.translate(table))) == 1), word)


def _scripts(word: str) -> set[str]:
    named = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return named & {"LATIN", "CYRILLIC", "GREEK"}
