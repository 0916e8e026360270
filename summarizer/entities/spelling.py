"""How text is spelled for comparison with names: words without case, accents and vowel signs, hyphens by themselves."""

from __future__ import annotations

import re

from summarizer.model import Span
from summarizer.text.folding import normalised, unaccented

HYPHEN = "-"

REMEMBERED = 20_000
"""Words that are remembered with their plain forms."""

BREAK = "\x1e"
"""A word by itself, put between two sentences."""

_WORD = re.compile(rf"\w+(?:(?<=\b\w)(?:\.\w\b)+\.?)?|(?<=\w)[-‐‑–](?=\w)|(?<=\w)\+(?!\d)|{BREAK}")
"""A word, a dotted abbreviation, a hyphen inside a compound, the plus of OPEC+, or a break."""

_ARABIC = {ord(sign): "ا" for sign in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه", ord("ؤ"): "و", ord("ئ"): "ي"}
_OTHER = {ord("ı"): "i", ord("ё"): "е", ord("’"): "'", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("."): None}
_UNWRITTEN = {
    **dict.fromkeys((0x0640, 0x0670, 0x00AD, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x200B, 0x2010)))
}
_FOLDED: dict[int, str | None] = {**_ARABIC, **_OTHER, **_UNWRITTEN}
_UNWRITTEN_SIGNS = re.compile("[\u0640\u0670\u00ad\u0610-\u061a\u064b-\u065f\u200b-\u200f]")

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""A letter of a script that is written without spaces between words."""


KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")

_BORDER = re.compile(rf"(?<=[A-Za-z0-9])(?={UNSPACED.pattern})|(?<={UNSPACED.pattern})(?=[A-Za-z0-9])")


def spelled(text: str) -> list[str]:
    """The words of a text as written, hyphens of compounds among them; ``U.S.`` is one word.

    Latin letters beside Chinese characters or kana are words by themselves.
    """
    if text.isascii():
        return _WORD.findall(text)
    text = _UNWRITTEN_SIGNS.sub("", text)
    if UNSPACED.search(text):
        text = _BORDER.sub(" ", normalised("NFKC", text))
    return _WORD.findall(text)


def standing_words(text: str) -> list[Span] | None:
    """Where each of the words of a text stands in it.

    None where `spelled` does not take the text as it stands, so that its words cannot be counted.
    """
    if not text.isascii() and (_UNWRITTEN_SIGNS.search(text) or UNSPACED.search(text)):
        return None
    return [word.span() for word in _WORD.finditer(text)]


def worked_out(word: str) -> str:
    """As `plain`, for a word that need not be remembered."""
    found = word.lower().replace(".", "") if word.isascii() else unaccented(word.casefold().translate(_FOLDED))
    # A word of vowel signs only would vanish from the line.
    return found or word


class _Plain(dict[str, str]):
    """Words as they are compared, worked out once while they are remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = found = worked_out(word)
        return found


class _Shown(dict[str, str]):
    """Words with their capitals, each as long as its plain form."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        found = word if len(word) == len(PLAIN[word]) else self._capitals(word)
        self[word] = found
        return found

    @staticmethod
    def _capitals(word: str) -> str:
        found = PLAIN[word]
        raised = found.upper() if word.isupper() else found[:1].upper() + found[1:] if word[0].isupper() else found
        return raised if len(raised) == len(found) else found


PLAIN = _Plain()
"""A word as written to its plain form."""

SHOWN = _Shown()
"""A word as written to its plain form with the capitals that it was written with."""


def plain(word: str) -> str:
    """A word as it is compared: lower case, no accents, dots and vowel signs, one letter for the forms of alef."""
    return PLAIN[word]
