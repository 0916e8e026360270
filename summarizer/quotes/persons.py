"""The person's name in a speaker's phrase, without titles and without what names somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.model import Span
from summarizer.quotes.frames import Frame, frame
from summarizer.quotes.offices import Offices, bare, offices
from summarizer.text.unspaced import LANGUAGES as UNSPACED

LONGEST_NAME = 5
"""Words of a person's name."""

OF = frozenset(["of", "for", "by", "from", "with", "de", "du", "des", "par", "avec", "por", "con", "del"])
"""Words in front of a name by which somebody else is described."""

PARTICLE = "de"
"""One of them that may belong to the name."""

LONGEST_UNSPACED = 4
"""Characters of one that no dot parts, in Chinese."""

WORD = re.compile(r"[^\W\d_]+(?:[-'’.·][^\W\d_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s$")
_PARTS = re.compile(r"\s*[,،(（;،]\s*|\s+[—–-]\s+")


def name(phrase: str, language: str, taken: Sequence[Span] = ()) -> str:
    """The person's name in a phrase, without titles; empty if there is none. ``taken``: what names somebody else."""
    phrase = " ".join(phrase.split())
    if language in UNSPACED:
        return _unspaced(phrase, offices(language), taken)
    start = 0
    for part in (*_PARTS.finditer(phrase), None):
        end = part.start() if part else len(phrase)
        found = _name(phrase, start, end, language, taken) or _without_place(phrase, start, end, language, taken)
        if found:
            return found
        start = part.end() if part else end
    return ""


def _without_place(phrase: str, start: int, end: int, language: str, taken: Sequence[Span]) -> str:
    """The name in front of a small word, where none stands at the end: John Doe of Ohio."""
    small = frame(language).within
    links = [word.start() for word in WORD.finditer(phrase, start, end) if word.group() in small]
    found = _name(phrase, start, links[-1], language, taken) if links else ""
    return found if " " in found else ""


def _name(phrase: str, start: int, end: int, language: str, taken: Sequence[Span]) -> str:
    """The words with capitals that a stretch ends with, or where there are none the words behind the last title."""
    words, terms = frame(language), offices(language)
    kept: list[re.Match[str]] = []
    for word in reversed(list(WORD.finditer(phrase, start, end))):
        written = POSSESSIVE.sub("", word.group()) if not kept else word.group()
        if any(first < word.end() and word.start() < last for first, last in taken) or _is_title(written, terms):
            break
        if written.lower() in words.within and kept:
            kept.append(word)
            continue
        if _is_other(written.lower(), words) or not _may_name(written, has=words.has_capitals):
            break
        kept.append(word)
    while kept and kept[-1].group().lower() in words.within:
        kept.pop()
    if not kept or len(kept) > LONGEST_NAME or _is_somebody_of(phrase, start, kept[-1].start(), terms):
        return ""
    return POSSESSIVE.sub("", phrase[kept[-1].start() : kept[0].end()])


def _is_somebody_of(phrase: str, start: int, end: int, terms: Offices) -> bool:
    """Whether somebody else is described by the name that begins at ``end``: "a supporter of John Doe"."""
    before = [word.group() for word in WORD.finditer(phrase, start, end)][-2:]
    if len(before) < 2 or before[1].lower() not in OF:
        return False
    # General de Gaulle is nobody's general.
    return before[0].islower() and (before[1] != PARTICLE or not _is_title(before[0], terms))


def _is_other(low: str, words: Frame) -> bool:
    """Whether a word is none that people are called by, though a sentence may begin with it."""
    verb = low.removeprefix("و") if words.verb_first and not words.has_capitals else low
    return (
        low in words.small
        or low in words.pronouns
        or low in words.times
        or low in words.openers
        or low in words.joins
        or verb in words.verbs
        or any(low in source for source in words.according)
    )


def _may_name(written: str, *, has: bool) -> bool:
    is_acronym = len(written) > 1 and written.isupper() and "." not in written
    return not has or (any(part[:1].isupper() for part in re.split("[-'’]", written)) and not is_acronym)


def _is_title(written: str, terms: Offices) -> bool:
    words = frame(terms.language)
    low = written.lower().rstrip(".")
    if low in words.roles or low in words.he or low in words.she:
        return True
    found = bare(written, terms.language)
    every = terms.offices | terms.heads | terms.against | terms.titles
    return found in every or (" " in found and set(found.split(" ")) <= every)


def _unspaced(phrase: str, terms: Offices, taken: Sequence[Span]) -> str:
    start = max((end for _, end in taken), default=0)
    for one in terms.offices | terms.heads | terms.titles | terms.against:
        at = phrase.rfind(one)
        if at >= 0:
            start = max(start, at + len(one))
    found = phrase[start:].strip(" ，,·")
    parted = "·" in found or "・" in found
    if not found or (len(found) > LONGEST_UNSPACED and not parted) or len(found) < 2:
        return ""
    return found
