"""Who speaks in an article and for whom: names in full, and the country or organisation behind an office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from summarizer.model import Entity, Span
from summarizer.quotes.frames import frame
from summarizer.quotes.model import Quote
from summarizer.quotes.offices import LANGUAGES, offices
from summarizer.quotes.phrase import Described, described
from summarizer.text.unspaced import LANGUAGES as UNSPACED

MOST = 12
"""Places of a text in which it is looked what a speaker is called."""

BEFORE, BEHIND = 70, 90
"""Characters in front of a name and behind it that describe whose it is."""

SHORT, CASE = 5, 2
"""Letters of a name that is looked for as it is, and letters in which two cases of one differ."""

COMMAS = (",", "،", "，", "(")
CAPITALS = frozenset({"en", "es", "fr", "ru"})

_STOP = re.compile(r"[,;:.!?…“”«»\"()\n，。；：、！？（）،؛؟]|\s[—–-]\s")
_INSERTED = re.compile(r"\s*[,،]\s*([^,،.;:\n]{3,60})[,،]")


@dataclass(frozen=True, slots=True)
class Voice:
    """``name`` of a person in the fullest form that the article has, or None; ``ids`` of those they speak for."""

    name: str | None
    ids: tuple[str, ...]


NOBODY = Voice(None, ())


def voices(text: str, language: str, entities: Sequence[Entity], quotes: Sequence[Quote]) -> list[Voice]:
    """Who speaks in each of an article's quotations; `NOBODY` where that is not certain. Raises nothing."""
    if language not in LANGUAGES:
        return [NOBODY for _ in quotes]
    speakers = _Speakers(text, language, entities)
    return [speakers.voice(quote.speaker, quote.speaker_span) for quote in quotes]


class _Speakers:
    """The speakers of one article, each asked about once."""

    def __init__(self, text: str, language: str, entities: Sequence[Entity]) -> None:
        self._text = text
        self._language = language
        self._known = frozenset(one.id for one in entities)
        self._described = lru_cache(maxsize=None)(self._describe)
        self._found: dict[str, Voice] = {}
        self._offices: list[tuple[frozenset[str], tuple[str, ...]]] = []

    def voice(self, speaker: str, span: Span) -> Voice:
        if _is_pronoun(speaker, self._language):
            return NOBODY
        found = self._described(speaker)
        person = found.name or self._inserted(span[1])
        if person:
            if person not in self._found:
                self._found[person] = self._person(person, found)
            return self._found[person]
        ids = found.ids or self._same_office(found)
        if ids and found.words:
            self._offices.append((found.words, ids))
        return Voice(None, ids)

    def _describe(self, phrase: str) -> Described:
        return described(phrase, self._language, self._known)

    def _inserted(self, end: int) -> str:
        """The name that is all that two commas insert: the Russian minister, Sergei Lavrov, said."""
        found = _INSERTED.match(self._text, end)
        written = " ".join(found.group(1).split()) if found else ""
        return written if written and self._described(written).name == written else ""

    def _person(self, name: str, found: Described) -> Voice:
        around = [found, *(self._described(one) for one in islice(self._around(name), 2 * MOST))]
        sure = self._language in CAPITALS
        full = {one.name for one in around if (sure or one.holds) and _is_part(name, one.name)}
        # Of two people with that last name, nobody can tell which is meant.
        whole = full.pop() if len(full) == 1 else name
        if whole != name:
            around += [self._described(one) for one in islice(self._around(whole), 2 * MOST)]
        mine = [one for one in around if one.name in (whole, name, "")]
        if any(one.against for one in mine):
            return Voice(whole, ())
        said = {one.ids for one in mine if one.ids}
        ids = said.pop() if len(said) == 1 else found.ids
        if ids:
            self._offices.append((found.words, ids))
        return Voice(whole, ids)

    def _around(self, name: str) -> Iterator[str]:
        """What stands right in front of a name, with it, and what commas insert behind it or around it."""
        text = self._text
        for place in islice(re.finditer(_pattern(name, self._language), text), MOST):
            start = max(0, place.start() - BEFORE)
            stops = _stops(text, start, place.start())
            yield text[max([start, *(end for _, end in stops)]) : place.end()]
            if text[place.end() : place.end() + 1] in COMMAS:
                begin = place.end() + 1
                behind = next(iter(_stops(text, begin, begin + BEHIND)), None)
                if behind is not None and behind[0] > begin:
                    yield text[begin : behind[0]]
                if stops and text[stops[-1][0]] in COMMAS and not text[stops[-1][1] : place.start()].strip():
                    yield text[max([start, *(end for _, end in stops[:-1])]) : stops[-1][0]]

    def _same_office(self, found: Described) -> tuple[str, ...]:
        """For whom "the ministry" or "its spokesman" speaks, if one alone was so called before."""
        if not found.holds or found.against or not found.words:
            return ()
        posts = offices(self._language).offices
        # The ministry's spokesman, after the Russian ministry: a spokesman is nobody's of another country.
        held = {
            ids
            for words, ids in self._offices
            if found.words <= words or (found.words & words & posts and found.words - words <= posts)
        }
        return held.pop() if len(held) == 1 else ()


def _pattern(name: str, language: str) -> str:
    """A pattern for a name, in any case where names have cases."""
    if language in UNSPACED:
        return re.escape(name)
    if language == "ru" and len(name) > SHORT:
        return rf"\b{re.escape(name[:-CASE])}\w{{0,{2 * CASE}}}\b"
    return rf"\b{re.escape(name)}\b"


def _is_part(name: str, full: str) -> bool:
    """Whether one name is the other without some of it, in whatever case."""
    last = full.rpartition(" ")[2]
    return full != name and (
        full.endswith(" " + name) or full.startswith(name + " ") or (last != full and _agree(name, last))
    )


def _agree(one: str, other: str) -> bool:
    """Whether two Cyrillic words are one name in two cases."""
    stem = max(len(one), len(other)) - CASE
    return one != other and not one.isascii() and stem > CASE + 1 and one[:stem] == other[:stem]


def _stops(text: str, start: int, end: int) -> list[Span]:
    """What parts clauses within a stretch; not the full stop of an abbreviation."""
    return [one.span() for one in _STOP.finditer(text, start, min(end, len(text))) if not _is_short(text, one.start())]


def _is_pronoun(speaker: str, language: str) -> bool:
    if language in UNSPACED:
        return speaker in ("他", "她", "它", "他们", "她们")
    return speaker.lower() in frame(language).pronouns


def _is_short(text: str, at: int) -> bool:
    """Whether a full stop ends an abbreviation such as U.S. or Gen., and no sentence."""
    if text[at] != ".":
        return False
    word = re.search(r"[^\W\d_]+$", text[max(0, at - 8) : at])
    if word is None:
        return False
    return len(word.group()) == 1 or (word.group()[0].isupper() and len(word.group()) <= 4)
