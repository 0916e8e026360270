"""A headline for a text that has none: a clause of it, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.clauses import acts, cut, half_quoted, is_date
from summarizer.model import Span
from summarizer.ranking.standing import asks, bare_role, breaks_quotation, dangles
from summarizer.text.stopwords import stopwords

LONGEST = 100
"""Characters of a clause that is cut out of a sentence."""

WHOLE = 150
"""Characters of a sentence that is taken whole, where no clause of it says enough."""

SHORTEST = 36
"""Characters below which a clause says too little; a third of it in scripts without spaces."""

LOOKED_AT = 40
OPENING = 2
"""The sentences that are tried first, in order: what a text is about it says there."""

TELLING_WORDS = 2
"""A clause has at least this many words in small letters that are no function words: names alone say nothing.

One fewer where one of them is seen to be a verb."""

_UNSPACED = ("zh", "ja")
_LEANING = re.compile(
    r"(?:In|On|At|With|Without|Despite|If|When|While|After|Before|For|As|Although|Though|Now|Once|Since|Given|Among|By|"
    r"Under|From|Amid|During|Until|Unlike|Asked|Speaking|According|Termed|Called|Because|To|Two|Three|Part"
    r"|En|Dans|Avec|Après|Avant|Pour|Si|Selon|Depuis|Pendant|Malgré|Quand|Lorsque|Con|Tras|Para|Desde|Según|Cuando|Aunque"
    r"|Nach|Vor|Mit|Bei|Im|Am|Als|Wenn|Seit|Trotz|Während|Obwohl|В|Во|На|После|Если|Когда|Хотя|По|При|С|Со|Для|До|Как"
    r"|(?:\w+\s){1,2}(?:mois|ans?|jours?|semaines?)\saprès|Un(?:\w+)?\s(?:año|mes)\sdespués"
    r"|У|Після|Якщо|Коли|Хоча|За|W|Po|Jeśli|Gdy|Dopo|Secondo|Se|Quando|Após|Segundo)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_ANNOUNCES = re.compile(r"[:：]\s*$")
_SPACE = re.compile(r"\s")
_AROUND = " \t\r\n\u00a0\u3000,;:-–—.،؛，；：、。"


def headline(text: str, spans: Sequence[Span], scores: Sequence[float], language: str) -> str:
    """Return a clause that stands in ``text`` word for word, of ``LONGEST`` characters or a sentence of ``WHOLE``.

    From the first two or else the best of the sentences that point back to no other, questions last: the sentence, or
    its beginning up to a comma or dash where it may be cut; only where none is short enough is one cut between two
    words. ``spans`` holds one sentence at least.
    """
    first = range(min(LOOKED_AT, len(spans)))
    ranked = sorted(first, key=lambda place: (place if place < OPENING else OPENING, -scores[place], place))
    texts = [text[slice(*spans[place])] for place in ranked]
    standing = [text for text in texts if _stands(text, language)]
    for sentence in sorted(standing, key=asks):
        for clause in _clauses(sentence, language):
            if not breaks_quotation([clause]) and not half_quoted(clause):
                return clause
    return _cut((standing or texts)[0], language)


def _stands(sentence: str, language: str) -> bool:
    """Neither pointing back, nor a mere date, nor what only announces the next."""
    return not (
        dangles(sentence, language) or bare_role(sentence, language) or is_date(sentence) or _ANNOUNCES.search(sentence)
    )


def _clauses(sentence: str, language: str) -> Iterator[str]:
    """The sentence, its beginning, or the sentence again if it is not too long; all without the signs around."""
    whole = sentence.strip(_AROUND)
    one_line = len(whole) >= SHORTEST // (6 if language in _UNSPACED else 2) and "\n" not in whole
    if one_line and len(whole) <= LONGEST:
        yield whole
    if not _LEANING.match(sentence):
        end = cut(sentence, language, SHORTEST // 3 if language in _UNSPACED else SHORTEST, LONGEST)
        clause = sentence[:end].strip(_AROUND)
        if clause and "\n" not in clause and _tells(clause, language):
            yield clause
    if one_line and len(whole) <= WHOLE:
        yield whole


def _tells(clause: str, language: str) -> bool:
    if language in _UNSPACED or clause.isupper():
        return True
    small = [word for word in _WORD.findall(clause) if not word[0].isupper()]
    return sum(1 for word in small if word not in stopwords(language)) >= TELLING_WORDS - acts(clause, language)


def _cut(sentence: str, language: str) -> str:
    opening = sentence[: LONGEST + 1].split("\n")[0]
    if len(opening) <= LONGEST or language in _UNSPACED:
        return opening[:LONGEST].strip(_AROUND) or opening[:LONGEST]
    spaces = [found.start() for found in _SPACE.finditer(opening)]
    while len(spaces) > 1 and opening[spaces[-2] : spaces[-1]].strip(_AROUND).lower() in stopwords(language):
        spaces.pop()
    # A word without end is cut all the same: a message has only so much room.
    return opening[: spaces[-1] if spaces else LONGEST].strip(_AROUND) or opening[:LONGEST]
