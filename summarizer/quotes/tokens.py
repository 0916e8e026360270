"""A sentence as words, signs and quotations, each quotation one token whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.quotes.marks import Quoted

WORD, SIGN, QUOTE = "word", "sign", "quote"

MOST = 400
"""Tokens of a sentence that are looked at; a longer one is a table."""

_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:[.'’&-][^\W_]+|\.(?=-))*\.?['’]?)|(?P<sign>[^\w\s])")

_SAME = {"،": ",", "؛": ";"}


@dataclass(frozen=True, slots=True)
class Token:
    """``low`` is the word in small letters, without a trailing dot; the sign itself; empty for a quotation.

    ``inner``: behind its apostrophe it goes on with a capital.
    """

    kind: str
    start: int
    end: int
    low: str
    capital: bool = False
    inner: bool = False


def tokens(text: str, start: int, end: int, stretches: Sequence[Quoted]) -> list[Token]:
    """The tokens of ``text[start:end]``, the first `MOST` of them."""
    found: list[Token] = []
    for one in _tokens(text, start, end, stretches):
        if len(found) == MOST:
            break
        found.append(one)
    return found


def _tokens(text: str, start: int, end: int, stretches: Sequence[Quoted]) -> Iterator[Token]:
    at = start
    for stretch in stretches:
        yield from _plain(text, at, max(at, min(stretch.start, end)), end)
        yield Token(QUOTE, stretch.start, stretch.end, "")
        at = max(stretch.end, at)
    if at < end:
        yield from _plain(text, at, end, end)


def _plain(text: str, start: int, end: int, last: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        begin, close = found.span()
        if found.lastgroup == "sign":
            yield Token(SIGN, begin, close, _SAME.get(found.group(), found.group()))
            continue
        if close >= last - 1 and text[close - 1] == ".":
            close -= 1
            yield _word(text, begin, close)
            yield Token(SIGN, close, close + 1, ".")
        else:
            yield _word(text, begin, close)


def _word(text: str, start: int, end: int) -> Token:
    written = text[start:end]
    low = written.lower().rstrip(".").replace("’", "'")
    inner = "'" in low and written[low.index("'") + 1 : low.index("'") + 2].isupper()
    return Token(WORD, start, end, low, written[0].isupper(), inner)
