"""What a speaker's phrase says of who speaks: a name, whose side, and whether an office is held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.entities.doubts import doubts_of
from summarizer.entities.gazetteer import gazetteer
from summarizer.entities.mentions import Mention, mentions
from summarizer.entities.reading import Reading
from summarizer.model import Span
from summarizer.quotes.frames import Frame, frame
from summarizer.quotes.offices import Offices, bare, offices
from summarizer.text.unspaced import LANGUAGES as UNSPACED

LONGEST_NAME = 5
"""Words of a person's name."""

LONGEST_UNSPACED = 4
"""Characters of one that no dot parts, in Chinese."""

WORD = re.compile(r"[^\W\d_]+(?:[-'’.·][^\W\d_]+)*\.?")
_PARTS = re.compile(r"\s*[,،(（;،]\s*|\s+[—–-]\s+")
_POSSESSIVE = re.compile(r"['’]s$")
_SPEAKING = frozenset({"name", "official", "short", "other", "demonym", "capital", "metonym"})
_ITSELF = _SPEAKING - {"demonym"}
_BETWEEN = re.compile(r"[\s-]*")


@dataclass(frozen=True, slots=True)
class Described:
    """``name`` as written, empty if there is none; ``ids`` of those for whom whoever is so described speaks.

    ``holds``: an office is named; ``against``: it is said that none is held. ``words``: those that are no small words.
    """

    name: str
    ids: tuple[str, ...]
    holds: bool
    against: bool
    words: frozenset[str]


def described(phrase: str, language: str, known: frozenset[str]) -> Described:
    """What a phrase says of a speaker; ``known`` are the ids that the whole article names."""
    phrase = " ".join(phrase.split())
    terms = offices(language)
    named = list(_placed(phrase, language, known))
    words = frozenset(_plain(phrase, terms, named))
    holds, heads = bool(_has(phrase, terms, terms.offices)), bool(_has(phrase, terms, terms.heads))
    against = bool(_has(phrase, terms, terms.against))
    sides = _sides(phrase, named, terms)
    alone = not words
    ids = tuple(
        one.id
        for one, _ in sides
        if not against
        and (
            holds or (heads and (one.id.startswith("org:") or one.kind == "metonym")) or (alone and one.kind in _ITSELF)
        )
    )
    return Described(name(phrase, language, [span for _, span in named]), ids, holds or heads, against, words)


def _placed(phrase: str, language: str, known: frozenset[str]) -> Iterator[tuple[Mention, Span]]:
    """The names of countries and organisations in a phrase that can speak, each with its place in it."""
    reading = Reading.of(None, [phrase])
    at = 0
    for one in mentions(reading, gazetteer(language), doubts_of(language)):
        start = phrase.find(one.written, at)
        if start < 0 or one.id not in known or one.id.startswith("place:"):
            continue
        at = start
        yield one, (start, start + len(one.written))


def _sides(phrase: str, named: Sequence[tuple[Mention, Span]], terms: Offices) -> list[tuple[Mention, Span]]:
    """The first that is named and not dealt with only, and whoever is joined to it: the Russian and Chinese envoys."""
    found: list[tuple[Mention, Span]] = []
    for one, (start, end) in named:
        if one.kind not in _SPEAKING or _is_toward(phrase, start, terms):
            continue
        if found and found[-1][1] != (start, end):
            between = phrase[found[-1][1][1] : start].strip()
            if between and between not in terms.both and bare(between, terms.language) not in terms.both:
                continue
        found.append((one, (start, end)))
    return found


def _is_toward(phrase: str, start: int, terms: Offices) -> bool:
    if terms.language in UNSPACED:
        return phrase[max(start - 1, 0) : start] in terms.toward or phrase[start : start + 1] in terms.toward
    before = [word.group() for word in WORD.finditer(phrase, 0, start)][-2:]
    small = frame(terms.language).articles
    if before and before[-1].lower() in small:
        before.pop()
    return bool(before) and bare(before[-1], terms.language) in terms.toward


def _has(phrase: str, terms: Offices, wanted: frozenset[str]) -> bool:
    if terms.language in UNSPACED:
        return any(one in phrase for one in wanted)
    for word in WORD.finditer(phrase):
        found = bare(_POSSESSIVE.sub("", word.group()), terms.language)
        if found in wanted or not wanted.isdisjoint(found.split(" ")):
            return True
    return False


def _plain(phrase: str, terms: Offices, named: Sequence[tuple[Mention, Span]]) -> Iterator[str]:
    """The words of a phrase but for small ones and for names of countries and organisations."""
    if terms.language in UNSPACED:
        for _, (start, end) in reversed(named):
            phrase = phrase[:start] + phrase[end:]
        if phrase.strip():
            yield phrase.strip()
        return
    words = frame(terms.language)
    small = words.small | words.articles
    for word in WORD.finditer(phrase):
        written = _POSSESSIVE.sub("", word.group())
        inside = any(start < word.end() and word.start() < end for _, (start, end) in named)
        if not inside and written.lower() not in small:
            yield bare(written, terms.language)


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
        written = _POSSESSIVE.sub("", word.group()) if not kept else word.group()
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
    if not kept or len(kept) > LONGEST_NAME:
        return ""
    return _POSSESSIVE.sub("", phrase[kept[-1].start() : kept[0].end()])


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
    if not found and taken == () and not _has(phrase, terms, terms.offices):
        found = phrase
    parted = "·" in found or "・" in found
    if not found or (len(found) > LONGEST_UNSPACED and not parted) or len(found) < 2:
        return ""
    return found if _BETWEEN.fullmatch(found) is None else ""
