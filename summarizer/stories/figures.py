"""The figures of a text, written one way in all languages: amounts, counts, days; no years, which stand everywhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f']\d+| \d{3}(?!\d))*(?!\w)")
_GROUPS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(
    r"(?:[\s\u00a0-]?%|[\s\u00a0-]"
    r"(?:(?:mill|bill|thousand|hundred|mrd|тыс|млн|млрд|милли|مليون|مليار|ألف|per)[^\W\d_]*\.?[\s\u00a0])?"
    r"[^\W\d_]+(?:[’'-][^\W\d_]+)*)?"
)
_SIGNS = re.compile(r"\D")


def figures(text: str, shortest: int = 2) -> Iterable[str]:
    """Return each figure of ``text`` once, in its order, in ASCII digits, of at least ``shortest`` signs.

    ``1,500`` is ``1 500`` and ``7,9`` is ``7.9``. Years are left out.
    """
    found = dict.fromkeys(_plain(one.group()) for one in _FIGURE.finditer(text))
    return [one for one in found if len(one) >= shortest and not _YEAR.fullmatch(one)]


def counted(text: str, wanted: Container[str]) -> list[str]:
    """Each of the figures that are ``wanted``, as ``text`` writes it with what it counts: ``15 sailors``."""
    found: dict[str, None] = {}
    for one in _FIGURE.finditer(text):
        if _plain(one.group()) in wanted:
            behind = _COUNTED.match(text, one.end())
            found[one.group() + (behind.group() if behind else "")] = None
    return list(found)


def _plain(figure: str) -> str:
    if not figure.isascii():
        figure = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in figure)
    if _GROUPS.fullmatch(figure):
        return _SIGNS.sub("", figure)
    return _SIGNS.sub(".", figure)
