"""Lines that were broken to fit a page, back to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FULL = 0.75
"""Part of the usual length from which a line goes on in the next."""

REPEATED = 0.6
"""Part of the pages at whose top or bottom a line stands that belongs to the page and not to the text."""

FEWEST_PAGES = 3
"""Pages from which such lines can be told."""

_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|стр\. ?|seite |- ?)?\d{1,4}(?: ?(?:/|of|de|из|von) ?\d{1,4})?(?: ?-)?", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")
_BULLET = re.compile(r"(?:[•●▪–—*-]|\(?[\da-z]{1,3}[.)])\s")
_WIDE = re.compile(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")


def unwrapped(pages: Sequence[str]) -> str:
    """The pages' text in paragraphs, with an empty line between; hyphens at ends of lines are undone.

    Lines that most pages begin or end with, and numbers of pages, are left out.
    """
    lines = [line for page in _without_frames([_lines(page) for page in pages]) for line in page]
    usual = _usual_length(lines)
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if line and last and _goes_on(last, line, usual):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        last = line or last
        if not line and paragraphs and _SENTENCE_END.search(last):
            last = ""
    return "\n\n".join(paragraphs)


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.replace("\r", "\n").split("\n")]


def _goes_on(last: str, line: str, usual: int) -> bool:
    """Whether the paragraph of one line goes on in the next."""
    if _HYPHEN.search(last) and line[0].islower():
        return True
    if _BULLET.match(line):
        return False
    if line[0].islower():
        return True
    return len(last) >= FULL * usual and not (_SENTENCE_END.search(last) and len(last) < 0.9 * usual)


def _joined(paragraph: str, line: str) -> str:
    if _HYPHEN.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    # Chinese and Japanese have no spaces to be lost at the end of a line.
    is_wide = _WIDE.match(paragraph[-1]) and _WIDE.match(line[0])
    return paragraph + ("" if is_wide else " ") + line


def _usual_length(lines: Sequence[str]) -> int:
    """Characters of a full line: nine of ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _without_frames(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages' lines without running heads and page numbers."""
    filled = [list(page) for page in pages]
    edges = Counter(_shape(line) for page in filled for line in {*_edges(page)})
    limit = max(FEWEST_PAGES, REPEATED * len(pages))
    found = []
    for page in filled:
        odd = {line for line in _edges(page) if edges[_shape(line)] >= limit or _PAGE_NUMBER.fullmatch(line)}
        found.append([line for line in page if line not in odd])
    return found


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line]
    return filled[:1] + filled[-1:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)
