"""Who else worked on an article and where it was taken from, where that stands behind its last sentence."""

from __future__ import annotations

import re

_READ = 500
_PERSON = r"[A-ZÀ-Þ](?:[^\W_]|['’.-])*"
_PEOPLE = rf"{_PERSON}(?:,?(?: and)? {_PERSON}){{0,60}}"

_ANYWHERE = re.compile(
    r"[^\n]{2,450}?\b(?:contributed to this (?:report|story|article|piece|post)|contributed (?:reporting"
    r"|research|from)\b)"
    r"|(?:Journalists? |CNN's |CNN’s )?[^\n]{2,120}? (?:reported and wrote|wrote and reported) (?:this \w+ "
    r"|the \w+ )?(?:from|in) "
)
_LAST = re.compile(
    rf"(?:Journalists? |Reporters? |Correspondents? |And |and )?{_PEOPLE} (?:reported|wrote|was reporting"
    rf"|were reporting)(?: this (?:story|report))?"
    rf" (?:from|in) [A-Z][\w,. ]{{2,200}}$"
    rf"|{_PEOPLE} (?:is|are) (?:an? |the )?(?:[\w'’.,& -]{{0,80}} )?(?:staff writers?|correspondents?"
    rf"|contributors?|columnists?|reporters?"
    r"|the author of|author of|editor of|(?:visiting |assistant |associate )?professor (?:of|at)|(?:senior "
    r"|research |visiting )*fellow at)\b"
)
_SOURCE = re.compile(
    r"[\[(（]?\s?(?:Sources?|SOURCE|Fuente|Quelle|Fonte|Bron|Kaynak|Źródło|Источник|Джерело|المصدر|来源|來源"
    r"|出典)\s?[:：—–-]\s*"
    r"(?P<outlet>[^\n()（）\[\]]{2,60}?)\s?[.)\]）]*\s*$"
)
_AT_END = re.compile(
    r"\s*[\[(（]\s?(?:Sources?|SOURCE|Fuente|Quelle|Fonte|Bron|Kaynak|Źródło|Источник|Джерело|المصدر|来源|來源|出典"
    r"|责任编辑|责编|编辑|完)"
    r"(?:\s?[:：—–-]\s*(?P<outlet>[^\n()（）\[\]]{2,60}?))?\s?[)\]）][.。]?\s*$"
)


def trailer(sentence: str, last: bool) -> bool:
    """Whether a sentence thanks colleagues or names a source; ``last``: it is among the text's last."""
    opening = sentence[:_READ]
    if len(sentence) > _READ:
        return False
    return (
        _SOURCE.match(opening) is not None
        or (
            ("contributed" in opening or " and wrote " in opening or " and reported " in opening)
            and _ANYWHERE.match(opening) is not None
        )
        or (last and _LAST.match(opening) is not None)
    )


def source(sentence: str) -> str | None:
    """The outlet that a sentence names as the text's source, None if it names none."""
    found = _SOURCE.match(sentence[:_READ]) or _AT_END.search(sentence[-_READ:])
    return found["outlet"].partition("|")[0].strip(" .") if found and found["outlet"] else None


def without_source(sentence: str) -> str:
    """The sentence without a source in brackets behind it."""
    tail = sentence[-_READ:]
    found = _AT_END.search(tail)
    return sentence[: len(sentence) - len(tail) + found.start()] if found else sentence
