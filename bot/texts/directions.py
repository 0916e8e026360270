"""Both directions of writing: what is put among text of the other one keeps its own, and commands stay as typed.

By isolates of the Unicode bidirectional algorithm (UAX 9). Nothing is put into a value: isolates stand around it, and
not around what is copied or followed, such as text in ``<code>`` and addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale

from bot.texts.html import Markup

FROM_FIRST_LETTER, LEFT_TO_RIGHT, END = "\u2068", "\u2066", "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"
MARKS = dict.fromkeys(map(ord, (FROM_FIRST_LETTER, LEFT_TO_RIGHT, END, RIGHT_TO_LEFT_MARK)))

AS_IT_IS = "_as_it_is"
"""Behind the name of a value that stands where nothing may be put around it."""

# Bidirectional types of UAX 9: strong letters of either direction, and numbers.
_FOREIGN_TO_ARABIC = frozenset(("L", "EN", "AN"))
_FOREIGN_TO_LATIN = frozenset(("R", "AL"))

_COMMAND = r"(?<![\w/<.])/[a-z]+(?: [!-;=?-~]+)*(?: <code>.*?</code>)?"
_HANDLE = r"@\{\w+\}"
_PIECE = re.compile(rf"<code>.*?</code>|<a [^>]*>|{_HANDLE}|{_COMMAND}")
_NAME = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<[^<>]*>|\{\w+\}")
_ENDING = ".,:;!?)"


@cache
def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left, by CLDR."""
    return bool(Locale.parse(language).text_direction == "rtl")


@cache
def arranged(template: str) -> str:
    """The template of a language written from right to left: its commands and examples are isolated.

    A line without letters of its own goes from right to left all the same.
    """
    return "\n".join(_line(line) for line in template.split("\n"))


@cache
def guarded(template: str) -> str:
    """The template of a language written from left to right: nothing is put around what is copied or followed."""
    return _PIECE.sub(lambda found: _untouched(found[0]), template)


def isolated(value: str, *, among_arabic: bool = True) -> str:
    """The value, kept from what is around it where their order could mix; an address and what is arranged stays.

    ``among_arabic``: whether it stands in a sentence that is written from right to left.
    """
    if value.isascii() and not among_arabic:
        return value
    if not _mixes(value, _FOREIGN_TO_ARABIC if among_arabic else _FOREIGN_TO_LATIN):
        return value
    kept = f"{FROM_FIRST_LETTER}{value}{END}"
    return Markup(kept) if isinstance(value, Markup) else kept


def joined(parts: Iterable[str], between: str) -> str:
    """The parts in a row from right to left, whatever the first one begins with."""
    return RIGHT_TO_LEFT_MARK + between.join(isolated(part) for part in parts)


def unmarked(text: str) -> str:
    """The text without the marks that were put in here, for what arranges by itself."""
    return text.translate(MARKS)


def _line(line: str) -> str:
    arranged_line = _PIECE.sub(lambda found: _piece(found[0]), line)
    letters = _TAG.sub("", _PIECE.sub("", line))
    is_plain = bool(line) and not any(unicodedata.bidirectional(letter) in _FOREIGN_TO_LATIN for letter in letters)
    return RIGHT_TO_LEFT_MARK + arranged_line if is_plain and ("{" in line or letters.strip()) else arranged_line


def _piece(piece: str) -> str:
    if piece.startswith("<a "):
        return _untouched(piece)
    end = len(piece.rstrip(_ENDING))
    piece, rest = piece[:end], piece[end:]
    opening = LEFT_TO_RIGHT if piece.startswith(("/", "@")) else FROM_FIRST_LETTER
    return f"{opening}{_untouched(piece)}{END}{rest}"


def _untouched(piece: str) -> str:
    """The piece with its values as they are."""
    return _NAME.sub(lambda found: f"{{{found[1]}{AS_IT_IS}}}", piece)


def _mixes(value: str, foreign: frozenset[str]) -> bool:
    if not value or value.isdigit() or "://" in value or "\n" in value or FROM_FIRST_LETTER in value:
        return False
    kinds = {unicodedata.bidirectional(letter) for letter in value}
    return bool(kinds & foreign) and RIGHT_TO_LEFT_MARK not in value[:1]
