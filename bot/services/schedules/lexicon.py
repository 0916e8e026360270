"""The words in which hours and days are said, in the six languages of the United Nations and German.

Symbols: a number; ``of8`` an hour that has begun; ``07:30`` a time; ``half``, ``coming`` (half of the hour that comes),
``quarter``, ``past``, ``to``, ``minus``, ``less`` (before the minutes), ``and``, ``hour``, ``minute``, ``am``, ``pm``,
``night``; the kinds and days of a schedule; what can be set; ``skip`` says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "de")
"""Where two languages mean different things by a word, the first of them is understood."""

_CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2}) ?(?:[:.]|(?:h|ч|uhr|u|点|點|时|時)(?= ?\d\d)) ?"
    r"(?P<minute>\d\d)(?![\d.:]| ?[点點时時h])"
    r"|(?<!\d)(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)(?!\d)"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_SIGNS = re.compile(r"[\s,;،、。./|&+–—−~-]+")
_HAN = re.compile(r"[㐀-鿿]")
_HAN_NUMBER = re.compile("[零〇一二两兩三四五六七八九十]+")
_HAN_DIGITS = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
_TENS = (20, 30, 40, 50)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of what was written, at its place there; ``symbol`` is empty for one that is not known."""

    symbol: str
    number: int
    start: int
    end: int
    digits: bool = False


def fold(text: str) -> tuple[str, list[int]]:
    """The text without capitals, accents and foreign digits; and for each letter the place where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if unicodedata.category(part) in ("Mn", "Cf") or part == "ـ":
                continue
            letters.append(str(unicodedata.decimal(part)) if part.isdecimal() else part)
            places.append(place)
    return "".join(letters), places


def tokens(text: str) -> list[Token]:
    """What was written, word for word, the longest phrases that are known first; numbers of two words are joined."""
    folded, places = fold(text)
    places.append(len(text))
    found = [
        Token(one.symbol, one.number, places[one.start], places[one.end - 1] + 1, one.digits)
        for one in _raw(folded)
        if one.symbol != "skip"
    ]
    return list(_joined(found))


def _raw(text: str) -> Iterator[Token]:
    place = 0
    while place < len(text):
        if sign := _SIGNS.match(text, place):
            place = sign.end()
            continue
        token = _clock(text, place) or _phrase(text, place) or _han(text, place) or _single(text, place)
        yield token
        place = token.end


def _clock(text: str, place: int) -> Token | None:
    found = _CLOCK.match(text, place)
    if found is None:
        return None
    hour, minute = (found["hour"] or found["hours"]), (found["minute"] or found["minutes"])
    return Token("clock", int(hour) * 100 + int(minute), place, found.end(), digits=True)


def _phrase(text: str, place: int) -> Token | None:
    known, pattern = _lexicon()
    found = pattern.match(text, place)
    if found is None:
        return None
    symbol = known[re.sub(r"\s+", " ", found[0])]
    if symbol.isdecimal():
        return Token("number", int(symbol), place, found.end())
    if symbol.startswith("of") and symbol[2:].isdecimal():
        return Token("of", int(symbol[2:]), place, found.end())
    if ":" in symbol:
        return Token("clock", int(symbol.replace(":", "")), place, found.end())
    return Token(symbol, 0, place, found.end())


def _han(text: str, place: int) -> Token | None:
    found = _HAN_NUMBER.match(text, place)
    if found is None:
        return None
    tens, ten, ones = found[0].rpartition("十")
    value = (_han_digit(tens) if tens else 1) * 10 if ten else 0
    return Token("number", value + (_han_digit(ones) if ones else 0), place, found.end())


def _han_digit(digits: str) -> int:
    return int("".join(str(_HAN_DIGITS.get(digit, 0)) for digit in digits))


def _single(text: str, place: int) -> Token:
    if number := _NUMBER.match(text, place):
        return Token("number", min(int(number[0][:9]), 10**6), place, number.end(), digits=True)
    word = _WORD.match(text, place)
    return Token("", 0, place, word.end() if word else place + 1)


def _joined(found: list[Token]) -> Iterator[Token]:
    """Twenty and five as 25, with an “and” between them in French and Spanish."""
    place = 0
    while place < len(found):
        one, rest = found[place], found[place + 1 : place + 3]
        steps = 1 if not rest or rest[0].symbol != "and" else 2
        ones = rest[steps - 1] if len(rest) >= steps else None
        words = one.symbol == "number" and not one.digits and one.number in _TENS
        if words and ones and ones.symbol == "number" and not ones.digits and 0 < ones.number < 10:
            yield Token("number", one.number + ones.number, one.start, ones.end)
            place += steps + 1
        else:
            yield one
            place += 1


@cache
def _lexicon() -> tuple[dict[str, str], re.Pattern[str]]:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        for phrase, symbol in entries(language):
            # A word that says nothing in one language may say something in another.
            if known.get(phrase, "skip") == "skip":
                known[phrase] = symbol
    longest = sorted(known, key=len, reverse=True)
    written = [_pattern(phrase) for phrase in longest]
    return known, re.compile("|".join(written))


def entries(language: str) -> Iterator[tuple[str, str]]:
    """The phrases of a language, folded, each with its symbol."""
    for line in resources.files(__package__).joinpath("words", f"{language}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            symbol, phrases = line.split(": ", 1)
            yield from ((fold(phrase.strip())[0], symbol) for phrase in phrases.split("|"))


def _pattern(phrase: str) -> str:
    spaced = re.escape(phrase).replace(r"\ ", r"[\s-]+")
    return spaced if _HAN.search(phrase) else rf"{spaced}(?![^\W\d_])"
