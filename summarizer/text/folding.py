"""Words with everything taken off that does not change which word it is: case, width, vowel marks, invisible signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

_INVISIBLE = (0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_ARABIC_MARKS = (0x0640, 0x0670, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06EE))
_HEBREW_MARKS = (*range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7)
_DOT_OF_SMALL_I = 0x0307
_DROPPED = re.compile(f"[{''.join(map(chr, (*_INVISIBLE, *_ARABIC_MARKS, *_HEBREW_MARKS, _DOT_OF_SMALL_I)))}]+")
_REPLACED = {"_": " ", "ё": "е", "’": "'", "ʼ": "'"}

# Vowel signs of the Indian scripts and of Thai belong to their word, but are no word characters to ``re``.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_WORD = re.compile(rf"\w[\w{_MARKS}]*")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_DOTTED = re.compile(r"\b[^\W\d](?:\.[^\W\d])+\b\.?")
_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_CHARACTER_OR_RUN = re.compile(f"{_CHARACTER.pattern}|[^{_CHARACTER.pattern[1:]}+")
_MARKED_CHARACTER = re.compile(f"{_CHARACTER.pattern}[{_MARKS}]")
_CHARACTER_OR_WORD = re.compile(
    rf"(?=\w){_CHARACTER.pattern}|[^\W{_CHARACTER.pattern[1:]}(?:[^\W{_CHARACTER.pattern[1:]}++|[{_MARKS}])*+"
)
"""What `_WORD` and then `_CHARACTER_OR_RUN` find, in one go, where no character has a mark behind it."""
_MOST_MARKS = 30
_LONG_RUN = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1},}}")
"""What may hold too many marks: none of them is below, and words are shorter."""
_UNTOLD_MARKS = dict.fromkeys((0x0F73, 0x0F75, 0x0F81, 0xFF9E, 0xFF9F), "\u0301")
"""No marks as Unicode has them, but they turn into marks."""
_MANY_MARKS = re.compile(rb"[^\0]{%d,}" % (_MOST_MARKS + 1))
_ROUNDS = 4
_BORDER = "\x1e"
"""Stands between texts that are folded together: no word, and nothing composes with it."""
_COMBINING = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> list[str]:
    """Return the words of ``text`` in order, so that two spellings of one word are the same string.

    Compatibility forms are unified (NFKC), case is folded, vowel marks and invisible characters go, ``ё`` is
    ``е``, a possessive ``'s`` goes, ``U.N.`` is ``un``. Chinese characters and kana are a word each. Accents stay, as
    stemmers need them; ``unaccented`` takes them off.
    """
    return _words(_bare(text))


def fold_each(texts: Sequence[str]) -> list[list[str]]:
    """As `fold` for each of several texts, in a third of the time where they are as short as sentences."""
    if not texts:
        return []
    bare = _bare(_BORDER.join([text.replace(_BORDER, " ") if _BORDER in text else text for text in texts]))
    if bare.isascii() or not _CHARACTER.search(bare):
        return list(map(_WORD.findall, bare.split(_BORDER)))
    return list(map(_words, bare.split(_BORDER)))


def _bare(text: str) -> str:
    return _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", _POSSESSIVE.sub("", _normal(text)))


def _words(bare: str) -> list[str]:
    if bare.isascii() or not _CHARACTER.search(bare):
        return _WORD.findall(bare)
    if not _MARKED_CHARACTER.search(bare):
        return _CHARACTER_OR_WORD.findall(bare)
    parts = (part for word in _WORD.findall(bare) for part in _CHARACTER_OR_RUN.findall(word))
    return [part for part in parts if _WORD.match(part)]


def normalised(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """As `unicodedata.normalize`, with no more than thirty marks on one letter.

    It sorts the marks of a letter in a time that grows with their square: a megabyte of them takes half an hour.
    Thirty is what Unicode's stream-safe text format allows (UAX 15, section 13); no language needs ten.
    """
    return unicodedata.normalize(form, text if text.isascii() else _LONG_RUN.sub(_with_few_marks, text))


def _with_few_marks(found: re.Match[str]) -> str:
    run = found.group()
    kept, reached = [], 0
    for marks in _MANY_MARKS.finditer(bytes(map(unicodedata.combining, run.translate(_UNTOLD_MARKS)))):
        kept.append(run[reached : marks.start() + _MOST_MARKS])
        reached = marks.end()
    return "".join([*kept, run[reached:]])


def unaccented(word: str) -> str:
    """Return ``word`` with each accented letter replaced by its plain one."""
    if word.isascii() or (len(word) == 1 and "\u3400" <= word <= "\u9fff"):
        return word
    return unicodedata.normalize("NFC", _COMBINING.sub("", normalised("NFD", word)))


@lru_cache(maxsize=8_192)
def one_character(word: str) -> bool:
    """Tell whether ``word`` is a Chinese character or kana, which are written without spaces between them."""
    return len(word) == 1 and _CHARACTER.match(word) is not None


def _normal(text: str) -> str:
    if text.isascii():
        return text.lower().replace("_", " ")
    # What is dropped or folded may let other signs compose: seldom, but a folded word has to stay itself.
    for _ in range(_ROUNDS):
        before, text = text, _DROPPED.sub("", normalised("NFKC", text.casefold()))
        for sign, other in _REPLACED.items():
            text = text.replace(sign, other)
        if text == before:
            break
    return text
