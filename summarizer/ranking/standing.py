"""Whether sentences stand alone once the rest of their article is gone.

Three faults: a first word that points back to what was left out, a quotation without its other mark, and a thing said
twice. Pure looks at strings, a few microseconds each; nothing is raised, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence, Set
from functools import cache
from itertools import groupby, pairwise

from summarizer.ranking.apart import APART, PAIRING
from summarizer.ranking.openers import (
    ARABIC_PREDICATES,
    ARTICLES,
    NAMING,
    PHRASES,
    ROLES,
    UNSPACED_BACKWARD,
    UNSPACED_ROLES,
)

SHARED = 0.6
"""Two sentences repeat each other if more than this share of the shorter one's words stands in the other."""

_LOOKED_AT = 120
_TAIL = 8
_UNSTOPPED = re.compile(r"[^\W_]\s*$")
_STOP_APART = re.compile(r"\w\s\.$")
_ANNOUNCES = re.compile(r"[:：]\s*\.?\s*$")
_ASKS = re.compile(r"[?？؟]\W*$")
_USUAL = 0.3
"""Share of the sentences from which a way of ending them is the text's own."""
_LONGEST_PHRASE = 4
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u0307\u200b-\u200f\u2060\ufeff\u00ad]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_].*", re.DOTALL)
_INITIAL = re.compile(r"\W*[^\W\d_]\.\s?[^\W\d_]")
"""Somebody's first name is no conjunction: "А. Петров", "Y. Tanaka"."""

_QUOTES = re.compile('["＂“”„‟«»「」『』]')
_CLOSERS = {"」": "「", "』": "『"}


def dangles(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with a pronoun, a demonstrative or a connective ("He", "This", "Meanwhile").

    Also behind an opening quotation mark, bracket, dash or number; "The two" and "The latter" count, a bare role does
    not (see ``bare_role``), nor a time or a style of address ("This week", "His Majesty"). False for a language without
    data.
    """
    if language in UNSPACED_BACKWARD:
        return _unspaced(UNSPACED_BACKWARD[language], sentence)
    phrases = PHRASES.get(language)
    if not phrases:
        return False
    if _INITIAL.match(sentence):
        return False
    written = _words(sentence)[:_LONGEST_PHRASE]
    words = tuple(map(_lower, written))
    if words[:1] and words[0] in PAIRING.get(language, ()) and written[1:] and written[1][0].isupper():
        return False
    if any(words[:size] in APART.get(language, ()) for size in range(2, _LONGEST_PHRASE + 1)):
        return False
    return any(words[:size] in phrases for size in range(1, _LONGEST_PHRASE + 1))


def asks(sentence: str) -> bool:
    """Tell whether a sentence is a question: as an opening it gives way to a statement, as a headline too."""
    return _ASKS.search(sentence[-_TAIL:]) is not None


def bare_role(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with somebody's role without saying whose ("The minister said", "Министр заявил").

    The weaker fault: readers often guess right. "The minister of defence", "The president, Joe Bloggs," and "Minister
    Bloggs" are not bare. False for a language without data.
    """
    if language in UNSPACED_ROLES:
        return _unspaced(UNSPACED_ROLES[language], sentence)
    roles = ROLES.get(language)
    if not roles:
        return False
    words = _words(sentence)
    if language == "ar":
        return any(
            (_lower(word),) in roles and following in ARABIC_PREDICATES for word, following in pairwise(words[:3])
        )
    articles = ARTICLES.get(language)
    if articles:
        if not words or _lower(words[0]) not in articles:
            return False
        words = words[1:]
    size = max((size for size in range(1, 5) if tuple(map(_lower, words[:size])) in roles), default=0)
    return size > 0 and not _named(words[size : size + 1], language)


def breaks_quotation(sentences: Iterable[str]) -> bool:
    """Tell whether a quotation mark has no partner in ``sentences``, read one after the other.

    Double marks of any kind: “ ”, „ “, « » and » «, 「 」, straight ones. Apostrophes and single marks are left alone.
    """
    straight = 0
    opened: list[str] = []
    for mark in _QUOTES.findall(" ".join(sentences)):
        if mark in '"＂':
            straight += 1
        elif _closes(mark, opened):
            opened.pop()
        elif mark in "”」』":
            return True
        else:
            opened.append(mark)
    return bool(opened) or straight % 2 == 1


def repeats(one: Collection[str], other: Collection[str]) -> bool:
    """Tell whether two sentences, given as words, say much the same: over ``SHARED`` of the shorter one in common."""
    first = one if isinstance(one, Set) else set(one)
    second = other if isinstance(other, Set) else set(other)
    return len(first & second) > SHARED * min(len(first), len(second))


def fragments(sentences: Sequence[str]) -> frozenset[int]:
    """Return the places of headings, captions and link lines among sentences, and of what only announces the next.

    These have no stop, one typed after a space, or a colon at the end.

    Empty where many sentences are like that: then it is the text's way, as in a list or a poem.
    """
    unlike = (
        [place for place, sentence in enumerate(sentences) if _UNSTOPPED.search(sentence[-_TAIL:])],
        [place for place, sentence in enumerate(sentences) if _STOP_APART.search(sentence[-_TAIL:])],
        [place for place, sentence in enumerate(sentences) if _ANNOUNCES.search(sentence[-_TAIL:])],
    )
    return frozenset(place for found in unlike if len(found) < _USUAL * len(sentences) for place in found)


def hanging(kept: Collection[int], dangling: Sequence[bool]) -> tuple[int, ...]:
    """Return the kept places that dangle without the sentence before them; the first of a text never does.

    ``kept`` holds places in the article, ``dangling`` one answer of ``dangles`` for each of its sentences.
    """
    chosen = frozenset(kept)
    return tuple(place for place in sorted(chosen) if place and dangling[place] and place - 1 not in chosen)


def runs(kept: Iterable[int]) -> list[list[int]]:
    """Return kept places in pieces that stood side by side in the article: a quotation may go on within one."""
    numbered = enumerate(sorted(kept))
    return [[place for _, place in piece] for _, piece in groupby(numbered, key=lambda pair: pair[1] - pair[0])]


def _closes(mark: str, opened: list[str]) -> bool:
    if not opened:
        return False
    last = opened[-1]
    if mark in "«»":
        # Whichever way it points: Germans open with what closes in France.
        return last in "«»" and last != mark
    if mark == "“":
        return last in "„‟"
    if mark == "”":
        return last in "“„‟"
    return _CLOSERS.get(mark) == last


def _named(following: list[str], language: str) -> bool:
    return any(word[:1].isupper() or word in NAMING.get(language, ()) for word in following)


def _words(sentence: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", sentence[:_LOOKED_AT]))


def _lower(word: str) -> str:
    # Turkish has a dotted capital, which takes a sign of its own along when it is made small.
    return word.lower().replace("i\u0307", "i")


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _unspaced(pattern: str, sentence: str) -> bool:
    found = _LETTERS.search(sentence[:_LOOKED_AT])
    return found is not None and _pattern(pattern).match(found.group()) is not None
