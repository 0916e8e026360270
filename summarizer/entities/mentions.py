"""Where an article names what: the longest names that stand in it, each for what it means there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summarizer.entities.doubts import Doubts
from summarizer.entities.forms import Form
from summarizer.entities.gazetteer import NOTHING, PERSON, Gazetteer
from summarizer.entities.hits import Hit
from summarizer.entities.reading import Reading
from summarizer.entities.spelling import UNSPACED, plain

CASE = 2
"""Letters in which two cases of a name may differ."""

TOWN = "town"
"""The kind of a name that only the list of the world's cities has."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named at ``word`` by ``form``; ``segment`` is the sentence's number, -1 for the title."""

    id: str
    kind: str
    written: str
    word: int
    segment: int


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words from ``first`` up to ``last`` and the forms that they may be."""

    first: int
    last: int
    written: str
    forms: tuple[Form, ...]


def mentions(reading: Reading, names: Gazetteer, doubts: Doubts) -> list[Mention]:
    """Return every mention in the order of the text; what looks like a name and is none is left out."""
    hits = _longest(names.find(reading.line, reading.shown), reading)
    numbers = reading.words_at([(hit.start, hit.end) for hit in hits])
    passages = [_passage(hit, first, last, reading) for hit, (first, last) in zip(hits, numbers, strict=True)]
    passages = _but_persons(passages, doubts, reading)
    known = Counter(form.id for one in passages for form in one.forms if len(one.forms) == 1 and form.kind != TOWN)
    found = []
    for number, passage in enumerate(passages):
        for form in _meant(passage, passages[number + 1 : number + 2], known, doubts, reading):
            if form.id != NOTHING:
                segment = reading.segment_of(passage.first)
                found.append(Mention(form.id, form.kind, passage.written, passage.first, segment))
    return found


def _longest(hits: Sequence[Hit], reading: Reading) -> list[Hit]:
    """Hits that stand with their capitals, from the left, the longest first, none overlapping another."""
    fitting = []
    for hit in hits:
        shown = reading.shown[hit.start : hit.end]
        forms = _but_towns([form for form in hit.forms if form.stands(shown)])
        if forms:
            fitting.append(Hit(hit.start, hit.end, hit.reach, forms))
    fitting.sort(key=lambda hit: (hit.start, -hit.end, -hit.reach))
    chosen: list[Hit] = []
    end = 0
    for hit in fitting:
        if hit.start >= end:
            chosen.append(hit)
            end = hit.end
    return chosen


def _but_persons(passages: Sequence[_Passage], doubts: Doubts, reading: Reading) -> list[_Passage]:
    """Passages without the names of people, and of whoever is named in full what stands there by itself."""
    allowed = []
    surnames = set()
    for one in passages:
        if one.forms[0].kind == PERSON:
            surnames.add(plain(one.written.split(" ")[-1]))
        elif doubts.allow(reading, one.first, one.last, one.forms):
            allowed.append(one)
        elif doubts.is_surname(reading, one.first, one.forms):
            surnames.add(plain(one.written))
    if not surnames:
        return allowed
    return [one for one in allowed if not _is_of(surnames, one) or doubts.is_own(reading, one.forms[0])]


def _is_of(surnames: Collection[str], passage: _Passage) -> bool:
    """Whether a passage is one of the surnames, in whatever case where Cyrillic has cases."""
    if passage.forms[0].kind in ("demonym", "decoy"):
        return False
    written = plain(passage.written)
    return any(written == one or (not written.isascii() and _agree(written, one)) for one in surnames)


def _agree(one: str, other: str) -> bool:
    stem = max(len(one), len(other)) - CASE
    return stem > CASE + 1 and one[:stem] == other[:stem]


def _but_towns(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Forms without those of towns if others are there: Un in India is not the UN, nor Lebanon in Tennessee Lebanon."""
    return tuple(form for form in forms if form.kind != TOWN) or tuple(forms)


def _passage(hit: Hit, first: int, last: int, reading: Reading) -> _Passage:
    line = reading.line[hit.start : hit.end]
    is_unspaced = UNSPACED.search(line)
    written = reading.unspaced(hit.start, hit.end, first) if is_unspaced else reading.written(first, last)
    return _Passage(first, last, written, hit.forms)


def _meant(
    passage: _Passage, following: Sequence[_Passage], known: Counter[str], doubts: Doubts, reading: Reading
) -> Sequence[Form]:
    """The forms that are meant of those that a passage may be."""
    forms = passage.forms
    owner = _owner(passage, following, doubts, reading)
    if owner is not None:
        return (owner,)
    if forms[0].kind == TOWN and not doubts.is_town(reading, passage.first):
        return ()
    other = doubts.otherwise(reading, forms[0])
    if other is not None:
        return (other,)
    if len(forms) == 1 or UNSPACED.search(passage.written):
        return forms
    return _of_each_sort(forms, known)


def _owner(passage: _Passage, following: Sequence[_Passage], doubts: Doubts, reading: Reading) -> Form | None:
    """Moscow, Idaho, or Moscow in the state of Idaho: a place that a state or province follows lies there."""
    if passage.forms[0].kind not in (TOWN, "city", "capital") or not following:
        return None
    after = following[0]
    if not doubts.leads_on(reading.words[passage.last + 1 : after.first]):
        return None
    wanted = ("region", "name") if passage.forms[0].kind == TOWN else ("region",)
    return next((form for form in after.forms if form.kind in wanted), None)


def _of_each_sort(forms: Sequence[Form], known: Counter[str]) -> list[Form]:
    """Of several countries the one that the article names elsewhere, else the first; the same of organisations."""
    best: dict[str, Form] = {}
    for form in forms:
        sort = form.id.partition(":")[0]
        if sort not in best or known[form.id] > known[best[sort].id]:
            best[sort] = form
    return list(best.values())
