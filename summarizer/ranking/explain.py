"""Why a sentence was kept, in what a reader can check against the article.

Not the arithmetic of a method, which nobody can follow, but the plain facts that all of them weigh. Light: the process
that talks to readers may ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from summarizer.model import Span
from summarizer.ranking.focus import Words
from summarizer.ranking.standing import dangles
from summarizer.ranking.structure import paragraphs
from summarizer.text.folding import fold
from summarizer.text.terms import stem, terms
from summarizer.text.unspaced import LANGUAGES as UNSPACED

MOST_REASONS = 3
LOOKED_AT = 2_000
_TELLING = 0.4
"""A word in more of the sentences than this tells nothing about one of them."""
_ALIKE = 0.18
_FEWEST_ALIKE = 2
_NAMED = 0.34
_SAID = re.compile(r'(?:(?<!\w)"(?=\S)|[“„«「『])([^"“”„«»「」『』]*)["”“»」』]')
_SPOKEN_WORDS = 4
_SPOKEN_SIGNS = 8
"""Fewer words in quotation marks, or fewer signs where no space parts the words, are a name rather than somebody's."""


@dataclass(frozen=True, slots=True)
class Reason:
    """``key`` names it: opens, opens_part, title, echoed, topic, needed, quote, weight; ``value`` fills it in.

    The value is the number of sentences for ``echoed``, the topic's words as they stand in the sentence for ``topic``.
    """

    key: str
    value: str = ""


def reasons(
    text: str,
    spans: Sequence[Span],
    kept: Collection[int],
    language: str,
    title: str | None = None,
    topic: Sequence[Words] = (),
) -> dict[int, tuple[Reason, ...]]:
    """Return for each kept place up to ``MOST_REASONS``, the most telling first; always one at least."""
    texts = [text[start:end] for start, end in spans[:LOOKED_AT]]
    bags = [frozenset(terms(sentence, language)) for sentence in texts]
    common = Counter(word for bag in bags for word in sorted(bag))
    telling = frozenset(word for word, count in common.items() if count <= max(3, _TELLING * len(bags)))
    facts = _Facts(texts, bags, telling, frozenset(terms(title or "", language)) & telling, language, frozenset(kept))
    openings = {group[0] for group in paragraphs(text, spans)}
    return {place: tuple(_all(place, facts, openings, topic))[:MOST_REASONS] for place in sorted(kept)}


@dataclass(frozen=True, slots=True)
class _Facts:
    texts: Sequence[str]
    bags: Sequence[frozenset[str]]
    telling: frozenset[str]
    title: frozenset[str]
    language: str
    kept: frozenset[int]


def _all(place: int, facts: _Facts, openings: set[int], topic: Sequence[Words]) -> Iterator[Reason]:
    if place >= len(facts.texts):
        yield Reason("weight")
        return
    found = list(_reasons(place, facts, topic))
    if place and place in openings and len(openings) > 1:
        found.append(Reason("opens_part"))
    if _quotes_somebody(facts.texts[place], facts.language):
        found.append(Reason("quote"))
    yield from found or [Reason("weight")]


def _quotes_somebody(sentence: str, language: str) -> bool:
    if language in UNSPACED:
        return any(len(said) >= _SPOKEN_SIGNS for said in _SAID.findall(sentence))
    return any(len(said.split()) >= _SPOKEN_WORDS for said in _SAID.findall(sentence))


def _reasons(place: int, facts: _Facts, topic: Sequence[Words]) -> Iterator[Reason]:
    about = _about(facts.texts[place], facts.language, topic)
    if about:
        yield Reason("topic", ", ".join(about))
    if place == 0:
        yield Reason("opens")
    if facts.title and len(facts.title & facts.bags[place]) >= max(2, _NAMED * len(facts.title)):
        yield Reason("title")
    alike = _alike(place, facts)
    if alike >= _FEWEST_ALIKE:
        yield Reason("echoed", str(alike))
    after = place + 1
    if after in facts.kept and after < len(facts.texts) and dangles(facts.texts[after], facts.language):
        yield Reason("needed")


def _about(sentence: str, language: str, topic: Sequence[Words]) -> list[str]:
    wanted = {word for clause in topic for word in clause}
    return list(dict.fromkeys(word for word in fold(sentence) if stem(word, language) in wanted))[:3] if wanted else []


def _alike(place: int, facts: _Facts) -> int:
    own = facts.bags[place] & facts.telling
    sizes = ((len(own & bag), len(bag & facts.telling)) for number, bag in enumerate(facts.bags) if number != place)
    return sum(1 for shared, size in sizes if shared >= 3 and shared >= _ALIKE * min(len(own), size))
