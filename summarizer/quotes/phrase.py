"""What a speaker's phrase says of who speaks: a name, whose side, and whether an office is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.entities.doubts import doubts_of
from summarizer.entities.gazetteer import gazetteer
from summarizer.entities.mentions import Mention, mentions
from summarizer.entities.reading import Reading
from summarizer.model import Span
from summarizer.quotes.frames import frame
from summarizer.quotes.offices import Offices, bare, offices
from summarizer.quotes.persons import POSSESSIVE, WORD, name
from summarizer.text.unspaced import LANGUAGES as UNSPACED

_SPEAKING = frozenset({"name", "official", "short", "other", "demonym", "capital", "metonym"})
_ITSELF = _SPEAKING - {"demonym"}


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
        found = bare(POSSESSIVE.sub("", word.group()), terms.language)
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
        written = POSSESSIVE.sub("", word.group())
        inside = any(start < word.end() and word.start() < end for _, (start, end) in named)
        if not inside and written.lower() not in small:
            yield bare(written, terms.language)
