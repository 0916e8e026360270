"""What stands behind `/summary`: a length, an article, words to find one by, or a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.errors import BadLength, UnknownArticle
from bot.services.words import western
from storage.records import FIRST_ARTICLE

QUERY_LIMIT = 200
"""Characters above which an argument is a text: a query may have no more."""

LEAST_TEXT = 20
"""Characters that two sentences have at least; less is a query with odd punctuation."""

_NUMBER = re.compile(r"[-+−]?[0-9]+")
_ARTICLE = re.compile(r"#?([0-9]+)")
_LENGTH_AND_WORDS = re.compile(r"([0-9]{1,4})\s+(\S.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?…؟][\"'”’»)\]]*(?:\s+|$)|[。！？][”」』]*")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article by number, by ``words`` (all of them if that is empty, the newest first), or a ``text`` itself.

    ``sentences`` is None where no length is said: then the reader's settings hold.
    """

    sentences: int | None = None
    article: int | None = None
    words: str = ""
    text: str = ""

    @property
    def says_only_how_much(self) -> bool:
        """Whether what is to be summarised stands elsewhere."""
        return self.article is None and not self.words and not self.text


def understand(argument: str) -> Wanted:
    """The meaning of an argument. Raises BadLength and UnknownArticle.

    Articles are numbered from 1001 on, so that a number is either a count of sentences or an article, never both.
    """
    if not argument:
        return Wanted()
    if _is_text(argument):
        return Wanted(text=argument)
    numbers = western(argument)
    article = _ARTICLE.fullmatch(numbers)
    if article and (argument.startswith("#") or int(article[1][:19]) >= FIRST_ARTICLE):
        return Wanted(article=_article(article[1]))
    if _NUMBER.fullmatch(numbers):
        return Wanted(sentences=_count(numbers))
    both = _LENGTH_AND_WORDS.fullmatch(numbers)
    if both and int(both[1]) < FIRST_ARTICLE:
        return Wanted(sentences=_count(both[1]), words=argument[both.start(2) :])
    return Wanted(words=argument)


def _article(digits: str) -> int:
    if len(digits) > 18:
        raise UnknownArticle(id=digits[:18] + "…")
    return int(digits)


def _count(text: str) -> int:
    count = int(text.replace("−", "-")[:18])
    if not 0 < count < FIRST_ARTICLE:
        raise BadLength(given=text[:20])
    return count


def _is_text(argument: str) -> bool:
    """Whether it is too long for a query, or has two sentences."""
    if len(argument) > QUERY_LIMIT:
        return True
    ends = [match.end() for match in _SENTENCE_END.finditer(argument)]
    return len(argument) >= LEAST_TEXT and len(ends) >= 2 and ends[-1] == len(argument)
