"""A headline for a text that has none: a clause of it, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.model import Span
from summarizer.ranking.standing import bare_role, breaks_quotation, dangles
from summarizer.text.stopwords import stopwords

LONGEST = 100
"""Characters of a clause that is cut out of a sentence."""

WHOLE = 150
"""Characters of a sentence that is taken whole, where no clause of it says enough."""

SHORTEST = 36
"""Characters below which a clause says too little; a third of it in scripts without spaces."""

LOOKED_AT = 40
TELLING_WORDS = 2
"""A clause has at least this many words in small letters that are no function words: names alone say nothing."""

_UNSPACED = ("zh", "ja")
_BREAK = re.compile(
    r"(?<=[\w”»\"’)])(?:[,;:](?=\s)|\s+[-–—]+(?=\s)|—|[،؛]|\s+(?=(?:after|while|amid|because|although|despite)\s))"
    r"|[，；：、。！？]"
)
_LEANING = re.compile(
    r"(?:In|On|At|With|Without|Despite|If|When|While|After|Before|For|As|Although|Though|Now|Once|Since|Given|Among|By|"
    r"Under|From|Amid|During|Until|Unlike|Asked|Speaking|According|Termed|Called|Because|To|Two|Three|Part"
    r"|En|Dans|Avec|Après|Avant|Pour|Si|Selon|Depuis|Pendant|Malgré|Quand|Lorsque|Con|Tras|Para|Desde|Según|Cuando|Aunque"
    r"|Nach|Vor|Mit|Bei|Im|Am|Als|Wenn|Seit|Trotz|Während|Obwohl|В|Во|На|После|Если|Когда|Хотя|По|При|С|Со|Для|До|Как"
    r"|У|Після|Якщо|Коли|Хоча|За|W|Po|Jeśli|Gdy|Dopo|Secondo|Se|Quando|Após|Segundo)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s")
_AROUND = " \t\r\n\u00a0\u3000,;:-–—.،؛，；：、。"


def headline(text: str, spans: Sequence[Span], scores: Sequence[float], language: str) -> str:
    """Return a clause that stands in ``text`` word for word, of ``LONGEST`` characters or a sentence of ``WHOLE``.

    From the first or else the best of the sentences that point back to no other: the sentence, or its beginning up to
    the first comma, colon or dash; only where none is short enough is one cut between two words. ``spans`` holds one
    sentence at least.
    """
    first = range(min(LOOKED_AT, len(spans)))
    ranked = sorted(first, key=lambda place: (place != 0, -scores[place], place))
    texts = [text[slice(*spans[place])] for place in ranked]
    standing = [text for text in texts if not dangles(text, language) and not bare_role(text, language)]
    for sentence in standing:
        for clause in _clauses(sentence, language):
            if not breaks_quotation([clause]):
                return clause
    return _cut((standing or texts)[0], language)


def _clauses(sentence: str, language: str) -> Iterator[str]:
    """The sentence, its beginning, or the sentence again if it is not too long; all without the signs around."""
    whole = sentence.strip(_AROUND)
    one_line = len(whole) >= SHORTEST // (6 if language in _UNSPACED else 2) and "\n" not in whole
    if one_line and len(whole) <= LONGEST:
        yield whole
    found = _BREAK.search(sentence, SHORTEST // 3 if language in _UNSPACED else SHORTEST, LONGEST + 1)
    earlier = _BREAK.search(sentence, 0, found.start()) if found else None
    if found and earlier is None and not _LEANING.match(sentence):
        clause = sentence[: found.start()].strip(_AROUND)
        if clause and "\n" not in clause and _tells(clause, language):
            yield clause
    if one_line and len(whole) <= WHOLE:
        yield whole


def _tells(clause: str, language: str) -> bool:
    if language in _UNSPACED or clause.isupper():
        return True
    small = [word for word in _WORD.findall(clause) if not word[0].isupper()]
    return sum(1 for word in small if word not in stopwords(language)) >= TELLING_WORDS


def _cut(sentence: str, language: str) -> str:
    opening = sentence[: LONGEST + 1].split("\n")[0]
    if len(opening) <= LONGEST or language in _UNSPACED:
        return opening[:LONGEST].strip(_AROUND) or opening[:LONGEST]
    spaces = [found.start() for found in _SPACE.finditer(opening)]
    # A word without end is cut all the same: a message has only so much room.
    return opening[: spaces[-1] if spaces else LONGEST].strip(_AROUND) or opening[:LONGEST]
